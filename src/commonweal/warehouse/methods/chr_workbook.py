"""Read a County Health Rankings workbook, of a state or the nation, from its cell values. Pure: no files, no clock."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from commonweal.warehouse.methods import chr_tables as tables
from commonweal.warehouse.methods.chr_cells import (
    MISSING,
    Cell,
    CellReading,
    fips_of,
    plain_name,
    rate_of_ratio,
    text_of,
    value_of,
)
from commonweal.warehouse.methods.chr_columns import Header, MeasureColumns, headers_of, left_out_of, measures_on
from commonweal.warehouse.methods.chr_places import places_in
from commonweal.warehouse.methods.chr_sources import sources_in
from commonweal.warehouse.methods.chr_tables import NATIONAL_SHEETS, STATE_SHEETS, SheetNames
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.observations import (
    NATION_FIPS,
    CellFault,
    Estimate,
    LeftOut,
    MeasureSource,
    Observation,
    Period,
    PlaceKind,
    Unit,
    ValueStatus,
    WorkbookReading,
)

Rows = Sequence[Sequence[Cell]]
_RELEASE = re.compile(r"\b(20\d\d) (?:county health rankings|annual data release)\b", re.IGNORECASE)
_UNKNOWN_SOURCE = Period("", None, None)
_KEY_COLUMNS = ("fips", "state")
FIRST_DATA_ROW = 3
"""Rows 1 and 2 are the two header rows; spreadsheets count from 1."""


def is_chr_workbook(sheets: Mapping[str, Rows]) -> bool:
    """Whether a workbook has the sheets that only those of County Health Rankings have."""
    known = {*STATE_SHEETS.data, *NATIONAL_SHEETS.data, tables.SHEET_OF_INTRODUCTION}
    return not known.isdisjoint(map(_plain, sheets))


def read_workbook(sheets: Mapping[str, Rows]) -> WorkbookReading:
    """Read the sheets of a workbook, each a list of rows of cell values.

    The workbook of the nation holds all states, and its reading names none.

    Raises:
        WorkbookFault: if the sheets are not those of one workbook. A single cell that cannot be
            understood is no reason: it is listed in ``faults`` and counts as missing.

    Source: layouts described in ``chr_tables``; published workbooks 2017 to 2022, and of 2024.
    """
    if not is_chr_workbook(sheets):
        raise WorkbookFault(FaultKind.OTHER_WORKBOOK)
    sheets = {_plain(name): rows for name, rows in sheets.items()}
    names = NATIONAL_SHEETS if NATIONAL_SHEETS.data[0] in sheets else STATE_SHEETS
    data = {name: _data_rows(sheets, name) for name in names.data}
    release_year = _release_year(_sheet(sheets, tables.SHEET_OF_INTRODUCTION))
    is_national = names is NATIONAL_SHEETS
    places = places_in(data[names.data[0]], sheets.get(names.ranks, ()), is_national=is_national)
    sources = sources_in(_sheet(sheets, name) for name in names.sources)
    reader = _Reader(sources, {place.fips for place in places})
    for name, rows in data.items():
        reader.read_sheet(name, rows)
    if not reader.observations:
        raise WorkbookFault(FaultKind.NO_MEASURES)
    return WorkbookReading(
        release_year=release_year,
        state="" if is_national else next(place.name for place in places if place.kind is PlaceKind.STATE),
        places=places,
        observations=(*reader.observations, *_nation_observations(sources, reader.measures, names)),
        left_out=tuple(reader.left_out),
        faults=tuple(reader.faults),
    )


def _plain(name: str) -> str:
    """The name of a sheet without what saving it again made of its ``&``."""
    return html.unescape(html.unescape(name))


def _sheet(sheets: Mapping[str, Rows], name: str) -> Rows:
    if name not in sheets:
        raise WorkbookFault(FaultKind.MISSING_SHEET, name)
    return sheets[name]


def _data_rows(sheets: Mapping[str, Rows], name: str) -> Rows:
    rows = _sheet(sheets, name)
    if len(rows) < FIRST_DATA_ROW:
        raise WorkbookFault(FaultKind.MISSING_COLUMNS, name)
    names = [plain_name(cell) for cell in rows[1][:3]]
    if tuple(names[:2]) != _KEY_COLUMNS or len(names) < 3 or names[2] not in tables.COUNTY_WORDS:
        raise WorkbookFault(FaultKind.MISSING_COLUMNS, name)
    return rows


def _release_year(rows: Rows) -> int:
    """The year the Introduction names; a file's name is whatever somebody typed."""
    for row in rows:
        for cell in row:
            if match := _RELEASE.search(text_of(cell)):
                return int(match[1])
    raise WorkbookFault(FaultKind.NO_YEAR)


