from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from commonweal.communities.services import found_community
from commonweal.kernel import links, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.scopes import scope_of
from commonweal.measures import figures, selectors, services
from commonweal.measures.errors import NoFigure, NoPlaceChosen
from commonweal.measures.methods.levels import Difference
from commonweal.measures.models import Measure
from commonweal.warehouse.models import Release
from tests.factories.workbooks import RANKED, tiny_sheets, workbook_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def obesity(catalogue):
    return Measure.objects.get(key="adult-obesity")


@pytest.fixture
def later(home, community, lead, tmp_path, now):
    """A release of 2023 in which obesity is 39.9."""
    sheets = tiny_sheets()
    sheets["Introduction"] = [["The 2023 County Health Rankings."]]
    sheets[RANKED][3][3] = 39.9
    path = tmp_path / "later.xlsx"
    path.write_bytes(workbook_bytes(sheets))
    return services.import_file(file=path, by=lead, now=now + timedelta(days=1), community=community)


def test_card_holds_here_state_and_nation_of_one_release(home, community, obesity):
    card = selectors.measure_card(community, obesity)
    assert [(level.name, level.level.value) for level in card.levels()] == [
        ("Prairie Bend County", Decimal("41.2")),
        ("Oxbow", Decimal("34.2")),
        ("United States", Decimal(32)),
    ]
    assert card.beside_state == Difference.HIGHER


def test_card_is_of_the_newest_release_in_use(later, community, obesity, lead, now):
    assert selectors.measure_card(community, obesity).here.level.value == Decimal("39.9")
    services.undo_import(community=community, release=later, by=lead, now=now)
    assert selectors.measure_card(community, obesity).here.level.value == Decimal("41.2")


def test_a_frozen_card_stays_though_its_import_was_undone(later, community, obesity, lead, now):
    frozen = selectors.measure_card(community, obesity, release=later)
    services.undo_import(community=community, release=later, by=lead, now=now)
    assert selectors.measure_card(community, obesity, release=later) == frozen


def test_card_of_the_state_has_the_nation_beside_it(home, community, obesity):
    card = selectors.measure_card(community, obesity, place=home.state)
    assert (card.here.name, card.state, card.nation.name) == ("Oxbow", None, "United States")


def test_no_card_without_a_place_or_a_figure(catalogue, community, obesity, release):
    with pytest.raises(NoPlaceChosen):
        selectors.measure_card(community, obesity)
    with pytest.raises(NoFigure):
        selectors.measure_card(community, obesity, place=release.places.get(fips="99003"))


def test_cards_at_a_place_come_in_two_queries(home, community, django_assert_num_queries):
    with django_assert_num_queries(2):
        cards = selectors.cards_at(community, home)
    assert [card.key for card in cards] == [
        "life-expectancy",
        "adult-obesity",
        "low-birth-weight",
        "dentists",
        "juvenile-arrests",
    ]


def test_areas_come_in_their_order_and_only_with_figures(home, community):
    areas = figures.told_by_area(community, home, "en")
    assert [(area.key, len(area.cards)) for area in areas] == [("health", 4), ("safety", 1)]


def test_figures_that_a_neighbour_brought_in_are_not_ours(home, community, obesity, lead, now):
    neighbour = found_community(slug="b", name="B", lead=lead, languages=["en"], time_zone="America/Chicago", now=now)
    Release.objects.update(imported_for=scope_of(neighbour))
    assert selectors.cards_at(community, home) == []
    assert selectors.newest_cards(community, [(obesity, home)]) == {}
    with pytest.raises(NoFigure):
        selectors.measure_card(community, obesity)
    assert selectors.measure_card(neighbour, obesity, place=home).key == "adult-obesity"


def test_home_comes_first_among_places(home, release, community, lead, now):
    services.choose_place(community=community, place=release.places.get(fips="99003"), by=lead, now=now)
    assert [one.place.name for one in selectors.places_of(community)] == ["Prairie Bend", "Otter Lake"]


def test_what_leans_on_a_measure_is_found_as_far_as_one_may_see(community, obesity, lead, reader, now):
    scope = scope_of(community)
    answer = nodes.create("answer", scope=scope, title={"en": "P.1a(3)"})
    private = nodes.create("answer", scope=scope, title={"en": "private"}, visibility=Visibility.PRIVATE, owner=lead)
    elsewhere = nodes.create("answer", scope="community:another", title={"en": "elsewhere"})
    for node in (answer, private, elsewhere):
        links.connect(node, "cites", obesity.node, by=lead, at=now)
    assert list(selectors.used_in(community, obesity, reader)) == [answer]
    assert list(selectors.used_in(community, obesity, lead)) == [answer, private]


def test_drawings_are_asked_for_once_and_labelled_in_words(home, community, obesity, now):
    card = selectors.measure_card(community, obesity)
    first = figures.drawings_of(card, label=figures.told(card, "en").alternative, language="en", at=now)
    assert [drawing.is_narrow for drawing in first] == [False, True]
    assert first[0].alt == figures.told(card, "en").alternative
    assert figures.drawings_of(card, label=figures.told(card, "en").alternative, language="en", at=now) == first


def test_a_card_without_a_value_orders_no_drawing(home, community, obesity, now):
    card = selectors.measure_card(community, obesity)
    level = replace(card.here.level, value=None, lower=None, upper=None, status="missing")
    assert (
        figures.drawings_of(replace(card, here=replace(card.here, level=level)), label="As told", language="en", at=now)
        == []
    )
