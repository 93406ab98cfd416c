"""A file on its way in: read, judged, shown, taken in or forgotten."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from commonweal.frameworks import selectors, sheet_services, tasks, upload_services, usage, workbooks
from commonweal.frameworks.errors import FileTooLarge, UploadGone
from commonweal.frameworks.models import ContentDocument, ContentUpload, Edition
from commonweal.frameworks.validation import CONTENT, shipped_files
from commonweal.frameworks.yaml_source import read
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


HOSTILE = {
    "empty bomb of aliases": b"a: &a [x]\nb: [*a, *a]",
    "deep": b"[" * 5000,
    "binary": bytes(range(256)) * 4,
    "utf-16": content(BUILDER).decode().encode("utf-16"),
    "latin-1": "title: año".encode("latin-1"),
    "a list": b"- a\n- b",
    "a number": b"42",
    "python tag": b"!!python/object/apply:os.system ['true']",
    "wrong types": content(BUILDER).replace(b"languages: [en]", b"languages: {en: 1}"),
    "null": b"schema: null",
    "NUL in text": b'schema: "commonweal/framework/1\\0"',
    "zip of nothing": archive({}),
    "zip of text": archive({"a.txt": "x"}),
    "bomb": archive({"xl/worksheets/sheet1.xml": b"<sheetData>" + b" " * 40_000_000}),
    "many parts": archive({f"xl/{n}.xml": "x" for n in range(300)}),
    "macros": archive({"xl/vbaProject.bin": "x"}),
    "half a workbook": workbooks.written(read(BUILDER, content(BUILDER)).value)[:4000],
    "a far cell": spoiled(b'r="A2"', b'r="XFD1048576"'),
    "cells without addresses": spoiled(b' r="A2"', b""),
}


@pytest.mark.parametrize("file", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_with_a_sentence(give, file):
    shown = give(file)
    assert shown.context["upload"].state == "faulty"
    assert shown.context["upload"].findings["faults"][0]["message"]
    assert Edition.objects.count() == 2


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
