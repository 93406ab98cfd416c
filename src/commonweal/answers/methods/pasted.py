"""From pasted plain text to blocks: paragraphs, lists by their signs, tables by their tabs. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from commonweal.answers.methods.found import Found, ListLine, Node, clean, lists_of, paragraph, text_node

BULLET = re.compile(r"(?P<indent>\s*)[•▪◦‣●○·*–—-]\s+(?P<text>\S.*)")
NUMBERED = re.compile(r"(?P<indent>\s*)\(?\d{1,2}[.)]\s+(?P<text>\S.*)")
INDENT = 2
"""Blanks that make a level of a list."""
LONGEST_HEADING = 160


def blocks_of(text: str) -> list[Found]:
    """The blocks of a text in reading order.

    Where blank lines part the paragraphs, the lines of one are joined; else each line is a paragraph.

    >>> [found.text for found in blocks_of("P.1a(1) Place")]
    ['P.1a(1) Place']
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_parted = any(not line.strip() for line in lines[1:-1])
    found: list[Found] = []
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            found += _of_group(list(group), is_parted=is_parted)
    return found


def _of_group(lines: Sequence[str], *, is_parted: bool) -> Iterator[Found]:
    """The blocks of lines without a blank one between them."""
    for kind, group in groupby(lines, key=_kind):
        listed = list(group)
        if kind == "table" and len(listed) > 1:
            yield Found(_table(listed))
        elif kind in {"bulletList", "orderedList"} and not _is_heading(listed):
            yield from (Found(node) for node in lists_of([_line(kind, line) for line in listed]))
        elif is_parted and not _is_heading(listed):
            yield Found(_paragraph(" ".join(line.strip() for line in listed)))
        else:
            yield from (Found(_paragraph(line.strip())) for line in listed)


def _kind(line: str) -> str:
    if line.strip().count("\t"):
        return "table"
    if BULLET.fullmatch(line):
        return "bulletList"
    return "orderedList" if NUMBERED.fullmatch(line) else "text"


def _is_heading(lines: Sequence[str]) -> bool:
    """Whether the first line of several stands for itself: short, and no sentence."""
    first = lines[0].strip()
    return len(lines) > 1 and len(first) < 60 and first[:1].isupper() and _has_ref_start(first)


def _has_ref_start(line: str) -> bool:
    return re.match(r"[A-Z]\.?\s?\d", line) is not None


def _line(kind: str, line: str) -> ListLine:
    match = (BULLET if kind == "bulletList" else NUMBERED).fullmatch(line)
    words, indent = (match["text"], match["indent"]) if match else (line, "")
    return ListLine(kind, min(len(indent.expandtabs(4)) // INDENT, 5), [text_node(clean(words.strip()))])


def _paragraph(words: str) -> Node:
    cleaned = clean(words)
    return paragraph([text_node(cleaned)] if cleaned else [])


def _table(lines: Sequence[str]) -> Node:
    """A table pasted from a sheet; what its first row is nobody said, so it is a row like the others."""
    rows = [[clean(cell.strip()) for cell in line.split("\t")] for line in lines]
    return {
        "type": "table",
        "content": [{"type": "tableRow", "content": [_cell(cell) for cell in row]} for row in rows],
    }


def _cell(words: str) -> Node:
    return {"type": "tableCell", "attrs": {"colspan": 1, "rowspan": 1}, "content": [_paragraph(words)]}
