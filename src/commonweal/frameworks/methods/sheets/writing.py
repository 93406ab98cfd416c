"""From a valid document to the tables of its workbook. Pure: no Django, no clock, no files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commonweal.frameworks.methods.sheets.cells import MOST_TEXTS, Cell, cell_of, encoded, heading_paths, is_same
from commonweal.frameworks.methods.sheets.layout import (
    BETWEEN,
    MORE,
    PARENT,
    VALUE,
    Column,
    Holds,
    Keys,
    Row,
    Table,
    address_of,
    tables_in,
)

Grid = list[list[Cell]]
"""Rows of cells; the first row holds the headings, in the first sheet the first column does."""
Plain = Mapping[str, Any]
Entry = tuple[Keys, Any]
"""A row of a table before it is cells: its keys and its value."""


def grids_of(plain: Plain, *, first: str, row: Row, languages: Sequence[str]) -> dict[str, Grid]:
    """The sheets of a document by name, in their order; ``first`` is the one of what is said once.

    Raises:
        CellFault: if something is longer than a cell can hold.
    """
    writer = _Writer(row)
    cells = writer.cells_of(plain, row, "")
    grids = {first: [[heading, cells.get(heading)] for heading in _headings([cells], [], row.columns, languages)]}
    for table in tables_in(row):
        before = [PARENT] if table.sheet in writer.inner else []
        rows = writer.rows[table.sheet]
        headings = _headings(rows, [*before, *table.key_headings], table.row.columns, languages)
        grids[table.sheet] = [[*headings], *([cells.get(heading) for heading in headings] for cells in rows)]
    return grids


class _Writer:
    """Collects the rows of all sheets while it goes through the document."""

    def __init__(self, row: Row) -> None:
        self.rows: dict[str, list[dict[str, Cell]]] = {table.sheet: [] for table in tables_in(row)}
        self.inner = {inner.sheet for table in tables_in(row) for inner in table.row.tables}
        self.addresses: dict[str, set[str]] = {table.sheet: set() for table in tables_in(row)}

    def cells_of(self, plain: Plain, row: Row, address: str | None) -> dict[str, Cell]:
        """The cells of a mapping itself; what is inside it goes to the rows of other sheets.

        Without an address nothing could name it as its place, so what is inside stays in the column ``more``.
        """
        own, left = plain, []
        for table in row.tables:
            entries = _entries(_value_at(plain, table.path), table) if address is not None else ()
            if not entries:
                left.append(table)
                continue
            own = _without(own, table.path)
            for keys, value in entries:
                self._add(table, keys, value, address or "")
        return encoded(own, row.columns, left)

    def _add(self, table: Table, keys: Keys, value: Any, around: str) -> None:
        cells: dict[str, Cell] = {PARENT: around} if around else {}
        cells |= dict(zip(table.key_headings, keys, strict=True))
        position = len(self.rows[table.sheet])
        self.rows[table.sheet].append(cells)
        plain = {VALUE: value} if table.is_bare else value
        address = self._address(table, keys, plain, around)
        self.rows[table.sheet][position] = cells | self.cells_of(plain, table.row, address)

    def _address(self, table: Table, keys: Keys, plain: Plain, around: str) -> str | None:
        """How other sheets name the row, if they can: by a name that no row before it has."""
        inside = BETWEEN.join(filter(None, (around, *keys)))
        name = plain.get(table.row.named_by) if table.row.named_by else None
        if name is None or not isinstance(name, str):
            return None
        address = address_of(table.row.named_by, name, inside)
        if not is_same(cell_of(address), address) or address in self.addresses[table.sheet]:
            return None
        self.addresses[table.sheet].add(address)
        return address


def _entries(value: Any, table: Table) -> list[Entry]:
    """The rows of a table; none where the value is not such a table as can be told by rows."""
    entries = list(_entries_at(value, table, table.n_keys, ()))
    is_whole = all(
        all(is_same(cell_of(key), key) for key in keys) and (table.is_bare or isinstance(entry, Mapping))
        for keys, entry in entries
    )
    return entries if is_whole and is_same(_back(entries, table), value) else []


def _entries_at(value: Any, table: Table, n_keys: int, keys: Keys) -> Iterator[Entry]:
    if n_keys and isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entries_at(inner, table, n_keys - 1, (*keys, key))
    elif not n_keys and table.is_list and isinstance(value, list):
        yield from ((keys, entry) for entry in value)
    elif not n_keys and not table.is_list:
        yield keys, value


def _back(entries: Sequence[Entry], table: Table) -> Any:
    """What the rows make again."""
    if not table.n_keys:
        return [entry for _keys, entry in entries]
    whole: dict[str, Any] = {}
    for keys, entry in entries:
        inner = whole
        for key in keys[:-1]:
            inner = inner.setdefault(key, {})
        if table.is_list:
            inner.setdefault(keys[-1], []).append(entry)
        else:
            inner[keys[-1]] = entry
    return whole


def _value_at(plain: Plain, path: Keys) -> Any:
    value: Any = plain
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _without(plain: Plain, path: Keys) -> dict[str, Any]:
    """The mapping without what is at a path, and without mappings that only held it."""
    rest = {key: value for key, value in plain.items() if key != path[0]}
    inner = _without(plain[path[0]], path[1:]) if path[1:] else {}
    return {**rest, path[0]: inner} if inner else rest


def _headings(
    rows: Sequence[Mapping[str, Cell]], first: Sequence[str], columns: Sequence[Column], languages: Sequence[str]
) -> list[str]:
    """Those every table has, then those that only some cell needs, then ``more``."""
    usual = [*first, *heading_paths(columns, languages, _n_texts(rows, columns))]
    further = sorted({heading for row in rows for heading in row} - set(usual))
    return [*usual[:-1], *further, MORE]


def _n_texts(rows: Sequence[Mapping[str, Cell]], columns: Sequence[Column]) -> int:
    """How many texts the fullest row holds, and one to fill."""
    begin = tuple(f"{column.heading}." for column in columns if column.holds == Holds.TEXTS)
    numbers = [
        int(number)
        for row in rows
        for heading in row
        if heading.startswith(begin) and (number := heading.rsplit(".", 2)[-2]).isdigit()
    ]
    return min(max(numbers, default=0) + 1, MOST_TEXTS)
