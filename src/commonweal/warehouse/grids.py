"""A publisher's table as columns of text with the names in its header. Only the job process imports this module."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa
import pyarrow.csv as pa_csv

from commonweal.warehouse.methods.chr_cells import Cell, plain_name, text_of
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.layouts import Layout
from commonweal.warehouse.methods.observations import CellFault
from commonweal.warehouse.opened import Opened

N_HEADER_ROWS = 10
"""Rows in which a header is looked for."""
N_END_ROWS = 10
MAX_ROWS = 20_000
"""Six times the counties of the nation: more is no table of counties."""
MAX_FAULTS = 1_000


@dataclass(slots=True)
class Grid:
    """Columns of trimmed text by index, all of one length.

    ``names`` are the header's as published, ``plain`` as they are compared; ``rows`` gives each row's number as a
    spreadsheet counts; ``around`` is the text before and after the data.
    """

    sheet: str
    names: Sequence[str]
    plain: Sequence[str]
    columns: Mapping[int, pa.Array]
    rows: pa.Array
    around: str
    faults: list[CellFault] = field(default_factory=list)


def grid_of(opened: Opened, layout: Layout) -> Grid | None:
    """The table of a layout in an opened file; None if it is not there.

    Raises:
        WorkbookFault: if it is that table and longer than a table of counties can be.
    """
    if layout.slices:
        return _sliced(opened.text, layout) if opened.text else None
    if opened.text:
        return _delimited(opened.text, layout)
    return next((grid for grid in _in_sheets(opened.sheets, layout)), None)


def _in_sheets(sheets: Mapping[str, Sequence[Sequence[Cell]]], layout: Layout) -> Iterator[Grid]:
    for sheet, rows in sheets.items():
        header = _header_at([[plain_name(cell) for cell in row] for row in rows[:N_HEADER_ROWS]], layout)
        if header is None:
            continue
        body = rows[header + 1 :]
        names = [text_of(cell) for cell in rows[header]]
        columns = {
            index: pa.array([text_of(row[index]) if index < len(row) else "" for row in body], pa.string())
            for index in range(len(names))
        }
        ends = [*rows[:header], *body[-N_END_ROWS:]]
        around = "\n".join(str(cell) for row in ends for cell in row[:1])
        numbers = pa.array(range(header + 2, header + 2 + len(body)), pa.int32())
        yield Grid(sheet, names, [plain_name(name) for name in names], columns, numbers, around)


def _delimited(text: str, layout: Layout) -> Grid | None:
    head = text[:200_000]
    first_line = head.partition("\n")[0]
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    try:
        first_rows = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), N_HEADER_ROWS))
    except csv.Error:
        return None
    header = _header_at([[plain_name(cell) for cell in row] for row in first_rows], layout)
    if header is None:
        return None
    names = [" ".join(cell.split()) for cell in first_rows[header]]
    faults: list[CellFault] = []
    table, skipped = _read_csv(text, delimiter, header + 1, len(names), faults)
    numbers = _row_numbers(table.num_rows, header + 2, skipped)
    columns = {index: table.column(index).combine_chunks() for index in range(len(names))}
    return Grid("", names, [plain_name(name) for name in names], columns, numbers, "", faults)


def _read_csv(
    text: str, delimiter: str, skip: int, n_columns: int, faults: list[CellFault]
) -> tuple[pa.Table, list[int]]:
    """Every column as text. A row of another width is a fault and skipped; the numbers of those are returned."""
    skipped: list[int] = []

    def skip_row(row: pa_csv.InvalidRow) -> str:
        number = int(row.number or 0)
        skipped.append(number)
        if row.text.strip() and len(faults) < MAX_FAULTS:
            faults.append(CellFault("", number, "", row.text[:80]))
        return "skip"

    try:
        table = pa_csv.read_csv(
            io.BytesIO(text.encode()),
            read_options=pa_csv.ReadOptions(
                use_threads=False, skip_rows=skip, column_names=[str(index) for index in range(n_columns)]
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=delimiter, invalid_row_handler=skip_row, ignore_empty_lines=False, newlines_in_values=False
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types={str(index): pa.string() for index in range(n_columns)}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise WorkbookFault(FaultKind.DAMAGED) from error
    if table.num_rows > MAX_ROWS:
        raise WorkbookFault(FaultKind.TOO_MANY_ROWS)
    return table, skipped


def _row_numbers(n_rows: int, first: int, skipped: Sequence[int]) -> pa.Array:
    """The number of each row that was read, counting those that were skipped."""
    numbers: list[int] = []
    left_out = set(skipped)
    number = first
    while len(numbers) < n_rows:
        if number not in left_out:
            numbers.append(number)
        number += 1
    return pa.array(numbers, pa.int32())


def _sliced(text: str, layout: Layout) -> Grid | None:
    lines = text.splitlines()
    is_row = re.compile(layout.is_row)
    found = [(number, line) for number, line in enumerate(lines, start=1) if is_row.match(line)]
    if not found:
        return None
    if len(found) > MAX_ROWS:
        raise WorkbookFault(FaultKind.TOO_MANY_ROWS)
    names = [name for name, _start, _end in layout.slices]
    columns = {
        index: pa.array([line[start:end].strip() for _number, line in found], pa.string())
        for index, (_name, start, end) in enumerate(layout.slices)
    }
    around = "\n".join([*lines[: found[0][0] - 1], *lines[found[-1][0] :]])
    return Grid("", names, names, columns, pa.array([number for number, _line in found], pa.int32()), around)


def _header_at(rows: Sequence[Sequence[str]], layout: Layout) -> int | None:
    return next((index for index, row in enumerate(rows) if layout.marks <= set(row)), None)
