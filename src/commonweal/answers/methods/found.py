"""A foreign text as a row of blocks, whatever it came from: the common ground of Word files and pasted text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.answers.methods.projection import text_of
from commonweal.answers.methods.schema import CONTROL, is_address

Node = dict[str, Any]

DEEPEST_LIST = 5
"""Lists in lists beyond this stand at this depth; an answer may nest 24 nodes."""


@dataclass(frozen=True, slots=True)
class Found:
    """One block. ``level`` is that of a heading, from 1; a ``is_bold`` line looks like one without saying so."""

    node: Node
    level: int | None = None
    is_bold: bool = False

    @property
    def text(self) -> str:
        """The words of the block."""
        return text_of({"type": "doc", "content": [self.node]})


@dataclass(frozen=True, slots=True)
class ListLine:
    """A paragraph of a list; ``kind`` is the node of its list, ``level`` from 0, ``notes`` its footnotes."""

    kind: str
    level: int
    content: Sequence[Node]
    notes: tuple[Node, ...] = ()


def clean(text: str) -> str:
    """Text without what an answer cannot hold; a tab is a space."""
    return CONTROL.sub("", text.replace("\t", " ").replace("\u001f", ""))


def text_node(text: str, *marks: Node) -> Node:
    """A run of text with its marks."""
    return {"type": "text", "text": text, **({"marks": list(marks)} if marks else {})}


def link(address: str) -> list[Node]:
    """The mark of a link, or none where an answer may not lead there."""
    return [{"type": "link", "attrs": {"href": address}}] if is_address(address, 2000) else []


def paragraph(content: Iterable[Node]) -> Node:
    """A paragraph of inline nodes."""
    listed = list(content)
    return {"type": "paragraph", "content": listed} if listed else {"type": "paragraph"}


def is_blank(content: Sequence[Node]) -> bool:
    """Whether inline nodes say nothing."""
    return not any(node["type"] == "text" and node["text"].strip() for node in content)


def lists_of(lines: Sequence[ListLine]) -> list[Node]:
    """The lists that these lines make, one in the other by their levels.

    >>> lines = [ListLine("bulletList", 0, [text_node("a")]), ListLine("bulletList", 1, [text_node("b")])]
    >>> [node["type"] for node in lists_of(lines)[0]["content"][0]["content"]]
    ['paragraph', 'bulletList']
    """
    lists: list[Node] = []
    start = 0
    while start < len(lines):
        line, end = lines[start], start + 1
        while end < len(lines) and lines[end].level > line.level:
            end += 1
        item = {"type": "listItem", "content": [paragraph(line.content), *lists_of(lines[start + 1 : end])]}
        if lists and lists[-1]["type"] == line.kind:
            lists[-1]["content"].append(item)
        else:
            lists.append({"type": line.kind, "content": [item]})
        start = end
    return lists
