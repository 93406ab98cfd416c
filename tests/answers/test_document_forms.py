"""The Profile as Word and as one HTML file, made by the job process like the PDF."""

import io

import docx
import pytest

from commonweal.answers import document_services
from commonweal.answers.choices import ProfileForm
from commonweal.kernel import files
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job, StoredFile
from tests.answers.figure_stage import set_up


@pytest.fixture
def stage(scene):
    return set_up(scene)


@pytest.fixture
def make(stage, now, django_capture_on_commit_callbacks):
    """Ask for the Profile in a form and let the job process make it."""

    def make(form: ProfileForm, language: str = "en") -> StoredFile:
        with django_capture_on_commit_callbacks(execute=True):
            job = document_services.request_profile(
                community=stage.scene.community, form=form, language=language, by=stage.scene.reader, now=now
            )
        job = Job.objects.get(pk=job.pk)
        assert (job.state, job.error) == (JobState.DONE, "")
        return StoredFile.objects.get(uid=job.result["file"])

    return make


def test_the_word_file_holds_answers_and_drawn_figures(stage, make, now):
    stage.place_figures(stage.add(now), now=now)
    stored = make(ProfileForm.WORD)
    assert stored.name.endswith(".docx")
    document = docx.Document(io.BytesIO(files.read(stored)))
    texts = [one.text for one in document.paragraphs]
    assert "We look at weight first." in texts
    assert "Figure P.1-1 Adult obesity, Prairie Bend County" in texts
    assert texts.count("Not answered yet.") == 17
    assert len(document.inline_shapes) == 2  # the mark on the first page, and the figure
    assert "41.2" in document.tables[0].rows[1].cells[1].text


def test_the_word_file_speaks_spanish(make):
    document = docx.Document(io.BytesIO(files.read(make(ProfileForm.WORD, "es"))))
    assert document.core_properties.language == "es-US"
    assert "P.1 Descripción de la comunidad" in [one.text for one in document.paragraphs]


def test_the_one_page_holds_what_the_others_hold(stage, make, now):
    stage.place_figures(stage.add(now), now=now)
    stored = make(ProfileForm.PAGE)
    html = files.read(stored).decode()
    assert stored.name.endswith(".html")
    assert "We look at weight first." in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert html.count("Not answered yet.") == 17


def test_the_one_page_never_becomes_a_page_of_this_site(make):
    assert make(ProfileForm.PAGE).media_type == "application/octet-stream"


@pytest.mark.parametrize("form", [ProfileForm.WORD, ProfileForm.PAGE])
def test_the_same_profile_is_the_same_file(make, form, monkeypatch, now):
    """A Word file says when it was made, to the second: the two are made at one moment."""
    monkeypatch.setattr("commonweal.answers.tasks.timezone.now", lambda: now)
    assert make(form).address == make(form).address


def test_the_form_is_chosen_on_the_page(client, stage):
    client.force_login(stage.scene.reader)
    address = f"/c/{stage.scene.community.slug}/profile/pdf/"
    client.post(address, {"language": "es", "form": "docx"})
    assert Job.objects.get().name == "answers.make_profile_word"
    assert 'value="html"' in client.get(address).text
    assert client.post(address, {"language": "es", "form": "exe"}).status_code == 422
