"""The sheet to fill in, as a workbook. Only the job process imports this module."""

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.styles import Font

WIDTHS = {"measure": 44, "note": 40, "source": 30}


def template_bytes(columns: Sequence[str], measures: Sequence[tuple[str, str]], home: str) -> bytes:
    """A row of names, then a row for each measure (key and name) at the place ``home``."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Values"
    sheet.append([name.capitalize() for name in columns])
    for cell, name in zip(sheet[1], columns, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTHS.get(name, 14)
    sheet.freeze_panes = "A2"
    for _key, name in measures:
        sheet.append([name, home])
        sheet.cell(sheet.max_row, 2).number_format = "@"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
