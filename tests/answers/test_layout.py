"""How much room the Profile takes on paper."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from commonweal.answers import document_selectors, layout_selectors, layout_services
from commonweal.answers.layout_models import ProfileLayout
from commonweal.answers.methods.ladder import Level, levels_of, profile_limit
from commonweal.documents.methods.extents import extents_of
from commonweal.frameworks.selectors import current_edition
from commonweal.frameworks.validation import CONTENT
from commonweal.kernel.models import Job
from tests.answers.conftest import REF
from tests.answers.figure_stage import set_up

HTMX = {"HX-Request": "true"}


def budget(scene):
    edition = current_edition()
    answers = document_selectors.written_answers(scene.community, edition)
    return layout_selectors.budget_of(scene.community, edition, answers)


@pytest.fixture
def address(scene):
    return reverse("answers:pages", args=[scene.community.slug])


def mark(ref, side, page, y):
    return {"ref": ref, "side": side, "page": page, "y": y, "top": 100, "height": 600}


@pytest.mark.any_database
def test_a_piece_takes_what_lies_between_its_marks():
    marks = [mark("a", "begin", 3, 100), mark("a", "end", 3, 400), mark("b", "begin", 3, 400), mark("b", "end", 5, 250)]
    extents = extents_of(marks)
    assert extents.n_pages == 3
    assert extents.pages_by_ref == {"a": 0.5, "b": 1.75}


@pytest.mark.any_database
def test_a_figure_counts_for_its_answer_wherever_it_stands():
    figure, elsewhere = mark("u1", "figure", 3, 200), {**mark("u1", "float", 4, 100), "room": 120}
    marks = [mark("a", "begin", 3, 100), figure, mark("a", "end", 3, 400), mark("b", "begin", 3, 400), elsewhere]
    extents = extents_of([*marks, mark("b", "end", 4, 520)])
    assert extents.pages_by_ref == {"a": 0.7, "b": 1.0}
    within = extents_of([mark("a", "begin", 3, 100), figure, elsewhere, mark("a", "end", 5, 100)])
    assert within.pages_by_ref == {"a": 2.0}


@pytest.mark.any_database
def test_marks_outside_the_text_count_as_its_edges_and_nothing_takes_nothing():
    assert extents_of([mark("a", "begin", 1, 40), mark("a", "end", 1, 990)]).pages_by_ref == {"a": 1.0}
    assert extents_of([]).n_pages == 0


def test_pages_are_counted_as_they_are_printed(scene, now):
    scene.write("One line.", now=now)
    short = layout_services.count_pages(community_id=scene.community.pk, now=now)
    n_short, room = short.n_pages, short.pages_by_ref[REF]
    assert 0 < room < 0.3
    scene.write(*["Words that fill a line of the page and more than one of them, again and again. " * 8] * 30, now=now)
    long = layout_services.count_pages(community_id=scene.community.pk, now=now)
    assert long.pages_by_ref[REF] > 3
    assert long.n_pages >= n_short + 3
    assert long.pages_by_ref["P.1a(2)"] == pytest.approx(short.pages_by_ref["P.1a(2)"], abs=0.25)


def test_a_figure_takes_room(scene, now):
    stage = set_up(scene)
    scene.write("We look at weight first.", now=now)
    before = layout_services.count_pages(community_id=scene.community.pk, now=now).pages_by_ref[REF]
    stage.place_figures(stage.add(now), now=now)
    after = layout_services.count_pages(community_id=scene.community.pk, now=now).pages_by_ref[REF]
    assert after > before + 0.2


def test_a_count_is_behind_once_somebody_wrote(scene, now):
    scene.write("One line.", now=now)
    layout_services.count_pages(community_id=scene.community.pk, now=now)
    assert budget(scene).is_current
    scene.write("Another line.", now=now)
    assert not budget(scene).is_current


def test_who_looks_has_it_counted_once(scene, client, now, address, django_capture_on_commit_callbacks):
    client.force_login(scene.reader)
    scene.write("One line.", now=now)
    for _ in range(2):
        assert "being counted" in client.get(address, {"ref": REF}, headers=HTMX).text
    assert Job.objects.filter(name="answers.count_pages").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        Job.objects.all().delete()
        client.get(address, headers=HTMX)
    line = client.get(address, {"ref": REF}, headers=HTMX).text
    assert "This answer takes about 0." in line
    assert f"The Profile: {ProfileLayout.objects.get().n_pages} pages." in line


@pytest.mark.parametrize("state", ["queued", "done", "failed"])
def test_a_count_rests_however_it_ended(scene, now, state):
    for seconds, n_jobs in ((0, 1), (19, 1), (21, 1 if state == "queued" else 2)):
        layout_services.request_count(community=scene.community, now=now + timedelta(seconds=seconds))
        assert Job.objects.count() == n_jobs
        Job.objects.update(state=state, ended_at=None if state == "queued" else now)


def test_only_the_last_count_stays_among_the_jobs(scene, now, django_capture_on_commit_callbacks):
    for hour in (16, 17, 18):
        scene.write(f"Written at {hour}.", now=now.replace(hour=hour))
        with django_capture_on_commit_callbacks(execute=True):
            layout_services.request_count(community=scene.community, now=now.replace(hour=hour))
    assert [job.state for job in Job.objects.filter(name="answers.count_pages")] == ["done"]


def test_the_page_lists_each_answer_and_an_unknown_one_is_not_here(scene, client, now, address):
    client.force_login(scene.reader)
    scene.write("One line.", now=now)
    layout_services.count_pages(community_id=scene.community.pk, now=now)
    assert client.get(address).text.count('<th scope="row">') == 19
    assert client.get(address, {"ref": "P.9z(9)"}).status_code == 404


def test_a_stranger_finds_no_pages(scene, client, address):
    client.force_login(scene.stranger)
    assert client.get(address).status_code == 404


def test_the_page_has_a_constant_query_count(scene, client, now, address, django_assert_max_num_queries):
    client.force_login(scene.reader)
    scene.write("One line.", now=now)
    layout_services.count_pages(community_id=scene.community.pk, now=now)
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address, {"ref": REF}, headers=HTMX)


NAMES = {"en": "A", "es": "Á"}
LADDER = {
    "editions": [
        {"id": "2019", "year": 2019, "framework": {"id": "f", "edition": "1"}, "levels": []},
        {
            "id": "2026",
            "year": 2026,
            "current": True,
            "framework": {"id": "f", "edition": "1"},
            "levels": [
                {"id": "b", "number": 2, "name": {"en": "B"}, "answers": {"sections": ["P", "1"]}, "page_limit": 17},
                {
                    "id": "a",
                    "number": 1,
                    "name": {"en": "A", "es": "Á"},
                    "answers": {"sections": ["P"]},
                    "page_limit": 9,
                },
            ],
        },
    ]
}


@pytest.mark.any_database
def test_the_newest_rules_for_the_edition_count_lowest_level_first():
    levels = levels_of(LADDER, "f", "1")
    assert levels[0] == Level("a", "2026", 1, NAMES, ("P",), 9)
    assert [level.id for level in levels] == ["a", "b"]
    assert (levels[0].in_language("es"), levels[1].in_language("es")) == ("Á", "B")
    assert (profile_limit(levels, "P"), profile_limit(levels[1:], "P"), profile_limit((), "P")) == (9, None, None)
    assert levels_of(LADDER, "f", "2") == ()


@pytest.mark.any_database
def test_the_shipped_ladder_can_be_read():
    import yaml

    path = next((CONTENT / "recognition").glob("*.yaml"))
    ladder = json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))
    levels = levels_of(ladder, "community-excellence", "2026")
    assert levels[0].sections == ("P",)
    assert profile_limit(levels, "P") == levels[0].page_limit
