"""What a workbook may be before a reader unpacks it: the reader makes room for whatever the file says.

The sizes that a zip file states may lie, so bytes are counted as they come. Four things grow out of proportion to the
file, and each has a bound: parts as they are unpacked, the room between the first and the farthest cell of a sheet,
texts that are written once and stand in many cells, and formats that repeat a cell by a number.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from itertools import pairwise

from commonweal.frameworks.yaml_source import MAX_BYTES

MAX_UNPACKED_BYTES = 30_000_000
MAX_PARTS = 200
MAX_ROWS = 5_000
MAX_COLUMNS = 400
MAX_ROOM = 2_000_000
"""Cells between the first and the farthest, over all sheets."""
MAX_TEXT_BYTES = 128_000_000
"""Cells times the longest text that they may share."""

_PREFIX = rb"(?:[^<>\s/:]+:)?"
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")
_ROW_OR_CELL = re.compile(rb"<" + _PREFIX + rb"(c|row)[\s/>]")
_SHARED_TEXT = re.compile(rb"<" + _PREFIX + rb"si[\s/>]")
_FORMULA = re.compile(rb"<" + _PREFIX + rb"f[\s/>]")
_DEFINITION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class OutOfBounds(ValueError):
    """The sentence says what the workbook is or holds that is not read."""


@dataclass
class _Size:
    """What the reader would make room for, so far."""

    room: int = 0
    cells: int = 0
    longest_text: int = 0
    has_formulas: bool = False


def look_into(content: bytes) -> bool:
    """Refuse a workbook that is none, or whose reading costs more than its size lets one expect.

    Returns whether a cell holds a formula.

    Raises:
        OutOfBounds: with a sentence.
        zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError: if it cannot be unpacked.
    """
    if len(content) > MAX_BYTES:
        raise OutOfBounds(f"The file has {len(content):,} bytes; at most {MAX_BYTES:,} are read.")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        entries = parts.infolist()
        _look_at_names([entry.filename.lower() for entry in entries])
        left, size = MAX_UNPACKED_BYTES, _Size()
        for entry in entries:
            with parts.open(entry) as stream:
                part = stream.read(left + 1)
            if len(part) > left:
                raise OutOfBounds("The workbook becomes too large when it is unpacked.")
            left -= len(part)
            _look_at_part(part, size)
    if size.room > MAX_ROOM:
        raise OutOfBounds("The sheets are too large: cells stand too far from the first one.")
    if size.cells * size.longest_text > MAX_TEXT_BYTES:
        raise OutOfBounds("The workbook holds too many cells for texts as long as its longest.")
    return size.has_formulas


def _look_at_names(names: list[str]) -> None:
    """By the names of its parts: an .xlsx, and nothing that the reader would take for another kind of workbook."""
    if len(names) > MAX_PARTS or len(set(names)) < len(names):
        raise OutOfBounds("The workbook has too many parts.")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise OutOfBounds("The workbook holds macros. Save it as .xlsx.")
    if "xl/workbook.xml" not in names or {"content.xml", "xl/workbook.bin"} & set(names):
        raise OutOfBounds("The file is no .xlsx workbook. Save it as .xlsx, or give a YAML file.")


def _look_at_part(part: bytes, size: _Size) -> None:
    if _DEFINITION.search(part):
        raise OutOfBounds("The workbook holds definitions of its own (DOCTYPE). Save it again as .xlsx.")
    if b"sheetData" in part:
        _look_at_sheet(part, size)
    starts = [match.start() for match in _SHARED_TEXT.finditer(part)]
    lengths = (after - before for before, after in pairwise([*starts, len(part)]))
    size.longest_text = max(size.longest_text, max(lengths, default=0))


def _look_at_sheet(sheet: bytes, size: _Size) -> None:
    addresses = [(int(row), _column_number(letters)) for letters, row in _ADDRESS.findall(sheet)]
    n_rows = max((row for row, _column in addresses), default=0)
    n_columns = max((column for _row, column in addresses), default=0)
    if n_rows > MAX_ROWS or n_columns > MAX_COLUMNS:
        raise OutOfBounds(f"A sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns.")
    kinds = _ROW_OR_CELL.findall(sheet)
    if len(kinds) > len(addresses):
        # One without an address counts from the one before, so nobody could say how far it is.
        raise OutOfBounds("A sheet has cells without addresses. Save it again as .xlsx.")
    size.has_formulas = size.has_formulas or _FORMULA.search(sheet) is not None
    size.room += n_rows * n_columns
    size.cells += kinds.count(b"c")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
