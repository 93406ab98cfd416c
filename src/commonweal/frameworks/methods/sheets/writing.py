"""From a valid edition to the tables of its workbook. Pure: no Django, no clock, no files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commonweal.frameworks.methods.sheets.cells import MOST_TEXTS, Cell, encoded, heading_paths
from commonweal.frameworks.methods.sheets.layout import (
    EDITION,
    HEAD,
    LISTS,
    MORE,
    PARENT,
    Column,
    columns_of,
    levels,
)

Grid = list[list[Cell]]
"""Rows of cells; the first row holds the headings, in the sheet ``edition`` the first column does."""
Plain = Mapping[str, Any]


def grids_of(edition: Plain) -> dict[str, Grid]:
    """The sheets of an edition by name, in their order.

    Raises:
        CellFault: if something is longer than a cell can hold.
    """
    languages = edition["languages"]
    is_flat = edition.get("layout") == "flat"
    in_lists = [name for name in LISTS if _is_table(edition.get(name))]
    head = {key: value for key, value in edition.items() if key not in {"sections", *in_lists}}
    grids = {EDITION: _across(encoded(head, HEAD), HEAD, languages)}
    for name in levels(is_flat=is_flat):
        columns = columns_of(name, is_flat=is_flat)
        rows = [_row(plain, parent, name, columns) for plain, parent in _places(edition, name, is_flat=is_flat)]
        grids[name] = _down(rows, [] if name == "sections" else [PARENT], columns, languages)
    for name in LISTS:
        if name in in_lists or not (is_flat or name in edition):
            entries = edition[name] if name in in_lists else ()
            grids[name] = _down([encoded(entry, LISTS[name]) for entry in entries], [], LISTS[name], languages)
    return grids


def _is_table(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, Mapping) for entry in value)


def _places(edition: Plain, name: str, *, is_flat: bool) -> Iterator[tuple[Plain, str]]:
    """Every place of one level with the ref of the place around it, in the edition's order."""
    found: list[tuple[Plain, str]] = [(section, "") for section in edition["sections"]]
    for level in levels(is_flat=is_flat)[1:]:
        if name == "sections":
            break
        found = [(inner, outer["ref"]) for outer, _parent in found for inner in outer[level]]
        if level == name:
            break
    yield from found


def _row(plain: Plain, parent: str, name: str, columns: Sequence[Column]) -> dict[str, Cell]:
    """The cells of a place, without the places inside it."""
    own = {key: value for key, value in plain.items() if key not in _INNER[name]}
    cells = encoded(own, columns)
    return {PARENT: parent, **cells} if parent else cells


_INNER = {"sections": {"items"}, "items": {"areas", "questions"}, "areas": {"questions"}, "questions": set[str]()}


def _headings(
    rows: Sequence[Mapping[str, Cell]], first: Sequence[str], columns: Sequence[Column], languages: Sequence[str]
) -> list[str]:
    """Those every table has, then those that only some cell needs, then ``more``."""
    usual = [*first, *heading_paths(columns, languages, MOST_TEXTS)]
    further = sorted({heading for row in rows for heading in row} - set(usual))
    return [*usual[:-1], *further, MORE]


def _down(
    rows: Sequence[Mapping[str, Cell]], first: Sequence[str], columns: Sequence[Column], languages: Sequence[str]
) -> Grid:
    headings = _headings(rows, first, columns, languages)
    return [[*headings], *([row.get(heading) for heading in headings] for row in rows)]


def _across(cells: Mapping[str, Cell], columns: Sequence[Column], languages: Sequence[str]) -> Grid:
    return [[heading, cells.get(heading)] for heading in _headings([cells], [], columns, languages)]
