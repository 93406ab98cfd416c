"""Read any declared layout: columns of text in, observations out, a column at a time. Job process only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from commonweal.warehouse import store
from commonweal.warehouse.grids import MAX_FAULTS, Grid
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.layouts import Layout, ValueColumn, year_found
from commonweal.warehouse.methods.observations import (
    NATION_FIPS,
    NATION_NAME,
    CellFault,
    LeftOut,
    PlaceKind,
    PlaceReading,
    Unit,
    ValueStatus,
)
from commonweal.warehouse.sums import summed

MISSING = pa.array(["", ".", "NA", "N/A", "N.A.", "na", "n/a", "-", "(X)", "null", "NULL", "(NA)"])
SUPPRESSED = pa.array(["*", "s", "S", "D", "(D)"])
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_FIPS = r"^\d{5}$"
_FLAG_UNRELIABLE, _FLAG_SUPPRESSED = "1", "2"


@dataclass(frozen=True, slots=True)
class TableReading:
    """Everything one table says. ``table`` has the columns of ``store.SCHEMA``; ``state`` is '' for the nation."""

    layout: Layout
    release_year: int
    data_year: int
    state: str
    places: tuple[PlaceReading, ...]
    table: pa.Table
    left_out: tuple[LeftOut, ...]
    faults: tuple[CellFault, ...]


def read_grid(grid: Grid, layout: Layout) -> TableReading:
    """Read a table by its layout.

    A row without a place's code is a note and is passed over; one with a code that is none is a fault, and
    so is a cell that cannot be understood: it counts as missing, and the rest is read.

    Raises:
        WorkbookFault: if a place stands twice, several years are mixed, no year or none of the measures is found.
    """
    fips, is_place = _keys(grid, layout)
    faults = [*grid.faults, *_faults_of_keys(grid, fips, is_place, layout)]
    rows = grid.rows.filter(is_place)
    fips = fips.filter(is_place)
    _refuse_doubles(fips)
    reader = _Reader(grid, layout, _Rows(fips, is_place, rows), faults)
    data_year = _data_year(grid, layout, is_place)
    release_year = (layout.released and year_found(layout.released, grid.around)) or data_year
    found = [value for value in layout.values_of(release_year, data_year) if value.column in grid.plain]
    if not found or not len(fips):
        raise WorkbookFault(FaultKind.NO_MEASURES)
    period = str(data_year) if layout.has_period else ""
    pieces = [piece for value in found for piece in reader.observations(value, period, data_year)]
    table = pa.concat_tables(pieces).sort_by([("measure", "ascending"), ("fips", "ascending")])
    return TableReading(
        layout=layout,
        release_year=release_year,
        data_year=data_year,
        state="",
        places=_places(grid, layout, fips, is_place, table),
        table=table,
        left_out=_left_out(grid, layout, found),
        faults=tuple(faults[:MAX_FAULTS]),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of places: their keys and numbers, and which rows of the grid they are."""

    fips: pa.Array
    is_place: pa.Array
    numbers: pa.Array


