"""Which caption belongs to which table of a rich-text document. Pure.

A caption is a node of its own that stands right before its table, so that several people can write in it at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]

CAPTION = "tableCaption"
TABLE = "table"


def with_captions(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node | None]]:
    """Each node with the caption right before it, if it is a table with one; such captions do not come by themselves.

    >>> caption, table = {"type": "tableCaption"}, {"type": "table"}
    >>> [(node["type"], before is not None) for node, before in with_captions([caption, caption, table, table])]
    [('tableCaption', False), ('table', True), ('table', False)]
    """
    waiting: Node | None = None
    for node in nodes:
        if waiting is not None and not _is(node, TABLE):
            yield waiting, None
        if _is(node, CAPTION):
            waiting = node
            continue
        yield node, waiting if _is(node, TABLE) else None
        waiting = None
    if waiting is not None:
        yield waiting, None


def captions_in(document: Node) -> Iterator[Node]:
    """The captions of the tables, in the order of reading."""
    for node, caption in with_captions(document.get("content", ())):
        if caption is not None:
            yield caption
        yield from captions_in(node)


def uid_of(caption: Node) -> str:
    """The uid under which the table is referred to."""
    return str(caption.get("attrs", {}).get("uid", ""))


def _is(node: Node, kind: str) -> bool:
    return node.get("type") == kind
