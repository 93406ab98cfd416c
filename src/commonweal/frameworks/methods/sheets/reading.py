"""From the tables of a workbook to the plain values of a document. Pure: no Django, no clock, no files.

What comes out has the shape of a content file, so that the same checks judge it; each fault names a cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commonweal.frameworks.methods.sheets.cells import (
    Cell,
    CellFault,
    Path,
    decoded_cell,
    decoded_more,
    mapping_at,
    plain_of,
    with_defaults,
    with_more,
    word_of,
)
from commonweal.frameworks.methods.sheets.layout import (
    BETWEEN,
    MORE,
    PARENT,
    VALUE,
    Keys,
    Row,
    Table,
    address_of,
)
from commonweal.frameworks.methods.sheets.spots import Spot

Grid = Sequence[Sequence[Cell]]
Cells = Mapping[str, tuple[Cell, Spot]]
"""The filled cells of a row by their headings, with where they stand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The document's plain values, the cell of each, and what could not be understood."""

    plain: dict[str, Any]
    spots: Mapping[Path, Spot]
    faults: tuple[tuple[Spot, str], ...]


@dataclass
class _Entry:
    """One mapping of the document: its values, where each stands, and the rows inside it."""

    plain: dict[str, Any]
    spots: dict[Path, Spot]
    at: Spot
    row: Row
    keys: Keys = ()
    parent: str = ""
    inside: dict[str, list["_Entry"]] = field(default_factory=dict)
    """By the name of their sheet."""


def words_of_first(grid: Grid) -> dict[str, str]:
    """What the first sheet says, as it stands: by it a workbook is told to be of some kind."""
    return {str(row[0]).strip(): str(row[1]).strip() for row in grid if len(row) > 1 and row[1] is not None}


def reading_of(grids: Mapping[str, Grid], *, first: str, row: Row) -> Reading:
    """Read the sheets of a workbook. Sheets with other names are left alone."""
    return _Reader(grids).read(first, row)


