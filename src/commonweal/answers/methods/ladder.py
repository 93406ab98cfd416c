"""The levels of a recognition ladder as far as an application copy needs them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one year's rules: what it asks, and how many pages the whole application may have."""

    id: str
    edition: str
    """The year whose rules these are."""
    number: int
    name: Mapping[str, str]
    sections: tuple[str, ...]
    page_limit: int | None

    def in_language(self, language: str) -> str:
        """The name in a language, else in English."""
        return self.name.get(language) or self.name["en"]


def levels_of(ladder: Plain, framework: str, framework_edition: str) -> tuple[Level, ...]:
    """The levels of the newest rules for an edition of a framework, lowest first; none where there are no rules.

    >>> level = {"id": "a", "number": 1, "name": {"en": "A"}, "answers": {"sections": ["P"]}, "page_limit": 10}
    >>> rules = {"id": "2026", "year": 2026, "framework": {"id": "f", "edition": "1"}, "levels": [level]}
    >>> ladder = {"editions": [rules]}
    >>> [(level.number, level.page_limit) for level in levels_of(ladder, "f", "1")], levels_of(ladder, "f", "2")
    ([(1, 10)], ())
    """
    ours = [
        one
        for one in ladder.get("editions", ())
        if (one["framework"]["id"], one["framework"]["edition"]) == (framework, framework_edition)
    ]
    if not ours:
        return ()
    newest = max(ours, key=lambda one: (bool(one.get("current")), one["year"]))
    return tuple(sorted((_level(one, newest["id"]) for one in newest["levels"]), key=lambda level: level.number))


def profile_limit(levels: Sequence[Level], section: str) -> int | None:
    """The pages of the first level that asks for the Profile and nothing else; None where no level does."""
    alone = [level.page_limit for level in levels if level.sections == (section,)]
    return alone[0] if alone else None


def _level(one: Plain, edition: str) -> Level:
    return Level(
        id=one["id"],
        edition=edition,
        number=one["number"],
        name=one["name"],
        sections=tuple(one["answers"]["sections"]),
        page_limit=one.get("page_limit"),
    )
