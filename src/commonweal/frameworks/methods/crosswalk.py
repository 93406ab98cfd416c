"""How the questions of one edition map to those of another. Pure: no Django, no clock, no files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.frameworks.methods.text import FALLBACK, Text
from commonweal.frameworks.methods.words import WordRun, compared

EditionKey = tuple[str, str]
"""Framework id and edition."""


class EntryKind(StrEnum):
    """What became of a question, from the least change to the most."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Entry:
    """Questions of the old edition, and what they became in the new one."""

    kind: EntryKind
    from_refs: tuple[str, ...]
    to_refs: tuple[str, ...]
    note: Text | None


@dataclass(frozen=True)
class Crosswalk:
    """From one edition to another: each question of either stands in exactly one entry."""

    id: str
    from_key: EditionKey
    to_key: EditionKey
    meanings: Mapping[str, Text]
    """What each kind asks of somebody who carries an answer over."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry with its questions, and the words that changed where one question became one."""

    kind: EntryKind
    old: tuple[Question, ...]
    new: tuple[Question, ...]
    note: Text | None
    language: str
    """Of ``words``: the reader's if both editions have it, else English."""
    words: tuple[WordRun, ...]


def crosswalk_of(plain: Mapping[str, Any]) -> Crosswalk:
    """Read a validated crosswalk.

    Raises:
        KeyError, ValueError: if ``plain`` was never validated.
    """
    return Crosswalk(
        id=plain["id"],
        from_key=(plain["from"]["id"], plain["from"]["edition"]),
        to_key=(plain["to"]["id"], plain["to"]["edition"]),
        meanings={kind["id"]: Text(kind["meaning"]) for kind in plain["kinds"]},
        entries=tuple(
            Entry(
                EntryKind(entry["kind"]),
                tuple(entry["from"]),
                tuple(entry["to"]),
                Text(entry["note"]) if entry.get("note") else None,
            )
            for entry in plain["entries"]
        ),
    )


def counts_of(crosswalk: Crosswalk) -> tuple[tuple[EntryKind, int], ...]:
    """How many entries of each kind there are; kinds without any are left out."""
    counted = Counter(entry.kind for entry in crosswalk.entries)
    return tuple((kind, counted[kind]) for kind in EntryKind if counted[kind])


def pairs_of(
    crosswalk: Crosswalk, old: EditionDocument, new: EditionDocument, *, language: str, kind: str = ""
) -> tuple[Pair, ...]:
    """The entries of one kind, or all, with their questions, in the order of the crosswalk.

    Raises:
        KeyError: if an edition is not the one the crosswalk was written for.
    """
    wanted = (entry for entry in crosswalk.entries if not kind or entry.kind == kind)
    return tuple(_pairs(wanted, old, new, language))


def _pairs(entries: Iterator[Entry], old: EditionDocument, new: EditionDocument, language: str) -> Iterator[Pair]:
    for entry in entries:
        before = tuple(old.question(ref) for ref in entry.from_refs)
        after = tuple(new.question(ref) for ref in entry.to_refs)
        common = language if all(q.text.is_translated(language) for q in (*before, *after)) else FALLBACK
        words: tuple[WordRun, ...] = ()
        if len(before) == len(after) == 1:
            words = compared(before[0].text.in_language(common), after[0].text.in_language(common))
        yield Pair(entry.kind, before, after, entry.note, common, words)
