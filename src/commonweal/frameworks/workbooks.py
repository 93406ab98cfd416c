"""Workbooks as bytes: written with openpyxl, read with calamine. Only the job process imports this module."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl
import python_calamine
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from commonweal.frameworks.errors import SheetTooSmall
from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.methods.sheets.cells import Cell, CellFault
from commonweal.frameworks.methods.sheets.reading import reading_of, words_of_first
from commonweal.frameworks.methods.sheets.spots import Spot
from commonweal.frameworks.methods.sheets.writing import Grid, grids_of
from commonweal.frameworks.schema.shape import languages_of
from commonweal.frameworks.schema.sheets import FIRST_SHEETS, layout_of, variant_key
from commonweal.frameworks.workbook_bounds import OutOfBounds, look_into
from commonweal.frameworks.yaml_source import Place, Source, Unreadable

GUIDE = "guide"
WIDE, NARROW = 48, 14
"""Widths of columns in characters: of texts, and of the rest."""

UNREADABLE_BY_OPENPYXL = (
    LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, zipfile.BadZipFile, InvalidFileException,
)  # fmt: skip
"""What openpyxl raises for a damaged file, which calamine may read all the same."""


@dataclass(frozen=True, slots=True)
class SheetSource(Source):
    """The values of a workbook and the cells in which they stand."""

    spots: Mapping[Place, Spot]

    def fault(self, place: Place, message: str) -> Fault:
        while place and place not in self.spots:
            place = place[:-1]
        return _fault(self.path, self.spots.get(place, Spot("")), message)


def written(plain: Mapping[str, Any]) -> bytes:
    """The workbook of a valid document of any kind.

    Raises:
        SheetTooSmall: if a text is longer than a cell can hold.
    """
    first, row = FIRST_SHEETS[plain["schema"]], layout_of(plain)
    if row is None:
        raise ValueError("Only a document of known shape can be written as a workbook.")
    try:
        grids = grids_of(plain, first=first, row=row, languages=languages_of(plain))
    except CellFault as fault:
        raise SheetTooSmall from fault
    book = openpyxl.Workbook()
    _write_guide(book.active)
    for name, grid in grids.items():
        _write(book.create_sheet(name), grid, is_across=name == first)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(path: str, content: bytes) -> Source:
    """Read the bytes of an authoring sheet; ``path`` only names it in faults.

    Raises:
        Unreadable: with the first thing that keeps the workbook from being read.
    """
    grids = _grids(path, content)
    first = _first_of(path, grids)
    said = words_of_first(grids[first])
    row = layout_of(said)
    if row is None:
        return _of_no_kind(path, grids[first], first, said)
    reading = reading_of(grids, first=first, row=row)
    if reading.faults:
        raise Unreadable(*sorted(_fault(path, spot, message) for spot, message in reading.faults))
    return SheetSource(path, reading.plain, {}, reading.spots)


def _first_of(path: str, grids: Mapping[str, Grid]) -> str:
    """The sheet that says what the workbook is."""
    known = list(FIRST_SHEETS.values())
    found = [name for name in grids if name in known]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f'"{name}"' for name in (found or known))
    said = "The workbook has several of the sheets" if found else "The workbook has none of the sheets"
    raise _unreadable(path, f"{said} {names}; exactly one of them says what it holds.")


def _of_no_kind(path: str, grid: Grid, first: str, said: Mapping[str, str]) -> Source:
    """A workbook whose schema or variant nobody knows: those two alone, for the check of shapes to say so."""
    keys = ["schema", *([variant_key(said["schema"])] if said.get("schema") in FIRST_SHEETS else [])]
    rows = {str(line[0]).strip(): number for number, line in enumerate(grid, 1) if line}
    spots: dict[Place, Spot] = {(key,): Spot(first, rows.get(key, 1), 2) for key in keys}
    return SheetSource(path, {key: said[key] for key in keys if key in said}, {}, {(): Spot(first)} | spots)


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = GUIDE
    for text in (
        _("Change this workbook here and give it back under Framework, Bring in a file."),
        _(
            "The first sheet after this one says what the file is. "
            "In the others a row is one thing, and rows keep their order."
        ),
        _("The column “in” names the row of another sheet in which a row stands, such as 1.1 or 2026/level-1."),
        _("The column “key” says under which name a row is looked up."),
        _("Headings stay as they are. A heading such as text.en holds the English, text.es the Spanish."),
        _("Several names in one cell have commas between them."),
        _("The column “more” holds what no other column can, as JSON."),
        _("Give a changed edition another name once people have answered the old one."),
    ):
        sheet.append([text])
    sheet.column_dimensions["A"].width = 2 * WIDE
    for row in sheet.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write(sheet: Worksheet, grid: Grid, *, is_across: bool) -> None:
    """Write cells as text, so that no ref becomes a number, and numbers as numbers."""
    for number, row in enumerate(grid, 1):
        for position, value in enumerate(row, 1):
            cell = sheet.cell(number, position)
            if isinstance(value, str):
                cell.value, cell.data_type = value, "s"
            elif value is not None:
                cell.value = value
            cell.number_format = "General" if isinstance(value, bool | int) else "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            is_heading = position == 1 if is_across else number == 1
            cell.font = Font(bold=is_heading)
    headings = ["", "."] if is_across else [str(heading) for heading in grid[0]]
    for position, heading in enumerate(headings, 1):
        width = WIDE if "." in heading else NARROW
        sheet.column_dimensions[get_column_letter(position)].width = (
            2 * NARROW if is_across and position == 1 else width
        )
    sheet.freeze_panes = "B1" if is_across else "A2"


def _grids(path: str, content: bytes) -> dict[str, list[list[Cell]]]:
    try:
        if look_into(content):
            raise Unreadable(*_formulas(path, content))
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except OutOfBounds as refusal:
        raise _unreadable(path, str(refusal)) from refusal
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as error:
        raise _unreadable(path, "The workbook is damaged or is none. Save it again as .xlsx.") from error
    except python_calamine.CalamineError as error:
        raise _unreadable(path, "The workbook is damaged or has a password. Save it again as .xlsx.") from error
    except BaseException as panic:
        # A panic of the Rust reader is no Exception, so that nobody catches it by accident.
        if type(panic).__name__ != "PanicException":
            raise
        raise _unreadable(path, "The workbook is damaged. Save it again as .xlsx.") from None
    return {
        name: [[_plain(path, Spot(name, r, c), cell) for c, cell in enumerate(row, 1)] for r, row in enumerate(rows, 1)]
        for name, rows in sheets.items()
        if name != GUIDE
    }


def _formulas(path: str, content: bytes) -> list[Fault]:
    """Each cell with a formula: what it would show depends on the program that reads it, so it is not taken."""
    message = "This cell holds a formula. Write what it shows instead, or make it a text cell."
    somewhere = [Fault(path, 1, "A sheet holds a formula. Write what it shows instead.")]
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        cells = [
            Spot(sheet.title, cell.row, cell.column)
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
    except UNREADABLE_BY_OPENPYXL:
        return somewhere
    return [_fault(path, spot, message) for spot in cells] or somewhere


def _plain(path: str, spot: Spot, cell: object) -> Cell:
    if isinstance(cell, str | int | float | bool) or cell is None:
        return cell
    is_date = isinstance(cell, dt.date | dt.time | dt.timedelta)
    message = "This is a date to the program that wrote it; make the cell a text cell and write it again."
    raise Unreadable(_fault(path, spot, message if is_date else "This cell cannot be read."))


def _fault(path: str, spot: Spot, message: str) -> Fault:
    return Fault(path, spot.row, message, str(spot))


def _unreadable(path: str, message: str) -> Unreadable:
    return Unreadable(Fault(path, 1, message))
