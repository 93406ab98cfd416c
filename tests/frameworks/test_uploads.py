"""A file on its way in: read, judged, shown, taken in or forgotten."""

import io
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from commonweal.frameworks import selectors, sheet_services, tasks, upload_services, usage, workbooks
from commonweal.frameworks.errors import FileTooLarge, UploadGone
from commonweal.frameworks.models import ContentDocument, ContentUpload, Edition
from commonweal.frameworks.validation import CONTENT, faults_of_sources, shipped_files
from commonweal.frameworks.yaml_source import Unreadable, read
from commonweal.kernel.errors import NotPermitted
from tests.factories.people import make_person
from tests.frameworks.shipped import BUILDER, CURRENT, content

pytestmark = pytest.mark.django_db

NEXT = (
    content(CURRENT).replace(b"edition: '2026'", b"edition: '2027'", 1).replace(b"Community identity", b"Who we are", 1)
)


@pytest.fixture
def give(operator, django_capture_on_commit_callbacks):
    """Give a file as the operator, and see the page of what was found."""

    def give(file, name="mine.yaml"):
        with django_capture_on_commit_callbacks(execute=True):
            given = operator.post(reverse("frameworks:uploads"), {"file": SimpleUploadedFile(name, file)})
        assert given.status_code == 302
        return operator.get(given.url)

    return give


def act(client, shown, name):
    return client.post(reverse(f"frameworks:upload-{name}", args=[shown.context["upload"].uid]))


def test_a_file_with_faults_says_each_with_its_line_and_is_not_kept(give):
    shown = give(content(BUILDER).replace(b"kind: p", b"kind: x"))
    upload = shown.context["upload"]
    assert (upload.state, upload.findings["n_faults"]) == ("faulty", 7)
    assert "mine.yaml:" in shown.text
    assert "nothing was stored" in shown.text
    assert (bytes(ContentUpload.objects.get().content), upload.document) == (b"", "")
    assert Edition.objects.count() == 2


def test_an_edition_is_shown_then_taken_in(give, operator):
    shown = give(NEXT)
    assert "2027" in shown.text
    assert shown.context["upload"].findings["beside"] == ["community-excellence", "2026"]
    assert Edition.objects.count() == 2
    after = act(operator, shown, "take")
    assert after.url == reverse("frameworks:edition", args=["community-excellence", "2027"])
    assert selectors.edition("community-excellence", "2027").edition == "2027"
    assert ContentUpload.objects.get().document == ""


def test_what_was_taken_in_is_not_taken_twice(give, operator):
    shown = give(NEXT)
    act(operator, shown, "take")
    after = operator.post(reverse("frameworks:upload-take", args=[shown.context["upload"].uid]), follow=True)
    assert "taken in before" in after.text
    assert Edition.objects.count() == 3


def test_an_answered_edition_stays_as_it_is(give, operator, monkeypatch):
    monkeypatch.setattr(usage, "_askers", [lambda *_edition: True])
    shown = give(content(CURRENT).replace(b"Community identity", b"Who we are", 1))
    after = operator.post(reverse("frameworks:upload-take", args=[shown.context["upload"].uid]), follow=True)
    assert "stays as it is" in after.text
    assert ContentUpload.objects.get().state == "ready"


@pytest.mark.parametrize(
    "path",
    [path for path in shipped_files() if path.parent != CONTENT / "framework"],
    ids=lambda path: path.name,
)
def test_what_stands_around_editions_is_taken_in(give, operator, path):
    shown = give(path.read_bytes())
    assert shown.context["upload"].findings["is_here"]
    act(operator, shown, "take")
    assert ContentUpload.objects.get().state == "taken"
    assert ContentDocument.objects.count() == len(shipped_files()) - 2


def test_a_crosswalk_may_name_an_edition_that_was_brought_in(give, operator):
    act(operator, give(NEXT), "take")
    crosswalk = (CONTENT / "crosswalk" / "builder-2018-to-2026.yaml").read_bytes()
    shown = give(crosswalk.replace(b"'2026'", b"'2027'", 1).replace(b"to-2026", b"to-2027", 1))
    assert shown.context["upload"].state == "ready"
    act(operator, shown, "take")
    assert operator.get(reverse("frameworks:compare", args=["builder-2018-to-2027"])).status_code == 200


def test_a_file_can_be_thrown_away(give, operator):
    act(operator, give(NEXT), "forget")
    assert not ContentUpload.objects.exists()


def test_files_are_forgotten_after_a_week(give, now):
    give(NEXT)
    given_at = ContentUpload.objects.get().given_at
    assert upload_services.forget_old_uploads(given_at + timedelta(days=6)) == 0
    assert upload_services.forget_old_uploads(given_at + timedelta(days=8)) == 1


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as parts_of:
        for name, part in parts.items():
            parts_of.writestr(name, part)
    return stream.getvalue()


def spoiled(old, new, name=BUILDER):
    """A workbook of an edition with one sheet's XML changed."""
    with zipfile.ZipFile(io.BytesIO(workbooks.written(read(name, content(name)).value))) as parts:
        return archive({part: parts.read(part).replace(old, new, 1) for part in parts.namelist()})


