"""From the trees of a Word file to blocks that an answer can hold. Pure.

Tracked changes are taken as accepted, comments and page furniture stay behind. Headings are told by their
style or outline level; lists, tables, bold, italic and links are kept; a picture leaves its name in brackets
and a footnote follows its paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from commonweal.answers.methods.found import (
    DEEPEST_LIST,
    Found,
    ListLine,
    Node,
    clean,
    is_blank,
    link,
    lists_of,
    paragraph,
    text_node,
)
from commonweal.answers.methods.word_package import (
    NotReadable,
    Tree,
    WordFault,
    WordParts,
    attribute,
    child,
    local_name,
)

MOST_BLOCKS = 20_000
MOST_ROWS, MOST_SPAN = 400, 50
DEEPEST_TREE = 60
HEADING_STYLE = re.compile(r"(?:heading|título|titulo|überschrift) (?P<level>[1-9])\Z")
LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "sdtPr", "rPr", "pPr", "tblPr"})
"""Elements whose text is not the text of the document."""
PICTURES = frozenset({"drawing", "pict", "object"})
OFF = frozenset({"0", "false", "off", "none"})
BOLD: Node = {"type": "bold"}
ITALIC: Node = {"type": "italic"}


@dataclass(frozen=True)
class Style:
    """What a style of paragraphs says: the level of a heading, a numbering, whether it is a line of contents."""

    level: int | None = None
    numbering: str = ""
    is_contents: bool = False


@dataclass
class _Reader:
    parts: WordParts
    picture_word: str
    styles: dict[str, Style] = field(default_factory=dict)
    kinds: dict[tuple[str, int], str] = field(default_factory=dict)
    """The kind of list by numbering and level."""
    notes: list[Node] = field(default_factory=list)
    """Footnotes of the paragraph that is being read."""
    n_notes: int = 0
    n_blocks: int = 0


def blocks_of(parts: WordParts, *, picture_word: str) -> list[Found]:
    """The blocks of a file in reading order. ``picture_word`` names a picture, in brackets, with its own name.

    Raises:
        NotReadable: if it has more blocks than any Profile, or is nested beyond reason.
    """
    reader = _Reader(parts, picture_word, _styles(parts.styles), _list_kinds(parts.numbering))
    return list(_folded(_blocks(reader, parts.body, 0)))


def _styles(tree: Tree | None) -> dict[str, Style]:
    raw = {attribute(one, "styleId"): one for one in tree if local_name(one) == "style"} if tree is not None else {}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: dict[str, Tree]) -> Style:
    """A style with what it inherits; a circle of styles ends where it closes."""
    level, numbering, is_contents = None, "", False
    seen: set[str] = set()
    while name in raw and name not in seen:
        seen.add(name)
        one = raw[name]
        called = attribute(child(one, "name"), "val").lower()
        is_contents = is_contents or bool(re.match(r"toc \d|tdc \d|table of contents", called))
        level = level or _level_named(called) or _outline_level(child(one, "pPr"))
        numbering = numbering or attribute(child(one, "pPr", "numPr", "numId"), "val")
        name = attribute(child(one, "basedOn"), "val")
    return Style(level, numbering, is_contents)


def _level_named(called: str) -> int | None:
    found = HEADING_STYLE.match(called)
    return int(found["level"]) if found else None


def _outline_level(properties: Tree | None) -> int | None:
    level = attribute(child(properties, "outlineLvl"), "val")
    return int(level) + 1 if level.isdigit() and int(level) < 9 else None


def _list_kinds(tree: Tree | None) -> dict[tuple[str, int], str]:
    """The node of each list by the number of its numbering and the level."""
    if tree is None:
        return {}
    formats: dict[str, dict[int, str]] = {}
    for abstract in (one for one in tree if local_name(one) == "abstractNum"):
        levels = {
            int(level): attribute(child(one, "numFmt"), "val")
            for one in abstract
            if local_name(one) == "lvl" and (level := attribute(one, "ilvl")).isdigit()
        }
        formats[attribute(abstract, "abstractNumId")] = levels
    return {
        (attribute(use, "numId"), level): "bulletList" if kind in {"bullet", "none"} else "orderedList"
        for use in tree
        if local_name(use) == "num"
        for level, kind in formats.get(attribute(child(use, "abstractNumId"), "val"), {}).items()
    }


def _blocks(reader: _Reader, parent: Tree, depth: int) -> Iterator[Found | ListLine]:
    if depth > DEEPEST_TREE:
        raise NotReadable(WordFault.TOO_LONG)
    for one in parent:
        reader.n_blocks += 1
        if reader.n_blocks > MOST_BLOCKS:
            raise NotReadable(WordFault.TOO_LONG)
        match local_name(one):
            case "p":
                yield from _paragraph(reader, one, depth)
            case "tbl":
                yield from _table(reader, one, depth)
            case "sdt" if not _is_contents(one):
                content = child(one, "sdtContent")
                yield from _blocks(reader, content if content is not None else (), depth + 1)
            case "customXml" | "ins" | "moveTo" | "smartTag":
                yield from _blocks(reader, one, depth + 1)


def _is_contents(control: Tree) -> bool:
    gallery = attribute(child(control, "sdtPr", "docPartObj", "docPartGallery"), "val")
    return gallery == "Table of Contents"


def _paragraph(reader: _Reader, one: Tree, depth: int) -> Iterator[Found | ListLine]:
    properties = child(one, "pPr")
    style = reader.styles.get(attribute(child(properties, "pStyle"), "val"), Style())
    content = _merged(_inline(reader, one, (), depth))
    notes, reader.notes = reader.notes, []
    if not style.is_contents and not is_blank(content):
        level = _outline_level(properties) or style.level
        number = attribute(child(properties, "numPr", "numId"), "val") or style.numbering
        depth_in_list = attribute(child(properties, "numPr", "ilvl"), "val")
        step = min(int(depth_in_list), DEEPEST_LIST) if depth_in_list.isdigit() else 0
        if level is None and number not in {"", "0"}:
            yield ListLine(reader.kinds.get((number, step), "bulletList"), step, content, tuple(notes))
        else:
            yield Found(paragraph(content), level, _is_bold(content))
            yield from (Found(note) for note in notes)
    for box in _text_boxes(one, depth):
        yield from _blocks(reader, box, depth + 1)


def _text_boxes(one: Tree, depth: int) -> Iterator[Tree]:
    """The contents of text boxes; the copy for older programs is passed over."""
    if depth > DEEPEST_TREE:
        raise NotReadable(WordFault.TOO_LONG)
    for part in one:
        name = local_name(part)
        if name == "txbxContent":
            yield part
        elif name not in LEFT_OUT:
            yield from _text_boxes(part, depth + 1)


def _inline(reader: _Reader, parent: Tree, marks: Sequence[Node], depth: int) -> Iterator[Node]:
    if depth > DEEPEST_TREE:
        raise NotReadable(WordFault.TOO_LONG)
    for one in parent:
        name = local_name(one)
        if name == "r":
            yield from _run(reader, one, (*_run_marks(one), *marks), depth)
        elif name == "hyperlink":
            address = reader.parts.links.get(attribute(one, "id"), "")
            yield from _inline(reader, one, (*marks, *link(address)), depth + 1)
        elif name == "t" and one.text:  # the text of a formula
            yield text_node(clean(one.text), *marks)
        elif name not in LEFT_OUT:
            yield from _inline(reader, one, marks, depth + 1)


def _run(reader: _Reader, run: Tree, marks: Sequence[Node], depth: int) -> Iterator[Node]:
    for one in run:
        match local_name(one):
            case "t":
                if words := clean(one.text or ""):
                    yield text_node(words, *marks)
            case "tab":
                yield text_node(" ", *marks)
            case "noBreakHyphen":
                yield text_node("\u2011", *marks)
            case "br" | "cr" if attribute(one, "type") not in {"page", "column"}:
                yield {"type": "hardBreak"}
            case "footnoteReference" | "endnoteReference" as kind:
                yield from _note(reader, kind, attribute(one, "id"), depth)
            case name if name in PICTURES:
                yield from _picture(reader, one)
            case "AlternateContent" if (choice := child(one, "Choice")) is not None:
                yield from _run(reader, choice, marks, depth)


def _run_marks(run: Tree) -> tuple[Node, ...]:
    properties = child(run, "rPr")
    return tuple(
        mark
        for name, mark in (("b", BOLD), ("i", ITALIC))
        if (told := child(properties, name)) is not None and attribute(told, "val").lower() not in OFF
    )


def _picture(reader: _Reader, one: Tree) -> Iterator[Node]:
    if any(local_name(part) == "txbxContent" for part in one.iter()):
        return
    about = next((part for part in one.iter() if local_name(part) in {"docPr", "shape"}), None)
    name = clean(attribute(about, "descr") or attribute(about, "alt") or attribute(about, "name")).strip()
    yield text_node(f"[{reader.picture_word}: {name[:200]}]" if name else f"[{reader.picture_word}]", ITALIC)


def _note(reader: _Reader, kind: str, number: str, depth: int) -> Iterator[Node]:
    tree = reader.parts.footnotes if kind == "footnoteReference" else reader.parts.endnotes
    told = next((one for one in tree if attribute(one, "id") == number), None) if tree is not None else None
    if told is None or depth > DEEPEST_TREE // 2:  # a note that refers to itself ends here
        return
    reader.n_notes += 1
    sign = text_node(f"[{reader.n_notes}] ")
    content = _merged(
        node for part in told if local_name(part) == "p" for node in _inline(reader, part, (), DEEPEST_TREE // 2 + 1)
    )
    reader.notes.append(paragraph([sign, *content]))
    yield text_node(sign["text"].strip())


def _merged(nodes: Iterator[Node]) -> list[Node]:
    """Inline nodes in which neighbours with the same marks are one; each mark once, breaks at the ends gone."""
    merged: list[Node] = []
    for node in nodes:
        if node["type"] == "text":
            made = text_node(node["text"], *_each_once(node.get("marks", ())))
            if merged and merged[-1]["type"] == "text" and merged[-1].get("marks") == made.get("marks"):
                merged[-1] = {**merged[-1], "text": merged[-1]["text"] + made["text"]}
            else:
                merged.append(made)
        else:
            merged.append(node)
    while merged and merged[-1]["type"] == "hardBreak":
        merged.pop()
    while merged and merged[0]["type"] == "hardBreak":
        merged.pop(0)
    return merged


def _each_once(marks: Sequence[Node]) -> list[Node]:
    by_kind = {mark["type"]: mark for mark in marks}
    return [by_kind[kind] for kind in sorted(by_kind)]


def _is_bold(content: Sequence[Node]) -> bool:
    texts = [node for node in content if node["type"] == "text" and node["text"].strip()]
    return bool(texts) and all(BOLD in node.get("marks", ()) for node in texts)


def _table(reader: _Reader, table: Tree, depth: int) -> Iterator[Found | ListLine]:
    """A table; one of a single cell is a frame, and a table in a cell becomes the blocks of its cells."""
    rows = [one for one in table if local_name(one) == "tr"][:MOST_ROWS]
    cells = [[one for one in row if local_name(one) == "tc"] for row in rows]
    if len(cells) == 1 and len(cells[0]) == 1:
        yield from _blocks(reader, cells[0][0], depth + 1)
        return
    made = _rows(reader, rows, cells, depth)
    if made:
        yield Found({"type": "table", "content": made})


def _rows(reader: _Reader, rows: Sequence[Tree], cells: Sequence[Sequence[Tree]], depth: int) -> list[Node]:
    n_head = _n_head(rows, cells)
    made: list[Node] = []
    above: dict[int, Node] = {}
    for y, row in enumerate(cells):
        line: list[Node] = []
        x = 0
        for one in row:
            span = _span(one)
            merge = child(one, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and x in above:
                above[x]["attrs"]["rowspan"] += 1
            else:
                cell = _cell(reader, one, "tableHeader" if y < n_head else "tableCell", span, depth)
                above[x] = cell
                line.append(cell)
            x += span
        made.append({"type": "tableRow", "content": line} if line else {"type": "tableRow"})
    return made


def _n_head(rows: Sequence[Tree], cells: Sequence[Sequence[Tree]]) -> int:
    """Rows marked as head, from the top; without any, a first row all in bold is one."""
    n_marked = 0
    for row in rows:
        told = child(row, "trPr", "tblHeader")
        if told is None or attribute(told, "val").lower() in OFF:
            break
        n_marked += 1
    if n_marked or len(rows) < 2:
        return min(n_marked, len(rows) - 1)
    runs = [run for cell in cells[0] for run in cell.iter() if local_name(run) == "r" and child(run, "t") is not None]
    return int(bool(runs) and all(BOLD in _run_marks(run) for run in runs))


def _span(cell: Tree) -> int:
    span = attribute(child(cell, "tcPr", "gridSpan"), "val")
    return min(max(int(span), 1), MOST_SPAN) if span.isdigit() else 1


def _cell(reader: _Reader, cell: Tree, kind: str, span: int, depth: int) -> Node:
    blocks = [one.node for one in _folded(_blocks(reader, cell, depth + 1))]
    flat = [part for block in blocks for part in _without_tables(block)]
    return {"type": kind, "attrs": {"colspan": span, "rowspan": 1}, "content": flat or [paragraph(())]}


def _without_tables(block: Node) -> Iterator[Node]:
    if block["type"] != "table":
        yield block
        return
    for row in block["content"]:
        for cell in row.get("content", ()):
            yield from cell["content"]


def _folded(blocks: Iterator[Found | ListLine]) -> Iterator[Found]:
    """Lines of lists as lists, with the footnotes of a list after it."""
    lines: list[ListLine] = []
    for block in blocks:
        if isinstance(block, ListLine):
            lines.append(block)
            continue
        yield from _ended(lines)
        lines = []
        yield block
    yield from _ended(lines)


def _ended(lines: Sequence[ListLine]) -> Iterator[Found]:
    yield from (Found(node) for node in lists_of(lines))
    yield from (Found(note) for line in lines for note in line.notes)
