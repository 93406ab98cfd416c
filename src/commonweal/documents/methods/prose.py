"""From a rich-text document (ProseMirror JSON) to the plain blocks that a typesetter walks.

Unknown nodes and marks fall away, headings never skip a level, tables are laid on a grid, links
become absolute. Text stays text: it is only ever a value, never markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commonweal.documents.methods.captions import CAPTION, uid_of, with_captions
from commonweal.documents.methods.tables import WrittenCell, column_weights, laid_out

Node = Mapping[str, Any]
Block = dict[str, Any]

OPEN_LINKS = ("http://", "https://", "mailto:")
PARENT_LEVEL = 2  # an answer stands under the heading of its question
BOLD = {"type": "bold"}


@dataclass(frozen=True)
class Printing:
    """What the blocks of a document need to know of where it stands."""

    site_url: str
    parent_level: int = PARENT_LEVEL
    references: Mapping[str, str] = field(default_factory=dict)
    """What a reference to a figure or a table says, such as ``Figure P.1-2``, by uid; a table's caption says it too."""
    lost_reference: str = ""
    """What one says whose figure or table stands nowhere."""


def printable(document: Node, printing: Printing) -> list[Block]:
    """The blocks of a document, in order.

    Types: ``paragraph``, ``heading`` (level), ``bullets`` and ``numbers`` (items), ``quote`` (blocks),
    ``table`` (n_columns, n_head, weights, cells, caption), ``figure`` (uid). The caption of a table is null, or has its
    uid, its number in words, and inline content. Inline nodes are ``text`` with marks, or ``break``; the mark
    ``reference`` (uid) leads to a figure or a table.
    """
    blocks: list[Block] = []
    level = printing.parent_level
    for block in _blocks(document, printing):
        if block["type"] == "heading":
            level = block["level"] = min(block["level"], level + 1)
        blocks.append(block)
    return blocks


def figure_uids(document: Node) -> Iterator[str]:
    """The identifiers of the figures of a document, in the order of reading."""
    for node in document.get("content", ()):
        if node.get("type") == "figure":
            yield str(node.get("attrs", {}).get("uid", ""))
        yield from figure_uids(node)


def _blocks(parent: Node, printing: Printing) -> Iterator[Block]:
    for node, caption in with_captions(parent.get("content", ())):
        writer = _WRITERS.get(node.get("type", ""))
        block = writer(node, printing) if writer else None
        if block is not None:
            yield {**block, "caption": _caption(caption, printing)} if block["type"] == "table" else block


def _nested(parent: Node, printing: Printing) -> list[Block]:
    """Blocks inside a list, a quote or a table, where a heading is a bold line."""
    return [_bold_line(block) if block["type"] == "heading" else block for block in _blocks(parent, printing)]


def _caption(node: Node | None, printing: Printing) -> Block | None:
    if node is None:
        return None
    uid = uid_of(node)
    return {"uid": uid, "number": printing.references.get(uid, ""), "content": _inline(node, printing)}


def _captionless(node: Node, printing: Printing) -> Block | None:
    """A caption whose table was taken out: its words stay, as a bold line."""
    block = _paragraph(node, printing)
    return _bold_line(block) if block else None


def _bold_line(heading: Block) -> Block:
    content = [
        {**node, "marks": [*node["marks"], BOLD]} if node["type"] == "text" else node for node in heading["content"]
    ]
    return {"type": "paragraph", "content": content}


def _paragraph(node: Node, printing: Printing) -> Block | None:
    content = _inline(node, printing)
    return {"type": "paragraph", "content": content} if content else None


def _heading(node: Node, printing: Printing) -> Block | None:
    content = _inline(node, printing)
    level = int(node.get("attrs", {}).get("level", 3))
    return {"type": "heading", "level": level, "content": content} if content else None


def _bullets(node: Node, printing: Printing) -> Block | None:
    items = _items(node, printing)
    return {"type": "bullets", "items": items} if items else None


