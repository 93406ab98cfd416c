"""Figures of a community's own values: live, with who entered them, on the page, in PDF and in Word."""

import io
from decimal import Decimal

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from commonweal.answers import document_services, figure_services
from commonweal.answers.choices import ProfileForm
from commonweal.answers.models import Figure
from commonweal.documents.models import Drawing
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel import files
from commonweal.kernel.models import Job, StoredFile
from commonweal.measures import value_services
from commonweal.measures.errors import NoFigure
from commonweal.measures.methods.local_values import Entry
from commonweal.measures.models import Measure
from tests.answers.conftest import SLUG
from tests.answers.figure_stage import set_up
from tests.factories.figures import settle
from tests.factories.people import make_community

HTMX = {"HX-Request": "true"}


@pytest.fixture
def stage(scene):
    return set_up(scene)


def enter(stage, now, year=2025, value="40.5", **changes):
    facts = {
        "measure": "adult-obesity", "fips": "99001", "period": str(year), "first_year": year, "last_year": year,
        "value": Decimal(value), "numerator": None, "denominator": None, "group": "", "source": "", "note": "",
    }  # fmt: skip
    return value_services.enter_value(
        community=stage.scene.community, entry=Entry(**facts | changes), by=stage.scene.writer, now=now
    )


def put_in(stage, now, act=figure_services.add_figure, **changes):
    facts = {"measure_key": "adult-obesity", "place_fips": "99001", "is_own": True}
    return act(answer_id=stage.scene.answer.pk, by=stage.scene.writer, now=now, **facts | changes)


def shown(stage, now, language="en"):
    edition = frameworks.current_edition()
    return figure_services.shown_figures(stage.scene.community, edition, language=language, at=now)


def test_it_says_whose_value_it_is_and_who_entered_it(stage, now):
    enter(stage, now, source="School survey", numerator=Decimal(81), denominator=Decimal(200))
    figure = put_in(stage, now)
    card = shown(stage, now)[str(figure.uid)]
    assert card.sentence == "Adult obesity: 40.5% in Prairie Bend County, 2025, as Willow Creek found."
    assert card.source.startswith("Source: School survey, an own value of Willow Creek; no publisher stands behind it.")
    assert f"Entered by {stage.scene.writer.full_name}, November 24, 2026." in card.source
    assert card.rows == (("2025", "40.5%", "81", "200", "School survey", stage.scene.writer.full_name),)
    assert len(card.head) == len(card.rows[0])
    assert card.orders == ()


def test_it_follows_the_newest_value_and_is_drawn_over_the_periods(stage, now):
    enter(stage, now, 2024, "44")
    figure = put_in(stage, now)
    enter(stage, now, 2025, "40.5")
    card = shown(stage, now)[str(figure.uid)]
    assert card.sentence.startswith("Adult obesity: 40.5%")
    assert [row[:2] for row in card.rows] == [("2025", "40.5%"), ("2024", "44%")]
    assert "2024: 44%." in card.alt
    assert [order.width for order in card.orders] == [drawing.width for drawing in card.drawings]
    assert Drawing.objects.count() == 2


def test_of_a_group_only_that_group_is_shown(stage, now):
    enter(stage, now)
    enter(stage, now, value="52", group="Ages 65 and over")
    figure = put_in(stage, now, group="Ages 65 and over")
    card = shown(stage, now)[str(figure.uid)]
    assert card.title == "Adult obesity, Prairie Bend County, Ages 65 and over"
    assert [row[1] for row in card.rows] == ["52%"]


def test_published_and_own_values_stand_in_one_answer(stage, now):
    enter(stage, now)
    published, own = stage.add(now), put_in(stage, now)
    stage.place_figures(published, own, now=now)
    cards = shown(stage, now)
    assert [cards[str(figure.uid)].number for figure in (published, own)] == ["P.1-1", "P.1-2"]
    assert cards[str(published.uid)].sentence.startswith("Adult obesity: 41.2%")
    assert cards[str(own.uid)].sentence.startswith("Adult obesity: 40.5%")


def test_when_the_value_is_taken_back_it_says_so(stage, now):
    value = enter(stage, now)
    figure = put_in(stage, now)
    value_services.take_value_back(value=value, by=stage.scene.writer, now=now)
    card = shown(stage, now)[str(figure.uid)]
    assert "the own values it showed were taken back" in card.sentence
    assert (card.rows, card.live) == ((), "")


@pytest.mark.parametrize("changes", [{}, {"group": "Ages 65 and over"}])
def test_what_was_never_entered_cannot_be_put_in(stage, now, changes):
    if changes:
        enter(stage, now)
    with pytest.raises(NoFigure):
        put_in(stage, now, **changes)
    assert not Figure.objects.exists()


