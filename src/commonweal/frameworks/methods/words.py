"""What changed between two texts, word by word. Pure: no Django, no clock, no files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 4000
"""Longer texts are shown as replaced whole: comparing words is quadratic."""

KEPT_TEXTS = 512
"""Pairs of texts whose runs a process keeps: two editions in two languages, about 1 MB."""


class Change(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WordRun:
    """A piece of text: in both, in the new one only, or in the old one only."""

    change: Change
    text: str


@lru_cache(maxsize=KEPT_TEXTS)
def compared(old: str, new: str) -> tuple[WordRun, ...]:
    """The runs from an old text to a new one.

    Without the added runs they are the old text, without the removed ones the new.

    >>> [(run.change.value, run.text) for run in compared("one two", "one three")]
    [('same', 'one '), ('removed', 'two'), ('added', 'three')]
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) + len(after) > MOST_TOKENS:
        runs = (WordRun(Change.REMOVED, old), WordRun(Change.ADDED, new))
        return tuple(run for run in runs if run.text)
    return tuple(_runs(before, after))


def _runs(before: list[str], after: list[str]) -> Iterator[WordRun]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield WordRun(Change.SAME, "".join(before[i:j]))
            continue
        if j > i:
            yield WordRun(Change.REMOVED, "".join(before[i:j]))
        if m > k:
            yield WordRun(Change.ADDED, "".join(after[k:m]))