def xlsx(sheets, shared="", definition="", names=()):
    """A workbook written by hand: sheet XML by name, and what else somebody may put into it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006"
    names = list(names or (f"s{n}" for n in range(len(sheets))))
    entries = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    head = f'<?xml version="1.0"?>{definition}'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{kinds}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kinds}/relationships">{links}'
        f'<Relationship Id="rs" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}">{shared}</sst>',
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
        )
    return archive(parts)


def cell(address, inner="<v>1</v>", kind="n"):
    return f'<row r="{address[1:]}"><c r="{address}" t="{kind}">{inner}</c></row>'


def shared_bomb():
    """One text of 100,000 letters that stands in 20,000 cells: 2 GB once it is read."""
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}" t="s"><v>0</v></c>' for letter in "ABCD") + "</row>"
        for row in range(1, 5001)
    )
    return xlsx([rows], shared=f"<si><t>{'x' * 100_000}</t></si>")


def open_document():
    """An OpenDocument sheet that repeats one cell a million times in a million rows."""
    table = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": table}


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FAR = cell("A1") + cell("Z5000")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
HOSTILE = {
    "empty bomb of aliases": (b"a: &a [x]\nb: [*a, *a]", "Anchors and aliases"),
    "billion laughs": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "Anchors and aliases"),
    "deep": (b"[" * 5000, "nesting depth"),
    "as many values as fit": (b"[" + b"0," * 999_990 + b"0]", "more than"),
    "binary": (bytes(range(256)) * 4, "not UTF-8"),
    "utf-16": (content(BUILDER).decode().encode("utf-16"), "not UTF-8"),
    "latin-1": ("title: año".encode("latin-1"), "not UTF-8"),
    "a list": (b"- a\n- b", "not a mapping"),
    "a number": (b"42", "not a mapping"),
    "a table with commas": (b"id,name\n1,2\n", "not a mapping"),
    "a web page": (b"<!DOCTYPE html><html><body>Hi</body></html>", "not"),
    "python tag": (b"!!python/object/apply:os.system ['true']", "Tags"),
    "wrong types": (content(BUILDER).replace(b"languages: [en]", b"languages: {en: 1}"), "is not a list"),
    "null": (b"schema: null", '"schema" is missing'),
    "NUL in text": (b'schema: "commonweal/framework/1\\0"', "control character"),
    "zip of nothing": (archive({}), "no .xlsx workbook"),
    "zip of text": (archive({"a.txt": "x"}), "no .xlsx workbook"),
    "a Word file": (archive({"word/document.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "no .xlsx workbook"),
    "zip bomb": (archive({"xl/workbook.xml": b" " * 40_000_000}), "too large when it is unpacked"),
    "many parts": (archive({f"xl/{n}.xml": "x" for n in range(300)}), "too many parts"),
    "macros": (archive({"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"}), "holds macros"),
    "half a workbook": (workbooks.written(read(BUILDER, content(BUILDER)).value)[:4000], "damaged"),
    "a far cell": (spoiled(b'r="A2"', b'r="XFD1048576"'), "rows or"),
    "cells without addresses": (spoiled(b' r="A2"', b""), "cells without addresses"),
    "cells without addresses under a prefix": (xlsx(["<a-b:row><a-b:c/></a-b:row>"]), "cells without addresses"),
    "many sheets with a far cell": (xlsx([FAR] * 60), "too far from the first"),
    "one long text in many cells": (shared_bomb(), "too many cells for texts"),
    "entities that grow": (xlsx([FAR], "<si><t>&a9;</t></si>", LAUGHS), "definitions of its own"),
    "an entity that reads a file": (xlsx([FAR], "<si><t>&a;</t></si>", XXE), "definitions of its own"),
    "an OpenDocument sheet": (archive(open_document()), "no .xlsx workbook"),
    "an OpenDocument sheet in disguise": (archive({"xl/workbook.xml": "x"} | open_document()), "no .xlsx workbook"),
    "a formula": (xlsx([cell("B2", "<f>1+1</f><v>2</v>")], names=["scheme"]), "holds a formula"),
    "an old workbook": (OLE, "old Excel workbook"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a picture"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(50), "This is a picture"),
    "a compressed file": (b"\x1f\x8b\x08" + bytes(50), "compressed"),
}


@pytest.mark.parametrize(("file", "sentence"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_with_a_sentence(file, sentence):
    assert any(sentence in fault.message for fault in faults_of(file))


def faults_of(file, name="mine.yaml"):
    """What the job says of a file, without an installation around it."""
    try:
        return faults_of_sources([upload_services.source_of(name, file)])
    except Unreadable as unreadable:
        return unreadable.faults


@pytest.mark.parametrize("name", ["binary", "zip bomb", "one long text in many cells", "macros", "a formula"])
def test_of_a_hostile_file_the_page_says_why_and_nothing_is_kept(give, name):
    file, sentence = HOSTILE[name]
    shown = give(file)
    assert sentence in shown.text
    assert (shown.context["upload"].state, shown.context["upload"].document) == ("faulty", "")
    assert Edition.objects.count() == 2


def test_a_formula_is_told_by_its_cell():
    book = openpyxl.Workbook()
    book.active.title = "scheme"
    book.active["B2"], book.active["C3"] = "=1+1", "no formula"
    sums = io.BytesIO()
    book.save(sums)
    assert [fault.where for fault in faults_of(sums.getvalue(), "sums.xlsx")] == ["sums.xlsx:scheme!B2"]


@pytest.mark.parametrize("name", ["edition.xls", "edition.txt", "edition", "edition.yaml"])
def test_what_a_file_is_called_does_not_matter(name):
    assert faults_of(workbooks.written(read(BUILDER, content(BUILDER)).value), name) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 300 + ".yaml", "<b>.yaml", "ñ\u202e.yaml"])
def test_a_name_does_no_harm(give, name):
    shown = give(b"a: 1", name)
    assert "<b>.yaml" not in shown.text
    assert len(ContentUpload.objects.get().name) <= 200


def test_a_file_that_is_too_large_is_refused_at_the_door(operator):
    file = SimpleUploadedFile("large.yaml", b"#" * 2_000_001)
    refused = operator.post(reverse("frameworks:uploads"), {"file": file})
    assert refused.status_code == 422
    assert not ContentUpload.objects.exists()
    with pytest.raises(FileTooLarge):
        upload_services.give_file(
            content=b"#" * 2_000_001, name="x", by=make_person(is_superuser=True), now=selectors.editions()[0].loaded_at
        )


def test_no_file_at_all_is_said(operator):
    assert operator.post(reverse("frameworks:uploads")).status_code == 422


def test_only_operators_bring_in(now, db):
    person = make_person()
    with pytest.raises(NotPermitted):
        upload_services.give_file(content=b"a", name="a", by=person, now=now)
    upload = ContentUpload.objects.create(by=person, name="a", given_at=now)
    with pytest.raises(NotPermitted):
        upload_services.take_in(upload=upload, by=person, now=now)
    with pytest.raises(NotPermitted):
        upload_services.forget_upload(upload=upload, by=person)


def test_a_file_that_was_not_read_is_not_taken(now, db):
    person = make_person(is_superuser=True)
    upload = ContentUpload.objects.create(by=person, name="a", given_at=now)
    with pytest.raises(UploadGone):
        upload_services.take_in(upload=upload, by=person, now=now)


@pytest.mark.parametrize("fields", [{"state": "ready"}, {"document": "{}"}, {"state": "odd"}])
def test_an_upload_holds_a_document_only_while_it_waits_for_a_decision(now, db, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentUpload.objects.create(by=make_person(), name="a", given_at=now, **fields)


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_of_files_has_constant_queries(operator, now, n, django_assert_num_queries):
    for _ in range(n):
        ContentUpload.objects.create(by=make_person(), name="a", given_at=now)
    with django_assert_num_queries(3):  # session, person, files with who gave them
        assert operator.get(reverse("frameworks:uploads")).status_code == 200


def test_a_sheet_is_downloaded_changed_and_brought_in(give, operator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked = operator.post(reverse("frameworks:sheet", args=["community-excellence", "2026"]))
    job = operator.get(asked.url).context["job"]
    sheet = operator.get(job.result["next"])
    assert sheet.headers["Content-Type"] == sheet_services.MEDIA_TYPE
    shown = give(sheet.content, "edition.xlsx")
    assert shown.context["upload"].findings["changes"] == {"added": [], "removed": [], "reworded": [], "beside": []}
    act(operator, shown, "take")
    assert Edition.objects.count() == 2


def test_a_download_is_a_file_that_loads_again(operator, give):
    file = operator.get(reverse("frameworks:download", args=["community-excellence", "2026"]))
    assert 'filename="community-excellence-2026.yaml"' in file.headers["Content-Disposition"]
    assert give(file.content).context["upload"].findings["changes"] == {
        "added": [], "removed": [], "reworded": [], "beside": []
    }  # fmt: skip


def test_of_a_restricted_edition_only_the_outline_is_downloaded(give, operator, now):
    restricted = NEXT.replace(b"redistribute: true", b"redistribute: false", 1)
    act(operator, give(restricted), "take")
    file = operator.get(reverse("frameworks:download", args=["community-excellence", "2027"])).content.decode()
    questions = selectors.edition("community-excellence", "2027").questions
    assert [q.ref for q in questions if q.label["en"] in file or q.text["en"][:20] in file] == []
    assert [q.ref for q in questions if q.ref not in file] == []
    refused = operator.post(reverse("frameworks:sheet", args=["community-excellence", "2027"]), follow=True)
    assert "does not let its words leave" in refused.text
    assert "outline" in file


def test_nobody_gets_a_sheet_of_somebody_elses_job(operator, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked = operator.post(reverse("frameworks:sheet", args=["community-excellence", "2026"]))
    uid = asked.url.rstrip("/").rpartition("/")[2]
    client.force_login(make_person(is_superuser=True))
    assert client.get(reverse("frameworks:sheet-file", args=[uid])).status_code == 404


def test_a_job_for_a_file_that_is_gone_does_nothing(db):
    assert tasks.read_upload(None, upload_id=0) is None