class _Reader:
    """Collects the faults of all sheets while it goes through them."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self.grids = grids
        self.faults: list[tuple[Spot, str]] = []
        self.spots: dict[Path, Spot] = {}

    def read(self, first: str, row: Row) -> Reading:
        head = self._head(first, row)
        for table in row.tables:
            self._put_into(table, {"": head}, around=first)
        self._assemble(head, ())
        return Reading(head.plain, self.spots | {(): Spot(first)}, tuple(self.faults))

    def _head(self, first: str, row: Row) -> _Entry:
        """The first sheet, whose headings stand below each other."""
        cells = {
            str(line[0]).strip(): (line[1] if len(line) > 1 else None, Spot(first, number, 2))
            for number, line in enumerate(self.grids[first], 1)
            if line and _is_filled(line[0])
        }
        return self._entry(cells, row, Spot(first))

    def _put_into(self, table: Table, entries_around: Mapping[str, _Entry], around: str) -> None:
        """Read the rows of a table and of those inside it, and give each to the row it names."""
        by_address: dict[str, _Entry] = {}
        for entry in self._entries(table):
            outer = entries_around.get(entry.parent)
            if outer is None:
                message = f'"{entry.parent}" is no row of the sheet "{around}"; the column "{PARENT}" names one.'
                self.faults.append((entry.spots.get((PARENT,), entry.at), message))
                continue
            outer.inside.setdefault(table.sheet, []).append(entry)
            name = str(entry.plain.get(table.row.named_by, ""))
            inside = BETWEEN.join(filter(None, (entry.parent, *entry.keys)))
            by_address.setdefault(address_of(table.row.named_by, name, inside), entry)
        for inner in table.row.tables:
            self._put_into(inner, by_address, around=table.sheet)

    def _entries(self, table: Table) -> list[_Entry]:
        """The rows of a sheet; empty rows are passed over."""
        grid = self.grids.get(table.sheet) or [[]]
        headings = self._headings(table.sheet, grid[0])
        entries = []
        for number, line in enumerate(grid[1:], 2):
            filled = {position: cell for position, cell in enumerate(line) if _is_filled(cell)}
            for position in sorted(filled.keys() - headings.keys()):
                self.faults.append((Spot(table.sheet, number, position + 1), "There is no heading above this cell."))
            cells = {
                heading: (filled[position], Spot(table.sheet, number, position + 1))
                for position, heading in headings.items()
                if position in filled
            }
            if cells:
                entries.append(self._row(cells, table, Spot(table.sheet, number)))
        return entries

    def _headings(self, name: str, line: Sequence[Cell]) -> dict[int, str]:
        headings: dict[int, str] = {}
        for position, cell in enumerate(line):
            heading = str(cell).strip() if _is_filled(cell) else ""
            if heading in headings.values():
                self.faults.append((Spot(name, 1, position + 1), f'The heading "{heading}" stands here twice.'))
            elif heading:
                headings[position] = heading
        return headings

    def _row(self, cells: Cells, table: Table, at: Spot) -> _Entry:
        """A row of a table: where it belongs, and what it holds."""
        beside = {PARENT, *table.key_headings}
        entry = self._entry({name: cell for name, cell in cells.items() if name not in beside}, table.row, at)
        if PARENT in cells:
            entry.parent, entry.spots[PARENT,] = self._word(*cells[PARENT]), cells[PARENT][1]
        keys = [self._word(*cells[heading]) if heading in cells else "" for heading in table.key_headings]
        entry.keys = tuple(keys)
        for heading, key in zip(table.key_headings, keys, strict=True):
            if not key:
                self.faults.append((at, f'The column "{heading}" is empty here.'))
        return entry

    def _word(self, cell: Cell, spot: Spot) -> str:
        try:
            return word_of(cell).strip()
        except CellFault as fault:
            self.faults.append((spot, str(fault)))
            return ""

    def _entry(self, cells: Cells, row: Row, at: Spot) -> _Entry:
        entry = _Entry({}, {}, at, row)
        leaves: list[tuple[Path, Any]] = []
        more: dict[str, Any] = {}
        for heading, (cell, spot) in cells.items():
            if not _is_filled(cell):
                continue
            try:
                if heading == MORE:
                    more = decoded_more(cell)
                    entry.spots |= {(key,): spot for key in more}
                else:
                    path, value = decoded_cell(heading, cell, row.columns)
                    leaves.append((path, value))
                    entry.spots[path] = spot
            except CellFault as fault:
                self.faults.append((spot, str(fault)))
        entry.plain = self._plain_of(leaves, at)
        for twice in with_more(entry.plain, more):
            message = f'"{".".join(twice)}" stands in a column of its own and in "{MORE}".'
            self.faults.append((entry.spots[twice[:1]], message))
        return entry

    def _plain_of(self, leaves: Iterable[tuple[Path, Any]], at: Spot) -> dict[str, Any]:
        try:
            return plain_of(leaves)
        except CellFault as fault:
            self.faults.append((at, str(fault)))
            return {}

    def _assemble(self, entry: _Entry, place: Path) -> None:
        """Put the rows inside an entry where they belong, and note where everything in it stands."""
        self.spots[place] = entry.at
        self.spots |= {(*place, *_counted_from_0(path)): spot for path, spot in entry.spots.items()}
        left = []
        for table in entry.row.tables:
            rows = entry.inside.get(table.sheet)
            if rows:
                self._put(entry, table, rows, place)
            else:
                left.append(table)
        with_defaults(entry.plain, entry.row.columns, left)

    def _put(self, outer: _Entry, table: Table, rows: Sequence[_Entry], place: Path) -> None:
        around = mapping_at(outer.plain, table.path[:-1], is_made=True)
        key = table.path[-1]
        if around is None or key in around:
            spot = outer.spots.get(table.path[:1], outer.at)
            self.faults.append((spot, f'"{".".join(table.path)}" stands here and in the sheet "{table.sheet}".'))
            return
        around[key] = {} if table.n_keys else []
        for row in rows:
            self._put_row(around[key], table, row, (*place, *table.path))

    def _put_row(self, whole: Any, table: Table, row: _Entry, place: Path) -> None:
        """Put one row into the list or mapping of its table."""
        place = (*place, *row.keys)
        self.spots.setdefault(place, row.at)
        if table.is_bare:
            row.spots = {path[1:]: spot for path, spot in row.spots.items() if path[0] == VALUE}
        if table.is_list:
            entries = _list_at(whole, row.keys)
            self._assemble(row, (*place, len(entries)))
            entries.append(row.plain)
            return
        inner = whole
        for key in row.keys[:-1]:
            inner = inner.setdefault(key, {})
        if row.keys[-1] in inner:
            self.faults.append((row.at, f'"{BETWEEN.join(row.keys)}" stands here twice.'))
        if table.is_bare and VALUE not in row.plain:
            self.faults.append((row.at, f'The column "{VALUE}" is empty here.'))
        self._assemble(row, place)
        inner[row.keys[-1]] = row.plain.get(VALUE) if table.is_bare else row.plain


def _list_at(whole: Any, keys: Keys) -> list[Any]:
    """The list of a table without keys, or the one below the keys of a row."""
    inner = whole
    for key in keys[:-1]:
        inner = inner.setdefault(key, {})
    entries: list[Any] = inner.setdefault(keys[-1], []) if keys else inner
    return entries


def _counted_from_0(path: Path) -> Path:
    """Numbered texts are counted from 1 in headings and from 0 in the values."""
    return tuple(step - 1 if isinstance(step, int) else step for step in path)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""
