import io
import zipfile

import pytest

from commonweal.warehouse import workbooks
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from tests.factories.workbooks import RANKED, tiny_sheets, workbook_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def _with_part(name, content):
    buffer = io.BytesIO(workbook_bytes())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_sheets_are_read_as_rows_of_values():
    sheets = workbooks.sheets_of(workbook_bytes())
    assert list(sheets) == list(tiny_sheets())
    assert sheets[RANKED][3][:4] == ["99001", "Oxbow", "Prairie Bend", 41.2]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FaultKind.EMPTY),
        (b"   \n", FaultKind.EMPTY),
        (b"x" * (workbooks.MAX_BYTES + 1), FaultKind.TOO_LARGE),
        (b"FIPS,State\n1,2\n", FaultKind.NOT_A_WORKBOOK),
        (b"%PDF-1.7", FaultKind.NOT_A_WORKBOOK),
        (b"<html><table><tr><td>51000</td></tr></table></html>", FaultKind.WEB_PAGE),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", FaultKind.WEB_PAGE),
        (OLE + b"\0" * 505 + "EncryptedPackage".encode("utf-16-le"), FaultKind.PASSWORD),
        (OLE, FaultKind.DAMAGED),
        (OLE + b"\xff" * 505, FaultKind.DAMAGED),
        (workbook_bytes()[:900], FaultKind.DAMAGED),
        (_zip(**{"a.txt": "a"}), FaultKind.NOT_A_WORKBOOK),
        (_with_part("xl/vbaProject.bin", b"macro"), FaultKind.MACROS),
        (_with_part("xl/media/big.bin", b"\0" * (workbooks.MAX_UNPACKED_BYTES + 1)), FaultKind.INFLATES),
        (_with_part("xl/worksheets/far.xml", b'<c r="XFD1048576"/>'), FaultKind.INFLATES),
        (_with_part("xl/worksheets/low.xml", b"<c r='A900000'/>"), FaultKind.INFLATES),
    ],
    ids=lambda value: str(value) if isinstance(value, FaultKind) else "",
)
def test_unsafe_or_broken_files_are_refused_by_content(content, kind):
    with pytest.raises(WorkbookFault) as refusal:
        workbooks.sheets_of(content)
    assert refusal.value.kind == kind
