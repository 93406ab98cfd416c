"""Open a publisher's workbook safely. Only the job process imports this module."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

import python_calamine

from commonweal.warehouse.methods.chr_cells import Cell
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault

MAX_BYTES = 30 * 1024 * 1024
"""Twice the largest national workbook of counties."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 2_000
CHUNK = 1 << 20

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|\?xml|meta|!--)", re.IGNORECASE)
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")


def sheets_of(content: bytes) -> Mapping[str, Sequence[Sequence[Cell]]]:
    """The cell values of every sheet, from row 1 and column A on.

    Raises:
        WorkbookFault: if the file is not a workbook that can be opened safely.
    """
    _look_at(content)
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as workbook:
            return {
                name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
            }
    except python_calamine.PasswordError:
        raise WorkbookFault(FaultKind.PASSWORD) from None
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise WorkbookFault(FaultKind.DAMAGED) from error
    except BaseException as panic:
        # A panic of the Rust reader is no Exception, so that nobody catches it by accident.
        if type(panic).__name__ != "PanicException":
            raise
        raise WorkbookFault(FaultKind.DAMAGED) from None


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin as those of an .xls or .xlsx file do."""
    return content.startswith((_OLE, _ZIP))


def refuse_empty_or_page(content: bytes) -> None:
    """Refuse what is no data at all, workbook or text.

    Raises:
        WorkbookFault: if the file is empty or a web page.
    """
    if not content.strip():
        raise WorkbookFault(FaultKind.EMPTY)
    if _PAGE.match(content[:1000]):
        raise WorkbookFault(FaultKind.WEB_PAGE)


def _look_at(content: bytes) -> None:
    """Refuse by content what must not reach the reader."""
    refuse_empty_or_page(content)
    if len(content) > MAX_BYTES:
        raise WorkbookFault(FaultKind.TOO_LARGE)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise WorkbookFault(FaultKind.PASSWORD)
        return
    if content.startswith(_ZIP):
        _look_into_zip(content)
        return
    raise WorkbookFault(FaultKind.NOT_A_WORKBOOK)


def _look_into_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _look_at_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, WorkbookFault):
            raise
        raise WorkbookFault(FaultKind.DAMAGED) from error


def _look_at_parts(parts: zipfile.ZipFile) -> None:
    entries = parts.infolist()
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise WorkbookFault(FaultKind.INFLATES)
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WorkbookFault(FaultKind.MACROS)
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise WorkbookFault(FaultKind.NOT_A_WORKBOOK)
    unpacked = 0
    for entry in entries:
        if entry.filename.lower().startswith("xl/worksheets/"):
            unpacked += _look_at_sheet(parts, entry, MAX_UNPACKED_BYTES - unpacked)


def _look_at_sheet(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: int) -> int:
    """Bound the size of a sheet: the reader makes room for every cell up to the farthest one.

    The sizes a zip file states may lie, so the bytes are counted as they come.
    """
    unpacked, tail = 0, b""
    with parts.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            unpacked += len(chunk)
            if unpacked > budget:
                raise WorkbookFault(FaultKind.INFLATES)
            for column, row in _CELL.findall(tail + chunk):
                if int(row) > MAX_ROWS or _column_number(column) > MAX_COLUMNS:
                    raise WorkbookFault(FaultKind.INFLATES)
            tail = chunk[-40:]
    return unpacked


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