def test_own_values_of_another_community_cannot_be_put_in(stage, now):
    other = make_community(slug="juniper-falls", name="Juniper Falls", lead=stage.scene.writer)
    settle(other)
    value = enter(stage, now)
    type(value).objects.filter(pk=value.pk).update(community=other)
    with pytest.raises(NoFigure):
        put_in(stage, now)


@pytest.mark.parametrize("facts", [{"is_own": False, "group": "Ages 65 and over"}, {"is_own": True, "frozen": True}])
def test_a_figure_is_of_a_release_or_our_own(stage, now, facts):
    figure = stage.add(now)
    release = {"release": stage.release} if facts.get("frozen") else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=figure.pk).update(
            **{name: fact for name, fact in facts.items() if name != "frozen"}, **release
        )


def _address(stage):
    return reverse("answers:figure-add", args=[stage.scene.community.slug, SLUG])


def test_the_dialog_offers_own_values_and_puts_one_in(client, stage, now):
    enter(stage, now, group="Ages 65: and over")
    client.force_login(stage.scene.writer)
    html = client.get(_address(stage), headers=HTMX).text
    assert 'name="own" value="adult-obesity:Ages 65: and over"' in html
    answer = client.post(_address(stage), {"own": "adult-obesity:Ages 65: and over", "place": "99001"}, headers=HTMX)
    assert answer.status_code == 204
    figure = Figure.objects.get()
    assert (figure.is_own, figure.group) == (True, "Ages 65: and over")


@pytest.mark.parametrize(("search", "is_found"), [("ages obes", True), ("jobs", False)])
def test_own_values_are_searched_by_measure_and_group(client, stage, now, search, is_found):
    enter(stage, now, group="Ages 65 and over")
    client.force_login(stage.scene.writer)
    assert ('name="own"' in client.get(_address(stage), {"q": search}).text) is is_found


@pytest.mark.parametrize("choice", [{}, {"own": ""}, {"own": "no-such:", "measure": ""}, {"own": "x" * 300}])
def test_a_choice_that_is_none_changes_nothing(client, stage, now, choice):
    enter(stage, now)
    client.force_login(stage.scene.writer)
    answer = client.post(_address(stage), {"place": "99001", **choice}, headers=HTMX)
    assert answer.status_code == 422
    assert not Figure.objects.exists()


def test_a_reader_puts_in_nothing(client, stage, now):
    enter(stage, now)
    client.force_login(stage.scene.reader)
    assert client.post(_address(stage), {"own": "adult-obesity:", "place": "99001"}).status_code in {403, 404}
    assert not Figure.objects.exists()


@pytest.mark.parametrize("n_values", [1, 3])
def test_figures_of_own_values_are_read_at_once(stage, now, n_values, django_assert_num_queries):
    for n in range(n_values):
        enter(stage, now, group=f"Group {n}")
        put_in(stage, now, group=f"Group {n}")
    shown(stage, now)
    with django_assert_num_queries(5):  # edition, figures, texts, own values, drawings
        shown(stage, now)


def test_it_speaks_spanish(stage, now):
    enter(stage, now)
    figure = put_in(stage, now)
    Measure.objects.update(name={"en": "Adult obesity", "es": "Obesidad"})
    card = shown(stage, now, "es")[str(figure.uid)]
    assert "según Willow Creek" in card.sentence
    assert "24 de noviembre de 2026" in card.source


def _made(stage, now, callbacks, form):
    enter(stage, now, 2024, "44")
    enter(stage, now, 2025, "40.5", source="School survey")
    put_in(stage, now, figure_services.add_figure_at_end)
    with callbacks(execute=True):
        document_services.request_profile(
            community=stage.scene.community, language="en", by=stage.scene.reader, now=now, form=form
        )
    job = Job.objects.filter(name__startswith="answers.make_profile").get()
    assert job.error == ""
    return io.BytesIO(files.read(StoredFile.objects.get(uid=job.result["file"])))


def test_the_pdf_holds_it_with_its_source(stage, now, django_capture_on_commit_callbacks):
    reader = PdfReader(_made(stage, now, django_capture_on_commit_callbacks, ProfileForm.PDF))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "as Willow Creek found." in text
    assert f"Entered by {stage.scene.writer.full_name}" in text
    assert "School survey" in text


def test_the_word_file_holds_it_with_its_source(stage, now, django_capture_on_commit_callbacks):
    document = docx.Document(_made(stage, now, django_capture_on_commit_callbacks, ProfileForm.WORD))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "as Willow Creek found." in text
    assert f"Entered by {stage.scene.writer.full_name}" in text
    described = [shape._inline.docPr.get("descr", "") for shape in document.inline_shapes]
    assert [alt for alt in described if "2024: 44%." in alt] != []
