"""What changed between two texts: block by block, then word by word. Pure functions.

Blocks (paragraphs, headings, table rows, figures) are matched first; only blocks that belong together
are compared by words, so the work stays small on long answers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from commonweal.answers.methods.projection import INLINE, inline_text, text_of
from commonweal.answers.methods.schema import Document

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.4
"""Two blocks this alike (0 to 1, by words) are one block that changed, not one removed and one added."""

CELLS_APART = " | "
"""Between the cells of a row, which are read in one line here."""

LONGEST_BY_WORDS = 4000
"""Blocks with more tokens are shown as replaced whole: comparing words is quadratic."""

MOST_PAIRS = 2500
"""Ranges with more pairs of blocks are paired by position: looking for the best pair is quadratic."""


class Change(StrEnum):
    """What happened to a block or a run of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text inside a block: same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A comparable piece of a document: ``kind`` as in the schema, ``text`` as read (a figure: its uid)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What happened to one block.

    The runs in order give the old text without the added ones, and the new text without the removed ones.
    """

    change: Change
    kind: str
    runs: tuple[Run, ...]


def compare(before: Document, after: Document) -> tuple[BlockChange, ...]:
    """Compare two documents.

    >>> def document(text):
    ...     return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}
    >>> [(run.change.value, run.text) for run in compare(document("one two"), document("one three"))[0].runs]
    [('same', 'one '), ('removed', 'two'), ('added', 'three')]
    """
    old, new = blocks_of(before), blocks_of(after)
    changes: list[BlockChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [_whole(block, Change.SAME) for block in new[c:d]]
        else:
            changes += _replaced(old[a:b], new[c:d])
    return tuple(changes)


def blocks_of(document: Document) -> list[Block]:
    """The comparable blocks in reading order, those without words left out: nobody reads them."""
    return [block for block in _blocks(document, "paragraph") if block.text.strip()]


def _readable(text: str) -> str:
    """The text with dots where a figure or a table is referred to, whose number is nothing the text knows."""
    return text.replace(INLINE["figureReference"], "…")


def _blocks(node: Document, kind: str) -> Iterator[Block]:
    match node["type"]:
        case "paragraph":
            yield Block(kind, _readable(inline_text(node)))
        case "heading" | "tableCaption" as named:
            yield Block(named, _readable(inline_text(node)))
        case "figure":
            yield Block("figure", node["attrs"]["uid"])
        case "tableRow":
            row = text_of({"type": "doc", "content": [node]})
            yield Block("tableRow", _readable(row.replace("\t", CELLS_APART)))
        case "listItem" | "blockquote" as inner:
            for child in node.get("content", ()):
                yield from _blocks(child, inner)
        case _:
            for child in node.get("content", ()):
                yield from _blocks(child, kind)


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[BlockChange]:
    """Pair the blocks that are alike, in order; what is left was removed or added."""
    done_old = done_new = 0
    for i, j in _pairs(old, new):
        yield from (_whole(block, Change.REMOVED) for block in old[done_old:i])
        yield from (_whole(block, Change.ADDED) for block in new[done_new:j])
        yield _by_words(old[i], new[j])
        done_old, done_new = i + 1, j + 1
    yield from (_whole(block, Change.REMOVED) for block in old[done_old:])
    yield from (_whole(block, Change.ADDED) for block in new[done_new:])


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > MOST_PAIRS:
        yield from ((i, i) for i in range(min(len(old), len(new))) if _likeness(old[i], new[i]) >= ALIKE)
        return
    first_free = 0
    for i, block in enumerate(old):
        likeness, j = max(((_likeness(block, new[k]), -k) for k in range(first_free, len(new))), default=(0.0, 0))
        if likeness >= ALIKE:
            yield i, -j
            first_free = -j + 1


def _likeness(old: Block, new: Block) -> float:
    if old.kind != new.kind or old.kind == "figure":
        return 0.0
    a, b = set(TOKEN.findall(old.text.lower())), set(TOKEN.findall(new.text.lower()))
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else float(a == b)


def _by_words(old: Block, new: Block) -> BlockChange:
    a, b = TOKEN.findall(old.text), TOKEN.findall(new.text)
    if len(a) + len(b) > LONGEST_BY_WORDS:
        runs = [Run(Change.REMOVED, old.text), Run(Change.ADDED, new.text)]
        return BlockChange(Change.CHANGED, new.kind, tuple(run for run in runs if run.text))
    runs = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Change.SAME, "".join(a[i:j])))
            continue
        runs += [Run(Change.REMOVED, "".join(a[i:j]))] if j > i else []
        runs += [Run(Change.ADDED, "".join(b[k:m]))] if m > k else []
    return BlockChange(Change.CHANGED, new.kind, tuple(runs))


def _whole(block: Block, change: Change) -> BlockChange:
    return BlockChange(change, block.kind, (Run(change, block.text),))
