"""Which table of the workbook holds what of an edition. Pure: no Django, no clock, no files."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What the cells of a column hold."""

    WORD = "word"
    WHOLE = "whole"
    WHOLE_OR_NULL = "whole or null"
    FLAG = "flag"
    NAMES = "names"
    """Ids or refs with commas between them; an empty cell: none were given."""
    NAMES_OR_EMPTY = "names or empty"
    """As ``NAMES``, and an empty cell is an empty list."""
    TEXT = "text"
    """One column for each language: ``title.en``."""
    TEXTS = "texts"
    """Several texts: ``prompts.1.en``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or for texts a family of them. ``path`` is the key; a dot leads into a mapping."""

    path: str
    holds: Holds = Holds.WORD


EDITION = "edition"
"""The sheet of what is said once; its columns stand below each other."""
PARENT = "in"
"""The column that says in which section, item or area a row stands."""
MORE = "more"
"""The column for what no other column can hold, as JSON."""

_NAMED = (Column("id"), Column("name", Holds.TEXT), Column("meaning", Holds.TEXT))

HEAD = (
    Column("id"),
    Column("edition"),
    Column("schema"),
    Column("layout"),
    Column("languages", Holds.NAMES),
    Column("title", Holds.TEXT),
    Column("subtitle", Holds.TEXT),
    Column("stance", Holds.TEXT),
    Column("notice", Holds.TEXT),
    Column("launch_notice", Holds.TEXT),
    Column("provenance.redistribute", Holds.FLAG),
    Column("provenance.owner"),
    Column("provenance.license"),
    Column("provenance", Holds.TEXT),
    Column("points_total.process", Holds.WHOLE),
    Column("points_total.results", Holds.WHOLE),
    Column("points_total.total", Holds.WHOLE),
    Column("superseded_by.id"),
    Column("superseded_by.edition"),
    Column("superseded_by.crosswalk"),
)
LISTS: Mapping[str, tuple[Column, ...]] = {
    "depths": (Column("id"), Column("field"), Column("not_for", Holds.NAMES), Column("name", Holds.TEXT)),
    "core_values": _NAMED,
    "outcome_areas": _NAMED,
    "evidence_kinds": _NAMED,
    "yield_kinds": _NAMED,
    "glossary": _NAMED,
    "key_factor_marks": (*_NAMED, Column("for_kinds", Holds.NAMES)),
    "linkage_rules": (
        Column("id"),
        Column("each"),
        Column("if"),
        Column("from", Holds.NAMES),
        Column("to", Holds.NAMES),
        Column("need"),
        Column("active_from.session"),
        Column("active_from.level"),
        Column("message", Holds.TEXT),
    ),
}
"""The sheets of lists, by the key of the edition."""

TREE: Mapping[str, tuple[Column, ...]] = {
    "sections": (Column("ref"), Column("kind"), Column("title", Holds.TEXT), Column("purpose", Holds.TEXT)),
    "items": (
        Column("ref"),
        Column("points", Holds.WHOLE_OR_NULL),
        Column("title", Holds.TEXT),
        Column("headline", Holds.TEXT),
    ),
    "areas": (Column("ref"), Column("title", Holds.TEXT)),
    "questions": (
        Column("ref"),
        Column("about"),
        Column("asks"),
        Column("label", Holds.TEXT),
        Column("text", Holds.TEXT),
        Column("prompts", Holds.TEXTS),
        Column("guidance", Holds.TEXT),
        Column("evidence", Holds.NAMES),
        Column("yields", Holds.NAMES),
        Column("report", Holds.NAMES),
        Column("relates_to", Holds.NAMES_OR_EMPTY),
        Column("inferred", Holds.FLAG),
    ),
}
"""The sheets of places, each inside the one before; a flat edition has no areas."""

FLAT_QUESTION = (Column("ref"), Column("label", Holds.TEXT), Column("text", Holds.TEXT), Column("inferred", Holds.FLAG))
"""The columns of a question where the edition is flat."""


def levels(*, is_flat: bool) -> tuple[str, ...]:
    """The sheets of places from the outermost in."""
    return tuple(name for name in TREE if not (is_flat and name == "areas"))


def columns_of(name: str, *, is_flat: bool) -> tuple[Column, ...]:
    """The columns of a sheet of places or lists."""
    if is_flat and name == "questions":
        return FLAT_QUESTION
    return TREE.get(name) or LISTS[name]