def _numbers(node: Node, printing: Printing) -> Block | None:
    items = _items(node, printing)
    start = int(node.get("attrs", {}).get("start", 1))
    return {"type": "numbers", "start": start, "items": items} if items else None


def _items(node: Node, printing: Printing) -> list[list[Block]]:
    return [blocks for item in node.get("content", ()) if (blocks := _nested(item, printing))]


def _quote(node: Node, printing: Printing) -> Block | None:
    blocks = _nested(node, printing)
    return {"type": "quote", "blocks": blocks} if blocks else None


def _figure(node: Node, _printing: Printing) -> Block:
    return {"type": "figure", "uid": str(node.get("attrs", {}).get("uid", ""))}


def _table(node: Node, printing: Printing) -> Block | None:
    rows = [[_written(cell) for cell in row.get("content", ())] for row in node.get("content", ())]
    grid = laid_out(rows)
    if not grid.cells:
        return None
    cells = [
        {
            "x": cell.x,
            "y": cell.y,
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "is_header": cell.is_header,
            "blocks": _nested({"content": cell.content}, printing),
        }
        for cell in grid.cells
    ]
    lengths = [len(" ".join(_said({"content": cell.content}))) for cell in grid.cells]
    weights = column_weights(grid, lengths)
    return {"type": "table", "n_columns": grid.n_columns, "n_head": grid.n_head, "weights": weights, "cells": cells}


def _said(node: Node) -> Iterator[str]:
    yield str(node.get("text", ""))
    for child in node.get("content", ()):
        yield from _said(child)


def _written(cell: Node) -> WrittenCell:
    attributes = cell.get("attrs", {})
    return WrittenCell(
        colspan=int(attributes.get("colspan", 1)),
        rowspan=int(attributes.get("rowspan", 1)),
        is_header=cell.get("type") == "tableHeader",
        content=cell.get("content", ()),
    )


def _inline(node: Node, printing: Printing) -> list[Block]:
    """Text and breaks; breaks at the end say nothing and fall away, and so does blank text alone."""
    content = list(_inline_nodes(node.get("content", ()), printing))
    while content and content[-1]["type"] == "break":
        content.pop()
    return content if any(part["type"] == "text" and part["text"].strip() for part in content) else []


def _inline_nodes(nodes: Sequence[Node], printing: Printing) -> Iterator[Block]:
    for node in nodes:
        if node.get("type") == "hardBreak":
            yield {"type": "break"}
        elif node.get("type") == "figureReference":
            yield from _reference(str(node.get("attrs", {}).get("uid", "")), printing)
        elif node.get("type") == "text" and node.get("text"):
            yield {"type": "text", "text": node["text"], "marks": list(_marks(node, printing))}


def _reference(uid: str, printing: Printing) -> Iterator[Block]:
    """The number of a figure with a way to it, or plain words where it stands nowhere."""
    if text := printing.references.get(uid):
        yield {"type": "text", "text": text, "marks": [{"type": "reference", "uid": uid}]}
    elif printing.lost_reference:
        yield {"type": "text", "text": printing.lost_reference, "marks": []}


def _marks(node: Node, printing: Printing) -> Iterator[dict[str, str]]:
    for mark in node.get("marks", ()):
        if mark.get("type") in {"bold", "italic"}:
            yield {"type": mark["type"]}
        elif mark.get("type") == "link" and (href := _absolute(mark.get("attrs", {}).get("href", ""), printing)):
            yield {"type": "link", "href": href}


def _absolute(href: str, printing: Printing) -> str:
    """The address as it works from paper, or nothing for one that has no business there."""
    if href.startswith("/") and not href.startswith("//"):
        return printing.site_url.rstrip("/") + href
    return href if href.startswith(OPEN_LINKS) else ""


_WRITERS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _bullets,
    "orderedList": _numbers,
    "blockquote": _quote,
    "table": _table,
    CAPTION: _captionless,
    "figure": _figure,
}
