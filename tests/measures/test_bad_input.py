"""Workbooks that are cut off, renamed or hostile, and counties that are not ours: a sentence, and nothing is lost."""

import io
import os
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job
from commonweal.measures import services
from commonweal.measures.models import PublishedValue
from commonweal.warehouse.models import Place, Release
from tests.factories.people import make_community, make_person
from tests.factories.workbooks import tiny_sheets, workbook_bytes


def archive(name, content):
    """A zip archive of one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


BAD = {
    "cut off.xlsx": (workbook_bytes()[:900], "This workbook is damaged or cut off"),
    "cut off at the end.xlsx": (workbook_bytes()[:-200], "This workbook is damaged or cut off"),
    "letter.xlsx": (archive("word/document.xml", "<w:document/>"), "This file is not an Excel workbook"),
    "page.xls": (b"<html><body>Please sign in.</body></html>", "has the name of a workbook but is a web page."),
    "photo.xlsx": (b"\x89PNG\r\n\x1a\n" + os.urandom(400), "This file is neither a workbook nor a table in text."),
}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_workbook_is_explained_and_changes_nothing(
    community, lead, client, name, django_capture_on_commit_callbacks
):
    before = (Release.objects.count(), Place.objects.count(), PublishedValue.objects.count())
    client.force_login(lead)
    content, sentence = BAD[name]
    with django_capture_on_commit_callbacks(execute=True):
        file = SimpleUploadedFile(name, content)
        response = client.post(reverse("measures:import", args=[community.slug]), {"file": file})
    page = client.get(response.url).text
    assert Job.objects.get(name="measures.read_upload").state == JobState.FAILED
    assert sentence in page
    assert "Nothing was changed." in page
    assert (Release.objects.count(), Place.objects.count(), PublishedValue.objects.count()) == before


@pytest.mark.usefixtures("catalogue")
def test_a_county_that_only_another_community_brought_in_is_nowhere(community, lead, client, tmp_path, now):
    theirs = make_community(slug="juniper-falls", name="Juniper Falls", lead=make_person())
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(workbook_bytes(tiny_sheets()))
    release = services.import_file(file=path, by=None, now=now, community=theirs)
    assert release.places.filter(fips="99001").exists()
    client.force_login(lead)
    address = reverse("measures:places", args=[community.slug])
    shown = [
        client.get(address).text,
        client.get(address, {"q": "Prairie"}).text,
        client.get(address, {"state": "99000"}).text,
    ]
    assert ["Prairie Bend" in page or "Oxbow" in page for page in shown] == [False] * 3
    assert client.post(address, {"home": "99001"}).status_code == 404
    assert community.community_places.count() == 0
