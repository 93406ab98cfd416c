import io

import pytest
from pypdf import PdfReader

from commonweal.answers import document_services
from commonweal.kernel import files
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Job, StoredFile
from tests.answers.figure_stage import set_up


@pytest.fixture
def stage(scene):
    return set_up(scene)


@pytest.fixture
def make(stage, now, django_capture_on_commit_callbacks):
    """Ask for the Profile and let the job process make it."""

    def make(language: str = "en") -> PdfReader:
        with django_capture_on_commit_callbacks(execute=True):
            document_services.request_profile(
                community=stage.scene.community, language=language, by=stage.scene.reader, now=now
            )
        job = Job.objects.get(name="answers.make_profile_pdf")
        assert (job.state, job.error) == (JobState.DONE, "")
        return PdfReader(io.BytesIO(files.read(StoredFile.objects.get(uid=job.result["file"]))))

    return make


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_profile_holds_answers_figures_and_contents(stage, make, now):
    stage.place_figures(stage.add(now), now=now)
    reader = make()
    text = text_of(reader)
    assert "We look at weight first." in text
    assert "Figure P.1-1 Adult obesity, Prairie Bend County" in text
    assert "Not answered yet." in text
    assert text.count("P.1a(1)") == 2  # in the contents and at the answer
    assert reader.outline[0].title.startswith("P.1 ")


@pytest.mark.parametrize(("language", "lang"), [("en", "en-US"), ("es", "es-US")])
def test_the_profile_says_its_title_and_language(make, language, lang):
    reader = make(language)
    assert reader.root_object["/Lang"] == lang
    assert "Willow Creek" in reader.metadata.title
    assert reader.root_object["/MarkInfo"]["/Marked"]


def test_an_empty_profile_is_a_profile(make):
    assert text_of(make()).count("Not answered yet.") == 18


def test_what_people_write_cannot_become_code(stage, make, now):
    attempt = '#read("/data.json") $x$ *bold* ") #panic("stop'
    stage.scene.write(attempt, now=now)
    assert attempt in text_of(make())


def test_the_file_is_the_askers(stage, make):
    make()
    assert StoredFile.objects.get(media_type="application/pdf").by == stage.scene.reader


def test_a_stranger_cannot_ask(stage, now):
    with pytest.raises(NotPermitted):
        document_services.request_profile(
            community=stage.scene.community, language="en", by=stage.scene.stranger, now=now
        )
