"""Open a publisher's file by its content: a workbook or a text, compressed or not. Job process only."""

import gzip
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commonweal.warehouse import workbooks
from commonweal.warehouse.methods.chr_cells import Cell
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault

_GZIP = b"\x1f\x8b"
MAX_TEXT_BYTES = 100 * 1024 * 1024
_NEVER_IN_TEXT = tuple(bytes([code]) for code in range(32) if code not in b"\t\n\v\f\r\x1a")
"""Control characters no table has; 1A once ended files of DOS."""
_DOCUMENTS = (b"%PDF-", b"{\\rtf")
"""How documents begin that may be all text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's content: the cells of its sheets, or its text."""

    sheets: Mapping[str, Sequence[Sequence[Cell]]] = field(default_factory=dict)
    text: str = ""


def opened(content: bytes) -> Opened:
    """Open a file, whatever its name is.

    Raises:
        WorkbookFault: if it is neither a workbook nor a text that can be opened safely.
    """
    if content.startswith(_GZIP):
        content = _unpacked(content)
    if workbooks.is_workbook(content):
        return Opened(sheets=workbooks.sheets_of(content))
    workbooks.refuse_empty_or_page(content)
    return Opened(text=with_line_ends(text_in(content)))


def with_line_ends(text: str) -> str:
    """The text with line feeds where all its lines end in a carriage return alone, as old spreadsheets save them."""
    return text if "\n" in text else text.replace("\r", "\n")


def text_in(content: bytes) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, or else Latin-1.

    Raises:
        WorkbookFault: if the file is not text, or longer than a table of counties ever is.
    """
    if len(content) > MAX_TEXT_BYTES:
        raise WorkbookFault(FaultKind.TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.startswith(_DOCUMENTS) or any(control in content for control in _NEVER_IN_TEXT):
        raise WorkbookFault(FaultKind.NOT_A_TABLE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _unpacked(content: bytes) -> bytes:
    """What a gzip file holds, counted as it comes: the size it states may lie."""
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            unpacked = stream.read(MAX_TEXT_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise WorkbookFault(FaultKind.DAMAGED) from error
    if len(unpacked) > MAX_TEXT_BYTES:
        raise WorkbookFault(FaultKind.INFLATES)
    return unpacked
