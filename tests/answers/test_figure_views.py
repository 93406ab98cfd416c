import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.answers.figure_pages import embed_figures
from commonweal.answers.models import Answer, Figure
from tests.answers.conftest import SLUG
from tests.answers.figure_stage import set_up
from tests.factories.figures import make_measure, publish

HTMX = {"HX-Request": "true"}


@pytest.fixture
def stage(scene):
    return set_up(scene)


def address_of(figure, community):
    return reverse("answers:figure", args=[community.slug, figure.uid])


def add_address(scene):
    return reverse("answers:figure-add", args=[scene.community.slug, SLUG])


def choice(stage, **changes):
    return {"measure": stage.measure.key, "place": stage.place.fips, **changes}


def test_a_figure_shows_sentence_source_and_numbers(client, stage, now):
    figure = stage.add(now)
    stage.place_figures(figure, now=now)
    client.force_login(stage.scene.reader)
    html = client.get(address_of(figure, stage.scene.community), headers=HTMX).text
    assert "Figure P.1-1" in html
    assert "Adult obesity: 41.2% in Prairie Bend County" in html
    assert "Live: it follows the newest figures" in html
    assert html.count('<th scope="row">') == 3
    assert "<html" not in html


def test_a_figure_is_a_page_too(client, stage, now):
    figure = stage.add(now)
    client.force_login(stage.scene.reader)
    assert "<h1>Figure</h1>" in client.get(address_of(figure, stage.scene.community)).text


def test_a_new_figure_asks_for_its_number_for_two_minutes(client, stage, now):
    figure = stage.add(now)
    client.force_login(stage.scene.reader)
    address = address_of(figure, stage.scene.community)
    assert f'hx-get="{address}"' in client.get(address, headers=HTMX).text
    Figure.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    assert f'hx-get="{address}"' not in client.get(address, headers=HTMX).text


@pytest.mark.parametrize("n_figures", [1, 3])
def test_a_figure_has_constant_query_count(client, stage, now, django_assert_num_queries, n_figures):
    figures = [stage.add(now) for _ in range(n_figures)]
    stage.place_figures(*figures, now=now)
    client.force_login(stage.scene.reader)
    address = address_of(figures[0], stage.scene.community)
    client.get(address, headers=HTMX)
    with django_assert_num_queries(9):  # session, person, membership, figure, edition, and four of the card
        client.get(address, headers=HTMX)


def test_a_stranger_finds_no_figure(client, stage, now):
    figure = stage.add(now)
    client.force_login(stage.scene.stranger)
    assert client.get(address_of(figure, stage.scene.community)).status_code == 404


def test_invented_figures_are_marked(client, stage, now):
    stage.release.is_invented = True
    stage.release.save()
    figure = stage.add(now)
    client.force_login(stage.scene.reader)
    assert "Invented figures" in client.get(address_of(figure, stage.scene.community), headers=HTMX).text


def test_the_dialog_lists_measures_with_their_values(client, stage):
    client.force_login(stage.scene.writer)
    html = client.get(add_address(stage.scene), headers=HTMX).text
    assert 'value="adult-obesity"' in html
    assert "41.2%" in html
    assert "<html" not in html


@pytest.mark.parametrize("n_measures", [1, 3])
def test_choosing_has_constant_query_count(client, stage, django_assert_num_queries, n_measures):
    for n in range(n_measures):
        publish(make_measure(f"m{n}", f"Measure {n}"), stage.release, "1.0")
    client.force_login(stage.scene.writer)
    client.get(add_address(stage.scene))
    with django_assert_num_queries(9):
        client.get(add_address(stage.scene), headers=HTMX)


@pytest.mark.parametrize(("search", "n_found"), [("obes", 1), ("ADULT share", 1), ("jobs", 0)])
def test_the_list_can_be_searched(client, stage, search, n_found):
    client.force_login(stage.scene.writer)
    headers = {**HTMX, "HX-Target": "figure-choices"}
    html = client.get(add_address(stage.scene), {"q": search}, headers=headers).text
    assert html.count('name="measure"') == n_found
    assert html.strip().startswith('<form id="figure-choices"')


def test_putting_in_tells_the_editor_the_uid(client, stage):
    client.force_login(stage.scene.writer)
    response = client.post(add_address(stage.scene), choice(stage), headers=HTMX)
    assert response.status_code == 204
    assert json.loads(response["HX-Trigger"]) == {"figure:added": {"uid": str(Figure.objects.get().uid)}}


def test_without_script_it_goes_in_at_the_end(client, stage):
    client.force_login(stage.scene.writer)
    response = client.post(add_address(stage.scene), choice(stage))
    assert response["Location"] == stage.scene.address
    assert re.search(f'data-figure="{Figure.objects.get().uid}"', Answer.objects.get().html)


def test_a_refusal_says_what_to_do(client, stage):
    client.force_login(stage.scene.writer)
    response = client.post(add_address(stage.scene), choice(stage, measure="no-such"), headers=HTMX)
    assert response.status_code == 422
    assert "Choose one of the list" in response.text


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404)])
def test_who_may_not_write_puts_in_nothing(client, stage, who, status):
    client.force_login(getattr(stage.scene, who))
    assert client.post(add_address(stage.scene), choice(stage)).status_code == status
    assert not Figure.objects.exists()


def test_an_unknown_question_is_not_here(client, stage):
    client.force_login(stage.scene.writer)
    address = reverse("answers:figure-add", args=[stage.scene.community.slug, "p-9z-9"])
    assert client.get(address).status_code == 404


def test_a_community_without_a_place_is_told_how_to_go_on(client, scene):
    client.force_login(scene.writer)
    assert "Choose the place" in client.get(add_address(scene)).text


def test_a_figure_of_elsewhere_becomes_a_sentence(scene):
    uid = "0b7c9f4e-0000-4000-8000-000000000000"
    html = embed_figures(f'<p>a</p><div data-figure="{uid}"></div>', {}, scene.community)
    assert html.startswith(
        f'<p>a</p><div data-figure="{uid}" id="figure-{uid}"><p class="callout">This figure was taken out'
    )


@pytest.mark.parametrize("is_dialog", [False, True])
def test_choosing_leads_back_to_the_text_and_only_the_dialog_tells_the_editor(client, stage, is_dialog):
    client.force_login(stage.scene.lead)
    page = client.get(add_address(stage.scene), headers=HTMX if is_dialog else {})
    assert ("hx-post" in page.text) is is_dialog
