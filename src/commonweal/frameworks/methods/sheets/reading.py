"""From the tables of a workbook to the plain values of an edition. Pure: no Django, no clock, no files.

What comes out has the shape of a content file, so that the same checks judge it; each fault names a cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from commonweal.frameworks.methods.sheets.cells import (
    Cell,
    CellFault,
    Path,
    decoded_cell,
    decoded_more,
    plain_of,
    with_defaults,
)
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

Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell: sheet, row and column, both from 1."""

    sheet: str
    row: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.sheet}!{letters_of(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The edition's plain values, the cell of each, and what could not be understood."""

    plain: dict[str, Any]
    spots: Mapping[Path, Spot]
    faults: tuple[tuple[Spot, str], ...]


@dataclass
class _Entry:
    """One mapping of the edition: its values, where each stands, and its row."""

    plain: dict[str, Any]
    spots: dict[Path, Spot]
    at: Spot
    parent: str = ""
    inner: list["_Entry"] = field(default_factory=list)


def letters_of(column: int) -> str:
    """The letters of a column.

    >>> letters_of(1), letters_of(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def edition_in(grids: Mapping[str, Grid]) -> Reading:
    """Read the sheets of a workbook. Sheets with other names are left alone."""
    return _Reader(grids).read()


class _Reader:
    """Collects the faults of all sheets while it goes through them."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self.grids = grids
        self.faults: list[tuple[Spot, str]] = []
        self.spots: dict[Path, Spot] = {}

    def read(self) -> Reading:
        if EDITION not in self.grids:
            self.faults.append((Spot(EDITION), f'The workbook has no sheet "{EDITION}".'))
            return Reading({}, {}, tuple(self.faults))
        head = self._head()
        self.spots |= head.spots | {(): Spot(EDITION)}
        plain = head.plain
        is_flat = plain.get("layout") == "flat"
        for name in LISTS:
            entries = self._entries(name, LISTS[name])
            if entries:
                self._put(plain, name, (name,), entries)
        self._put(plain, "sections", ("sections",), self._tree(is_flat=is_flat))
        return Reading(plain, self.spots, tuple(self.faults))

    def _head(self) -> _Entry:
        """The sheet ``edition``, whose headings stand below each other."""
        grid = self.grids[EDITION]
        cells = {
            str(row[0]): (row[1] if len(row) > 1 else None, Spot(EDITION, number, 2))
            for number, row in enumerate(grid, 1)
            if row and _is_filled(row[0])
        }
        return self._entry(cells, HEAD, Spot(EDITION))

    def _entries(self, name: str, columns: Sequence[Column]) -> list[_Entry]:
        """The rows of a sheet; empty rows are passed over."""
        grid = self.grids.get(name) or [[]]
        headings = self._headings(name, grid[0])
        entries = []
        for number, row in enumerate(grid[1:], 2):
            filled = {position: cell for position, cell in enumerate(row) if _is_filled(cell)}
            for position in sorted(filled.keys() - headings.keys()):
                self.faults.append((Spot(name, number, position + 1), "There is no heading above this cell."))
            cells = {
                heading: (filled[position], Spot(name, number, position + 1))
                for position, heading in headings.items()
                if position in filled
            }
            if cells:
                entries.append(self._entry(cells, columns, Spot(name, number)))
        return entries

    def _headings(self, name: str, row: Sequence[Cell]) -> dict[int, str]:
        headings: dict[int, str] = {}
        for position, cell in enumerate(row):
            heading = str(cell).strip() if _is_filled(cell) else ""
            if heading in headings.values():
                self.faults.append((Spot(name, 1, position + 1), f'The heading "{heading}" stands here twice.'))
            elif heading:
                headings[position] = heading
        return headings

    def _entry(self, cells: Mapping[str, tuple[Cell, Spot]], columns: Sequence[Column], at: Spot) -> _Entry:
        entry = _Entry({}, {}, at)
        leaves: list[tuple[Path, Any]] = []
        more: dict[str, Any] = {}
        for heading, (cell, spot) in cells.items():
            if not _is_filled(cell):
                continue
            try:
                if heading == MORE:
                    more = decoded_more(cell)
                    entry.spots |= {(key,): spot for key in more}
                elif heading == PARENT and at.sheet != EDITION:
                    _path, entry.parent = decoded_cell("ref", cell, columns)
                    entry.spots[("ref",)] = entry.spots.get(("ref",), spot)
                else:
                    path, value = decoded_cell(heading, cell, columns)
                    leaves.append((path, value))
                    entry.spots[path] = spot
            except CellFault as fault:
                self.faults.append((spot, str(fault)))
        entry.plain = plain_of(leaves)
        self.faults += [
            (entry.spots[(key,)], f'"{key}" stands in a column of its own and in "more".')
            for key in more
            if key in entry.plain
        ]
        entry.plain |= more
        with_defaults(entry.plain, columns)
        return entry

    def _tree(self, *, is_flat: bool) -> list[_Entry]:
        """The sections, with the places of the other sheets put into one another."""
        names = levels(is_flat=is_flat)
        outermost = around = self._entries(names[0], columns_of(names[0], is_flat=is_flat))
        for outer_name, name in pairwise(names):
            by_ref = {str(entry.plain.get("ref")): entry for entry in reversed(around)}
            around = self._entries(name, columns_of(name, is_flat=is_flat))
            for entry in around:
                outer = by_ref.get(entry.parent)
                if outer is None:
                    message = (
                        f'"{entry.parent}" is no ref of the sheet "{outer_name}"; the column "{PARENT}" names one.'
                    )
                    self.faults.append((entry.at, message))
                else:
                    outer.inner.append(entry)
        return outermost

    def _put(self, plain: dict[str, Any], key: str, place: Path, entries: Sequence[_Entry]) -> None:
        """Give a mapping its list of inner mappings, and note where everything in them stands."""
        if key in plain:
            self.faults.append((self.spots.get((*place[:-1], key), Spot(EDITION)), f'"{key}" stands in two places.'))
        plain[key] = [entry.plain for entry in entries]
        for index, entry in enumerate(entries):
            here = (*place, index)
            self.spots[here] = entry.at
            self.spots |= {(*here, *_counted_from_0(path)): spot for path, spot in entry.spots.items()}
            if entry.inner:
                inner_key = _key_of(entry.inner[0])
                self._put(entry.plain, inner_key, (*here, inner_key), entry.inner)


def _key_of(entry: _Entry) -> str:
    return entry.at.sheet


def _counted_from_0(path: Path) -> Path:
    """Numbered texts are counted from 1 in headings and from 0 in the values."""
    return tuple(step - 1 if isinstance(step, int) else step for step in path)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""
