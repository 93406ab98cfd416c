"""References to figures: the current number wherever they are read, and plain words where the figure is gone."""

import json

import pytest
from django.utils import translation

from commonweal.answers import document_selectors, services
from commonweal.answers.figure_pages import embed_figures
from commonweal.answers.methods.numbering import Placed, placed_figures
from commonweal.answers.methods.schema import faults, version_needed
from commonweal.answers.models import Answer
from commonweal.answers.yjs import SCHEMA
from commonweal.documents.methods.prose import Printing, printable
from commonweal.frameworks.selectors import current_edition
from tests.answers.figure_stage import set_up

LOST = "[a figure or table that is not in the text]"
UID = "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11"
PDF_TEXT = "Figure P.1-1"


@pytest.fixture
def stage(scene):
    return set_up(scene)


def refer(uid):
    return {"type": "figureReference", "attrs": {"uid": str(uid)}}


def sentence(uid):
    return {
        "type": "paragraph",
        "content": [{"type": "text", "text": "As in "}, refer(uid), {"type": "text", "text": "."}],
    }


def write(stage, now, ref, *blocks):
    answer = services.open_answer(community=stage.scene.community, ref=ref, by=stage.scene.lead)
    services.write_document(
        answer_id=answer.pk, document={"type": "doc", "content": list(blocks)}, by=stage.scene.writer, now=now
    )
    return Answer.objects.get(pk=answer.pk)


def figure_node(figure):
    return {"type": "figure", "attrs": {"uid": str(figure.uid)}}


def test_a_reference_is_of_the_third_version_and_names_a_figure():
    document = {"type": "doc", "content": [sentence(UID)]}
    assert (list(faults(document, SCHEMA)), version_needed(document, SCHEMA)) == ([], 3)
    assert list(faults({"type": "doc", "content": [sentence("x")]}, SCHEMA)) == ["the value of uid on figureReference"]


def test_where_figures_stand_is_told_by_question_and_place():
    text = {"type": "doc", "content": [{"type": "figure", "attrs": {"uid": uid}} for uid in "ab"]}
    placed = placed_figures([("P.1a(1)", "P.1", text), ("P.1a(2)", "P.1", text | {"content": text["content"][:1]})])
    assert placed == {"a": Placed("P.1a(1)", "P.1", 1), "b": Placed("P.1a(1)", "P.1", 2)}


@pytest.mark.django_db
def test_it_leads_to_the_page_of_the_figure_and_follows_its_number(stage, now):
    figure, other = stage.add(now), stage.add(now)
    stage.place_figures(figure, now=now)
    answer = write(stage, now, "P.1a(2)", sentence(figure.uid))
    community = stage.scene.community
    link = f'href="{stage.scene.address}#figure-{figure.uid}">Figure P.1-1</a>'
    assert link in embed_figures(answer.html, {}, community)
    stage.place_figures(other, figure, now=now)
    assert f'href="#figure-{figure.uid}">Figure P.1-2</a>' in embed_figures(answer.html, {}, community, is_whole=True)
    with translation.override("es"):
        assert ">Figura P.1-2</a>" in embed_figures(answer.html, {}, community)


@pytest.mark.django_db
def test_one_whose_figure_is_gone_or_anothers_says_so(stage, now):
    figure = stage.add(now)
    answer = write(stage, now, "P.1a(2)", sentence(figure.uid))
    shown = embed_figures(answer.html, {}, stage.scene.community)
    assert (LOST in shown, "href" in shown) == (True, False)


@pytest.mark.django_db
def test_the_editor_learns_where_all_figures_stand(client, stage, now):
    figure, other = stage.add(now), stage.add(now)
    stage.place_figures(figure, now=now)
    write(stage, now, "P.1a(3)", figure_node(other))
    client.force_login(stage.scene.reader)
    told = json.loads(client.get(f"/c/{stage.scene.community.slug}/profile/p-1a-2/figures/").content)
    assert (told["item"], told["kinds"]["figure"]) == ("P.1", {"before": 1, "own": 0})
    assert [(one["uid"], one["place"]) for one in told["figures"]] == [(str(figure.uid), 1), (str(other.uid), 2)]
    assert told["figures"][0]["url"] == f"{stage.scene.address}#figure-{figure.uid}"
    assert stage.place.full_name in told["figures"][0]["title"]


@pytest.mark.django_db
def test_on_paper_it_is_a_number_with_a_way_to_the_figure(stage, now):
    figure = stage.add(now)
    stage.place_figures(figure, now=now)
    write(stage, now, "P.1a(2)", sentence(figure.uid), sentence(UID))
    edition, community = current_edition(), stage.scene.community
    answers = document_selectors.written_answers(community, edition)
    context = document_selectors.profile_context(community, edition, answers, language="en", at=now)
    blocks = context.as_data({})["items"][0]["questions"][1]["blocks"]
    marks = [{"type": "reference", "uid": str(figure.uid)}]
    assert blocks[0]["content"][1] == {"type": "text", "text": "Figure P.1-1", "marks": marks}
    assert blocks[1]["content"][1] == {"type": "text", "text": LOST, "marks": []}


def test_a_printing_that_knows_no_figures_leaves_references_out():
    blocks = printable({"type": "doc", "content": [sentence(UID)]}, Printing("https://bend.example"))
    assert [node["text"] for node in blocks[0]["content"]] == ["As in ", "."]