class _Reader:
    """Turns value columns into observations, collecting faults on the way."""

    def __init__(self, grid: Grid, layout: Layout, rows: _Rows, faults: list[CellFault]) -> None:
        self.grid, self.layout, self.faults = grid, layout, faults
        self.fips, self.is_place, self.rows = rows.fips, rows.is_place, rows.numbers
        self.noted: set[tuple[int, int]] = set()

    def observations(self, value: ValueColumn, period: str, data_year: int) -> list[pa.Table]:
        """The observations of one measure, and those of state and nation that sums can give."""
        index = self.grid.plain.index(value.column)
        numbers, status = self._values(index, value)
        lower, upper = self._interval(index, value, numbers)
        constants = _constants(value, period, data_year if self.layout.has_period else None, self.layout.origin)
        constants |= {"sheet": self.grid.sheet, "column": self.grid.names[index]}
        parts = {
            "fips": self.fips,
            "value": numbers,
            "lower": lower,
            "upper": upper,
            "status": status,
            "row": self.rows,
        }
        pieces = [_table(parts, constants, value)]
        if value.numerator and (sums := self._sums(value)):
            pieces.append(_table(sums, constants | {"row": 0}, value))
        return pieces

    def _values(self, index: int, value: ValueColumn) -> tuple[pa.Array, pa.Array]:
        numbers, is_suppressed = self._numbers(index, value.factor)
        if value.unit is Unit.YES_NO:
            numbers = pc.if_else(pc.is_in(numbers, pa.array([0.0, 1.0])), numbers, None)
        status = pc.if_else(
            pc.is_valid(numbers),
            str(ValueStatus.OK),
            pc.if_else(is_suppressed, str(ValueStatus.SUPPRESSED), str(ValueStatus.MISSING)),
        )
        if value.flag and value.flag in self.grid.plain:
            flags = self.grid.columns[self.grid.plain.index(value.flag)].filter(self.is_place)
            is_suppressed = pc.equal(flags, _FLAG_SUPPRESSED)
            numbers = pc.if_else(is_suppressed, None, numbers)
            status = pc.if_else(is_suppressed, str(ValueStatus.SUPPRESSED), status)
            is_unreliable = pc.and_(pc.equal(flags, _FLAG_UNRELIABLE), pc.is_valid(numbers))
            status = pc.if_else(is_unreliable, str(ValueStatus.UNRELIABLE), status)
        return numbers, status

    def _numbers(self, index: int, factor: float = 1.0) -> tuple[pa.Array, pa.Array]:
        """A column as numbers, null where there is none, and where the publisher held one back."""
        texts = self.grid.columns[index].filter(self.is_place)
        is_suppressed = pc.is_in(texts, SUPPRESSED)
        is_blank = pc.or_(pc.is_in(texts, MISSING), is_suppressed)
        texts = pc.if_else(is_blank, None, texts)
        try:
            numbers = pc.cast(texts, pa.float64())
        except pa.ArrowInvalid:
            numbers = self._understood(index, texts)
        numbers = self._finite(index, texts, numbers)
        return (pc.round(pc.multiply(numbers, factor), 9) if factor != 1.0 else numbers), is_suppressed

    def _understood(self, index: int, texts: pa.Array) -> pa.Array:
        """Numbers with thousands separators and signs of money; what is none becomes null and a fault."""
        plain = pc.replace_substring_regex(texts, r"[,$%\s]", "")
        is_number = pc.match_substring_regex(plain, _NUMBER)
        self._note(index, texts, pc.invert(pc.fill_null(is_number, fill_value=True)))
        return pc.cast(pc.if_else(pc.fill_null(is_number, fill_value=False), plain, None), pa.float64())

    def _finite(self, index: int, texts: pa.Array, numbers: pa.Array) -> pa.Array:
        """Numbers without those that are none to a reader: not a number, or without end, which become faults."""
        is_finite = pc.is_finite(numbers)
        self._note(index, texts, pc.invert(pc.fill_null(is_finite, fill_value=True)))
        return pc.if_else(pc.fill_null(is_finite, fill_value=False), numbers, None)

    def _note(self, index: int, texts: pa.Array, is_fault: pa.Array) -> None:
        """Keep what stands in some cells of a column as faults, once: a column may be read for a value and a sum."""
        for position in pc.indices_nonzero(is_fault).to_pylist()[:MAX_FAULTS]:
            row, text = self.rows[position].as_py(), texts[position].as_py()[:80]
            if (row, index) not in self.noted:
                self.noted.add((row, index))
                self.faults.append(CellFault(self.grid.sheet, row, self.grid.names[index], text))

    def _interval(self, index: int, value: ValueColumn, numbers: pa.Array) -> tuple[pa.Array, pa.Array]:
        """The margin; none where half of it or the value is missing, or where it is upside down."""
        places = [_index_after(self.grid.plain, name, index) if name else None for name in (value.lower, value.upper)]
        if None in places:
            nothing = pa.nulls(len(numbers), pa.float64())
            return nothing, nothing
        lower, upper = (self._numbers(place, value.factor)[0] for place in places if place is not None)
        is_whole = pc.and_(pc.and_(pc.is_valid(lower), pc.is_valid(upper)), pc.is_valid(numbers))
        is_upright = pc.fill_null(pc.less_equal(lower, upper), fill_value=False)
        for position in pc.indices_nonzero(pc.and_(is_whole, pc.invert(is_upright))).to_pylist():
            text = f"{lower[position].as_py()} > {upper[position].as_py()}"
            self.faults.append(CellFault(self.grid.sheet, self.rows[position].as_py(), self.grid.names[index], text))
        is_whole = pc.and_(is_whole, is_upright)
        return pc.if_else(is_whole, lower, None), pc.if_else(is_whole, upper, None)

    def _sums(self, value: ValueColumn) -> dict[str, pa.Array] | None:
        plain = self.grid.plain
        above = self._numbers(plain.index(value.numerator))[0] if value.numerator in plain else None
        below = self._numbers(plain.index(value.denominator))[0] if value.denominator in plain else None
        if above is None or (value.denominator and below is None):
            return None
        percent = 100.0 if value.unit is Unit.PERCENT else 1.0
        return summed(self.fips, above, below, percent)


def _keys(grid: Grid, layout: Layout) -> tuple[pa.Array, pa.Array]:
    """Each row's five-digit key with the zeros a spreadsheet may have eaten, and whether it is one."""
    if layout.fips:
        fips = pc.utf8_lpad(_column(grid, layout.fips), 5, "0")
    else:
        state = pc.utf8_lpad(_column(grid, layout.state), 2, "0")
        fips = pc.binary_join_element_wise(state, pc.utf8_lpad(_column(grid, layout.county), 3, "0"), "")
    return fips, pc.and_(pc.match_substring_regex(fips, _FIPS), _is_noted(grid, layout))


