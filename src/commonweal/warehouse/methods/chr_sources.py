"""Source, years and national value of each measure, from the two sheets of sources.

Three layouts are published: one table with a row for each group of factors (2020 on), a header
row repeated for each section (to 2019), and sections without a description column (additional
measures to 2018). All are read by the names in the nearest header row above.
"""

from collections.abc import Iterable, Mapping, Sequence

from commonweal.warehouse.methods.chr_cells import Cell, nation_value_of, period_of, plain_name, text_of
from commonweal.warehouse.methods.chr_tables import MEASURES, ChrMeasure
from commonweal.warehouse.methods.observations import Estimate, MeasureSource, Period

MODEL_WORDS = (
    "behavioral risk factor",
    "diabetes interactive atlas",
    "diabetes surveillance",
    "map the meal gap",
    "food environment atlas",
    "small area",
    "bureau of labor statistics",
    "population estimates",
    "public health tracking",
    "stanford education data",
    "ejscreen",
    "living wage calculator",
)
"""Sources whose county figures are estimated by a statistical model, not counted there."""

POOLED_WORDS = (
    "5-year",
    "american community survey",
    "comprehensive housing affordability",
    "measure of america",
    "uniform crime reporting",
)
"""Sources that pool several years into each value."""


def sources_in(sheets: Iterable[Sequence[Sequence[Cell]]]) -> dict[str, MeasureSource]:
    """The sources by measure key; a measure without a row is absent."""
    by_name: dict[str, list[ChrMeasure]] = {}
    for measure in MEASURES:
        for name in measure.names:
            by_name.setdefault(name, []).append(measure)
    found: dict[str, MeasureSource] = {}
    for rows in sheets:
        columns: dict[str, int] = {}
        for number, row in enumerate(rows, start=1):
            columns = _header_in(row) or columns
            for measure in by_name.get(plain_name(_cell(row, columns.get("measure"))), ()):
                found.setdefault(measure.key, _source(measure, row, columns, number))
    return found


def estimate_of(source: str, period: Period, *, is_school_year: bool = False) -> Estimate:
    """How a figure comes about, told from the name of its source and the years it covers.

    Counts of several years together (deaths, births) are rolling. A school year is one year, and
    years joined by ``&`` belong to several sources, not to one pooled count.
    """
    name = source.lower()
    if any(word in name for word in MODEL_WORDS):
        return Estimate.MODEL
    if any(word in name for word in POOLED_WORDS):
        return Estimate.ROLLING
    is_pooled = period.start_year != period.end_year and "&" not in period.label and not is_school_year
    return Estimate.ROLLING if is_pooled else Estimate.COUNT


def _header_in(row: Sequence[Cell]) -> dict[str, int]:
    """The column of each name if the row is a header row (it has a measure and a source column)."""
    names = {plain_name(cell): index for index, cell in enumerate(row)}
    return names if {"measure", "source"} <= names.keys() else {}


def _source(measure: ChrMeasure, row: Sequence[Cell], columns: Mapping[str, int], number: int) -> MeasureSource:
    source = text_of(_cell(row, columns.get("source")))
    period = period_of(_cell(row, columns.get("year(s)")))
    return MeasureSource(
        measure=measure.key,
        source=source,
        period=period,
        estimate=estimate_of(source, period, is_school_year=measure.is_school_year),
        nation_value=nation_value_of(
            _cell(row, columns.get("us overall")), measure.unit, is_ratio=bool(measure.ratio_columns)
        ),
        row=number,
    )


def _cell(row: Sequence[Cell], index: int | None) -> Cell:
    return row[index] if index is not None and index < len(row) else ""
