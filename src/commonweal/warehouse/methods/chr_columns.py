"""Find the columns of a data sheet by row 1 (measure) and row 2 (column), never by position."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.chr_cells import Cell, plain_name, text_of
from commonweal.warehouse.methods.chr_tables import DEMOGRAPHICS, MEASURES, ChrMeasure
from commonweal.warehouse.methods.observations import LeftOut

LOWER, UPPER = "95% ci - low", "95% ci - high"
_GROUP = r"aian|american indian[^)]*|asian|black|hispanic|white|native hawaiian[^)]*|2\+ races"
_SUBGROUP = re.compile(rf"\((?:non-hispanic )?(?:{_GROUP})(?: alone| \(all races\))?\)| - (?:{_GROUP})$")
_RANKING = frozenset({"z-score", "quartile", "rank", "national z-score"})
_COUNT = re.compile(r"^#|^(?:deaths|numerator|denominator|population|labor force|cohort size)$|\bcases$")


@dataclass(frozen=True, slots=True)
class Header:
    """One column by its two names; ``index`` counts from 0."""

    index: int
    block: str
    column: str
    block_name: str
    column_name: str


@dataclass(frozen=True, slots=True)
class MeasureColumns:
    """Where a measure stands on a sheet, as column indexes; null where the sheet has no such column."""

    measure: ChrMeasure
    value: int
    column: str
    lower: int | None
    upper: int | None
    unreliable: int | None
    ratio: int | None

    def indexes(self) -> set[int]:
        """Every column that is read for the measure."""
        return {i for i in (self.value, self.lower, self.upper, self.unreliable, self.ratio) if i is not None}


def headers_of(rows: Sequence[Sequence[Cell]]) -> list[Header]:
    """The columns of a sheet; a name in row 1 holds for the blanks after it."""
    names, columns = rows[0], rows[1]
    headers, block = [], ""
    for index, column in enumerate(columns):
        if index < len(names) and text_of(names[index]):
            block = text_of(names[index])
        headers.append(Header(index, plain_name(block), plain_name(column), block, text_of(column)))
    return headers


def measures_on(headers: Sequence[Header]) -> list[MeasureColumns]:
    """The declared measures a sheet holds, in the order of its columns."""
    found = [located for measure in MEASURES if (located := _locate(measure, headers))]
    return sorted(found, key=lambda located: located.value)


def left_out_of(sheet: str, headers: Sequence[Header], found: Sequence[MeasureColumns]) -> list[LeftOut]:
    """Every column that is not read, and why."""
    read = set().union(*(located.indexes() for located in found))
    known = {header.block for header in headers if header.index in read} | {DEMOGRAPHICS}
    return [
        LeftOut(sheet, header.block_name, header.column_name, _reason(header, known))
        for header in headers
        if header.block and header.column and header.index not in read
    ]


def _locate(measure: ChrMeasure, headers: Sequence[Header]) -> MeasureColumns | None:
    blocks = {*measure.names, DEMOGRAPHICS} if measure.is_demographic else set(measure.names)
    block = [header for header in headers if header.block in blocks]
    value = next((header for header in block if header.column in measure.columns), None)
    if value is None:
        return None
    after = _until_next_value(block, value)
    return MeasureColumns(
        measure=measure,
        value=value.index,
        column=value.column_name,
        lower=_index_of(LOWER, after),
        upper=_index_of(UPPER, after),
        unreliable=_index_of("unreliable", block),
        ratio=next((header.index for header in block if header.column in measure.ratio_columns), None),
    )


def _until_next_value(block: Sequence[Header], value: Header) -> list[Header]:
    """The columns that belong to a value: an interval after the next value is not its own."""
    after = []
    for header in block:
        if header.index <= value.index:
            continue
        if header.block == DEMOGRAPHICS and header.column not in {LOWER, UPPER}:
            break
        after.append(header)
    return after


def _index_of(column: str, headers: Sequence[Header]) -> int | None:
    return next((header.index for header in headers if header.column == column), None)


def _reason(header: Header, known_blocks: Container[str]) -> str:
    if header.block not in known_blocks:
        return "unknown_measure"
    if _SUBGROUP.search(header.column):
        return "subgroup"
    if header.column in _RANKING:
        return "ranking"
    if _COUNT.search(header.column):
        return "count"
    return "beside_the_value"
