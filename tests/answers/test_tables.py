"""Tables with captions: their numbers, references to them, and what becomes of a caption that lost its table."""

import json
from types import SimpleNamespace

import pytest
from django.utils import translation

from commonweal.answers import document_selectors
from commonweal.answers.figure_pages import embed_figures
from commonweal.answers.methods.diff import blocks_of
from commonweal.answers.methods.numbering import Placed, placed_tables, table_numbers
from commonweal.answers.methods.projection import html_of, text_of
from commonweal.answers.methods.schema import faults, version_needed
from commonweal.answers.yjs import SCHEMA
from commonweal.frameworks.selectors import current_edition
from tests.answers.test_references import sentence, write

UID, OTHER = "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11", "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a12"


def caption(words, uid=UID):
    return {"type": "tableCaption", "attrs": {"uid": uid}, "content": [{"type": "text", "text": words}]}


def table(words="Riverton"):
    cell = {"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]}
    return {"type": "table", "content": [{"type": "tableRow", "content": [cell]}]}


def document(*blocks):
    return {"type": "doc", "content": list(blocks)}


def test_a_caption_is_of_the_fourth_version():
    text = document(caption("Towns"), table())
    assert (list(faults(text, SCHEMA)), version_needed(text, SCHEMA)) == ([], 4)


def test_only_a_caption_right_before_a_table_numbers_it():
    lost = caption("Lost", OTHER)
    first, second = document(table(), lost, sentence(UID), caption("Towns"), table()), document(table(), table())
    assert placed_tables([("a", "P.1", first), ("b", "P.1", second)]) == {UID: Placed("a", "P.1", 1, "table")}
    assert table_numbers([("P.2", document(caption("A", OTHER), table())), ("P.2", first)]) == {
        OTHER: "P.2-1",
        UID: "P.2-2",
    }


def test_it_is_read_as_the_caption_of_its_table_and_as_a_line_without_one():
    html = html_of(document(caption("Towns <b>"), table()))
    assert f'<caption><b class="code" data-table="{UID}"></b>Towns &lt;b&gt;</caption><tbody>' in html
    assert html_of(document(caption("Towns"))) == "<p><strong>Towns</strong></p>"
    assert text_of(document(caption("Towns"), table())) == "Towns\nRiverton"
    assert [(one.kind, one.text) for one in blocks_of(document(caption("Towns"), table()))] == [
        ("tableCaption", "Towns"),
        ("tableRow", "Riverton"),
    ]


@pytest.mark.django_db
def test_numbers_and_references_follow_the_order_of_the_profile(scene, now):
    write_in = scene_writer(scene, now)
    first = write_in("P.1a(1)", caption("Towns"), table())
    second = write_in("P.1a(2)", caption("Farms", OTHER), table(), sentence(UID), sentence(OTHER))
    community = scene.community
    assert f'<b class="code" data-table="{UID}" id="table-{UID}">Table P.1-1</b> Towns' in embed_figures(
        first.html, {}, community
    )
    shown = embed_figures(second.html, {}, community)
    assert f'href="{scene.address}#table-{UID}">Table P.1-1</a>' in shown
    assert f'#table-{OTHER}">Table P.1-2</a>' in shown
    with translation.override("es"):
        assert ">Tabla P.1-2</a>" in embed_figures(second.html, {}, community)


@pytest.mark.django_db
def test_the_editor_counts_tables_apart_from_figures(client, scene, now):
    write_in = scene_writer(scene, now)
    write_in("P.1a(1)", caption("Towns"), table())
    write_in("P.1a(2)", caption("Farms", OTHER), table())
    client.force_login(scene.reader)
    told = json.loads(client.get(f"/c/{scene.community.slug}/profile/p-1a-2/figures/").content)
    assert told["kinds"] == {"figure": {"before": 0, "own": 0}, "table": {"before": 1, "own": 1}}
    assert [(one["kind"], one["title"], one["place"]) for one in told["figures"]] == [
        ("table", "Towns", 1),
        ("table", "Farms", 2),
    ]


@pytest.mark.django_db
def test_on_paper_a_table_has_its_number_and_is_referred_to(scene, now):
    write_in = scene_writer(scene, now)
    write_in("P.1a(1)", sentence(UID), caption("Towns"), table())
    edition, community = current_edition(), scene.community
    answers = document_selectors.written_answers(community, edition)
    context = document_selectors.profile_context(community, edition, answers, language="es", at=now)
    said, tabled = context.as_data({})["items"][0]["questions"][0]["blocks"]
    assert said["content"][1] == {"type": "text", "text": "Tabla P.1-1", "marks": [{"type": "reference", "uid": UID}]}
    assert tabled["caption"] == {
        "uid": UID,
        "number": "Tabla P.1-1",
        "content": [{"type": "text", "text": "Towns", "marks": []}],
    }


def scene_writer(scene, now):
    """Writes blocks as the answer to a question."""
    return lambda ref, *blocks: write(SimpleNamespace(scene=scene), now, ref, *blocks)