def _is_noted(grid: Grid, layout: Layout) -> pa.Array:
    """Whether the row says anything in the columns of its key."""
    return pc.not_equal(_column(grid, layout.fips or layout.state), "")


def _faults_of_keys(grid: Grid, fips: pa.Array, is_place: pa.Array, layout: Layout) -> list[CellFault]:
    wrong = pc.and_(pc.invert(is_place), _is_noted(grid, layout))
    column = grid.names[grid.plain.index(layout.fips or layout.state)]
    return [
        CellFault(grid.sheet, grid.rows[position].as_py(), column, fips[position].as_py()[:80])
        for position in pc.indices_nonzero(wrong).to_pylist()[:MAX_FAULTS]
    ]


def _refuse_doubles(fips: pa.Array) -> None:
    counts = pc.value_counts(fips)
    doubles = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    if len(doubles):
        raise WorkbookFault(FaultKind.DOUBLE_PLACE, doubles[0].as_py())


def _column(grid: Grid, name: str) -> pa.Array:
    if name not in grid.plain:
        raise WorkbookFault(FaultKind.MISSING_COLUMN, name)
    return grid.columns[grid.plain.index(name)]


def _data_year(grid: Grid, layout: Layout, is_place: pa.Array) -> int:
    if layout.year_column:
        years = pc.unique(_column(grid, layout.year_column).filter(is_place)).to_pylist()
        if len(years) > 1:
            raise WorkbookFault(FaultKind.SEVERAL_YEARS, ", ".join(sorted(years)[:4]))
        return _year(years[0] if years else "")
    if layout.year_in_header:
        years = [year for name in grid.plain if (year := year_found(layout.year_in_header, name))]
        return _year(str(max(years, default="")))
    return _year(str(year_found(layout.year_in_title, grid.around) or ""))


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", text):
        raise WorkbookFault(FaultKind.NO_YEAR)
    return int(text)


def _index_after(names: Sequence[str], name: str, index: int) -> int | None:
    return next((place for place, known in enumerate(names) if known == name and place > index), None)


def _constants(value: ValueColumn, period: str, year: int | None, origin: str) -> dict[str, object]:
    return {
        "measure": value.measure,
        "unit": str(value.unit),
        "estimate": str(value.estimate),
        "period": period,
        "start_year": year,
        "end_year": year,
        "source": origin,
    }


def _table(parts: Mapping[str, pa.Array], constants: Mapping[str, object], value: ValueColumn) -> pa.Table:
    n_rows = len(parts["fips"])
    confidence = pc.if_else(pc.is_valid(parts["lower"]), value.confidence_percent, None)
    columns = {
        name: pa.repeat(pa.scalar(constant, store.SCHEMA.field(name).type), n_rows)
        for name, constant in constants.items()
    }
    columns |= {**parts, "confidence_percent": confidence}
    return pa.table(
        [pc.cast(columns[name], store.SCHEMA.field(name).type) for name in store.SCHEMA.names], store.SCHEMA
    )


def _places(
    grid: Grid, layout: Layout, fips: pa.Array, is_place: pa.Array, table: pa.Table
) -> tuple[PlaceReading, ...]:
    """The places of the table, with those that only its sums speak of."""
    names = _column(grid, layout.name).filter(is_place).to_pylist()
    read = {code: _place(code, name) for code, name in zip(fips.to_pylist(), names, strict=True)}
    for code in pc.unique(table.column("fips")).to_pylist():
        read.setdefault(code, _place(code, NATION_NAME if code == NATION_FIPS else code))
    return tuple(read.values())


def _place(fips: str, name: str) -> PlaceReading:
    kind = PlaceKind.COUNTY
    if fips.endswith("000"):
        kind = PlaceKind.NATION if fips == NATION_FIPS else PlaceKind.STATE
    full_name = re.sub(r", [A-Z]{2}$", "", name)[:120] or fips
    short = re.sub(r" (County|Parish|Borough|Census Area|Municipio|Municipality|Planning Region)$", "", full_name)
    return PlaceReading(fips, short, full_name, kind, "")


def _left_out(grid: Grid, layout: Layout, found: list[ValueColumn]) -> tuple[LeftOut, ...]:
    """Every column that is not read, and why."""
    read = {layout.fips, layout.state, layout.county, layout.name, layout.year_column}
    for value in found:
        read |= {value.column, value.lower, value.upper, value.flag, value.numerator, value.denominator}
    subgroup = re.compile(layout.subgroup, re.IGNORECASE)
    known = {value.column for value in layout.values}
    return tuple(
        LeftOut(grid.sheet, "", name, _reason(plain, known, subgroup))
        for plain, name in zip(grid.plain, grid.names, strict=True)
        if name and plain not in read
    )


def _reason(plain: str, known: set[str], subgroup: re.Pattern[str]) -> str:
    if subgroup.search(plain):
        return "subgroup"
    if plain.endswith("_rawvalue") and plain not in known:
        return "unknown_measure"
    return "beside_the_value"
