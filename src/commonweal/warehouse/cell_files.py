"""The cells of a file somebody filled in: a workbook, or a table in text. Job process only."""

import csv
import io
from collections.abc import Iterator, Sequence

from commonweal.warehouse.errors import WorkbookRefused
from commonweal.warehouse.methods.chr_cells import Cell
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.opened import opened


def tables_in(content: bytes) -> Iterator[Sequence[Sequence[Cell]]]:
    """The rows of each sheet, or of the text.

    Raises:
        WorkbookRefused: if the file cannot be opened safely.
    """
    try:
        file = opened(content)
    except WorkbookFault as fault:
        raise WorkbookRefused(fault) from fault
    yield from file.sheets.values()
    if file.text:
        first_line = file.text.partition("\n")[0]
        delimiter = max(",;\t", key=first_line.count)
        yield _rows_of(file.text, delimiter)


def _rows_of(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise WorkbookRefused(WorkbookFault(FaultKind.OPEN_QUOTE)) from error