class _Reader:
    """Collects observations, columns left out and cell faults while going through the data sheets."""

    def __init__(self, sources: Mapping[str, MeasureSource], known_fips: set[str]) -> None:
        self.sources = sources
        self.known_fips = known_fips
        self.observations: list[Observation] = []
        self.left_out: list[LeftOut] = []
        self.faults: list[CellFault] = []
        self.measures: dict[str, Unit] = {}

    def read_sheet(self, sheet: str, rows: Rows) -> None:
        headers: list[Header] = headers_of(rows)
        found = measures_on(headers)
        self.left_out.extend(left_out_of(sheet, headers, found))
        self.measures.update({located.measure.key: located.measure.unit for located in found})
        for number, row in enumerate(rows[2:], start=FIRST_DATA_ROW):
            fips = fips_of(row[0]) if row else ""
            if fips in self.known_fips:
                self.observations.extend(self._row(sheet, row, number, fips, found))

    def _row(
        self, sheet: str, row: Sequence[Cell], number: int, fips: str, found: Sequence[MeasureColumns]
    ) -> Iterator[Observation]:
        for located in found:
            value = self._value(sheet, row, number, located)
            lower, upper = self._interval(sheet, row, number, located, value)
            source = self.sources.get(located.measure.key)
            yield Observation(
                measure=located.measure.key,
                fips=fips,
                value=value.value,
                lower=lower,
                upper=upper,
                status=value.status,
                unit=located.measure.unit,
                estimate=source.estimate if source else Estimate.COUNT,
                period=source.period if source else _UNKNOWN_SOURCE,
                source=source.source if source else "",
                sheet=sheet,
                column=located.column,
                row=number,
            )

    def _value(self, sheet: str, row: Sequence[Cell], number: int, located: MeasureColumns) -> CellReading:
        reading = value_of(_cell(row, located.value), located.measure.unit)
        if not reading.is_understood:
            self.faults.append(CellFault(sheet, number, located.column, text_of(_cell(row, located.value))[:80]))
        if reading.value is None and located.ratio is not None:
            rate = rate_of_ratio(_cell(row, located.ratio))
            reading = reading if rate is None else CellReading(rate, ValueStatus.OK)
        if located.unreliable is not None and text_of(_cell(row, located.unreliable)):
            return CellReading(reading.value, ValueStatus.UNRELIABLE)
        return reading

    def _interval(
        self, sheet: str, row: Sequence[Cell], number: int, located: MeasureColumns, value: CellReading
    ) -> tuple[float | None, float | None]:
        """The 95% interval; none where half of it or the value is missing, or where it is upside down."""
        lower = value_of(_cell(row, located.lower), located.measure.unit) if located.lower is not None else MISSING
        upper = value_of(_cell(row, located.upper), located.measure.unit) if located.upper is not None else MISSING
        if value.value is None or lower.value is None or upper.value is None:
            return None, None
        if lower.value > upper.value:
            self.faults.append(CellFault(sheet, number, located.column, f"{lower.value} > {upper.value}"))
            return None, None
        return lower.value, upper.value


def _nation_observations(
    sources: Mapping[str, MeasureSource], measures: Mapping[str, Unit], names: SheetNames
) -> Iterator[Observation]:
    """The nation's values, which the workbook gives rounded and without an interval."""
    for key, unit in measures.items():
        source = sources.get(key)
        if source and source.nation_value is not None:
            yield Observation(
                measure=key,
                fips=NATION_FIPS,
                value=source.nation_value,
                lower=None,
                upper=None,
                status=ValueStatus.OK,
                unit=unit,
                estimate=source.estimate,
                period=source.period,
                source=source.source,
                sheet=names.sources[0],
                column="US Overall",
                row=source.row,
            )


def _cell(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else ""
