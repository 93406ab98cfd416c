"""A community is a set of counties for now: they join and leave, and what was stays."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from commonweal.communities import boundary_services, selectors, services
from commonweal.communities.enums import Role
from commonweal.communities.errors import DayNotUsable, PlaceIncluded
from commonweal.communities.models import CommunityPlace, Inclusion
from commonweal.kernel.errors import NotFound, NotPermitted
from commonweal.kernel.models import Event, Job
from commonweal.warehouse.models import Place

pytestmark = pytest.mark.django_db

PAGE = "/c/willow-creek/boundary/"
YEAR = date(2024, 7, 1)


@pytest.fixture
def counties():
    """Ash, Birch and Cedar of an invented state."""
    state = Place.objects.create(fips="98", kind="state", name="Arbor", full_name="Arbor")
    return [
        Place.objects.create(
            fips=f"9800{n}", kind="county", name=name, full_name=f"{name} County", state=state, is_listed=True,
            search_text=f" {name.lower()} county arbor",
        )
        for n, name in enumerate(("Ash", "Birch", "Cedar"))
    ]  # fmt: skip


@pytest.fixture
def include(community, member, now):
    """A function that lets the lead take a place in."""
    return lambda place, on=YEAR: boundary_services.include_place(
        community=community, place=place, on=on, by=member(Role.LEAD).user, now=now
    )


@pytest.fixture
def many(include, counties):
    """A function that takes the first counties in."""
    return lambda n: [include(county) for county in counties[:n]]


def names_on(community, day) -> list[str]:
    """The counties that were the community on a day, by name."""
    then = [one for one in selectors.inclusions_of(community) if one.joined_on <= day < (one.left_on or date.max)]
    return sorted(one.place.name for one in then)


def test_first_county_becomes_the_home_and_others_stand_beside_it(community, include, counties):
    ash, birch, _cedar = counties
    include(ash)
    include(birch)
    assert selectors.home_place(community) == ash
    assert names_on(community, YEAR) == ["Ash", "Birch"]
    assert Job.objects.filter(name="measures.copy_values").count() == 2


def test_past_days_keep_what_the_community_was(community, member, include, counties, now):
    ash, birch, cedar = counties
    include(ash)
    left = include(birch)
    include(cedar, date(2026, 1, 1))
    by = member(Role.LEAD).user
    boundary_services.exclude_place(inclusion=left, on=date(2025, 7, 1), by=by, now=now)
    days = (date(2024, 6, 30), YEAR, date(2025, 6, 30), date(2025, 7, 1), date(2026, 2, 1))
    assert [names_on(community, day) for day in days] == [
        [], ["Ash", "Birch"], ["Ash", "Birch"], ["Ash"], ["Ash", "Cedar"],
    ]  # fmt: skip
    assert [(one.place.name, one.left_on is None) for one in selectors.inclusions_of(community)] == [
        ("Ash", True), ("Cedar", True), ("Birch", False),
    ]  # fmt: skip


def test_home_moves_when_it_leaves(community, member, include, counties, now):
    ash, birch, _cedar = counties
    home = include(ash)
    include(birch)
    boundary_services.exclude_place(inclusion=home, on=date(2026, 1, 1), by=member(Role.LEAD).user, now=now)
    assert selectors.home_place(community) == birch


def test_place_may_come_back_but_is_in_once(community, member, include, counties, now):
    ash = counties[0]
    first = include(ash)
    with pytest.raises(PlaceIncluded):
        include(ash)
    boundary_services.exclude_place(inclusion=first, on=date(2025, 1, 1), by=member(Role.LEAD).user, now=now)
    with pytest.raises(PlaceIncluded):
        include(ash, date(2024, 12, 31))
    include(ash, date(2025, 1, 1))
    assert community.inclusions.count() == 2


def test_days_are_not_in_the_future_and_ends_come_after_beginnings(community, member, include, counties, now):
    with pytest.raises(DayNotUsable):
        include(counties[0], now.date() + timedelta(days=1))
    here = include(counties[0])
    for on in (YEAR, now.date() + timedelta(days=1)):
        with pytest.raises(DayNotUsable):
            boundary_services.exclude_place(inclusion=here, on=on, by=member(Role.LEAD).user, now=now)
    assert community.inclusions.get().left_on is None


def test_mistake_leaves_no_row_and_stays_in_the_history(community, member, include, counties, now):
    wrong = include(counties[0])
    act = {"inclusion": wrong, "by": member(Role.LEAD).user, "now": now}
    boundary_services.forget_inclusion(**act)
    assert not community.inclusions.exists()
    assert Event.objects.latest("pk").verb == "place.inclusion_taken_back"
    with pytest.raises(NotFound):
        boundary_services.forget_inclusion(**act)


def test_other_home_replaces_the_only_county_and_only_moves_in_a_set(community, member, counties, now):
    ash, birch, cedar = counties
    by = member(Role.LEAD).user
    choose = {"community": community, "by": by, "is_home": True}
    services.choose_place(**choose, place=ash, now=now)
    services.choose_place(**choose, place=birch, now=now)  # the same day: the first was a mistake
    assert [one.place for one in community.inclusions.all()] == [birch]
    services.choose_place(**choose, place=cedar, now=now + timedelta(days=400))
    assert [(one.place, one.left_on) for one in community.inclusions.order_by("pk")] == [
        (birch, date(2027, 12, 29)),
        (cedar, None),
    ]
    boundary_services.include_place(community=community, place=ash, on=YEAR, by=by, now=now)
    services.choose_place(**choose, place=ash, now=now + timedelta(days=401))
    assert {one.place for one in community.inclusions.current()} == {ash, cedar}


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_a_lead_changes_it(member, include, counties, now, role):
    here, by = include(counties[0]), member(role).user
    community = here.community
    acts = (
        lambda: boundary_services.include_place(community=community, place=counties[1], on=YEAR, by=by, now=now),
        lambda: boundary_services.exclude_place(inclusion=here, on=date(2025, 1, 1), by=by, now=now),
        lambda: boundary_services.forget_inclusion(inclusion=here, by=by, now=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert community.inclusions.get().left_on is None


def test_constraints_hold(include, counties):
    here = include(counties[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Inclusion.objects.filter(pk=here.pk).update(left_on=YEAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inclusion.objects.create(community=here.community, place=here.place, joined_on=date(2020, 1, 1))


def test_homes_of_before_are_included_once(community, counties):
    CommunityPlace.objects.create(community=community, place=counties[0], is_home=True)
    migration = import_module("commonweal.communities.migrations.0005_homes_are_included")
    for _time in range(2):
        migration.include_homes(apps, None)
    assert community.inclusions.get().joined_on == community.created_at.date()


def test_lead_searches_takes_in_and_lets_leave(client, community, member, counties):
    client.force_login(member(Role.LEAD).user)
    assert "Cedar County" in client.get(PAGE, {"q": "ced"}).text
    client.post(f"{PAGE}include/", {"fips": "98002", "on": "2024-07-01"})
    here = community.inclusions.get()
    assert here.joined_on == YEAR
    page = client.get(PAGE)
    assert ("Cedar County" in page.text, "Willow Creek covers 1 county today." in page.text) == (True, True)
    client.post(f"{PAGE}{here.uid}/exclude/", {"on": "2025-07-01"})
    assert "From July 1, 2024 until July 1, 2025" in client.get(PAGE).text


@pytest.mark.parametrize("on", ["yesterday", "2999-01-01"])
def test_day_that_is_none_changes_nothing(client, community, member, counties, on):
    client.force_login(member(Role.LEAD).user)
    client.post(f"{PAGE}include/", {"fips": "98002", "on": on})
    assert not community.inclusions.exists()


@pytest.mark.parametrize("n", [1, 3])
def test_page_has_constant_query_count(client, member, many, django_assert_num_queries, n):
    many(n)
    client.force_login(member(Role.READER).user)
    with django_assert_num_queries(4):  # session, person, memberships, inclusions
        page = client.get(PAGE)
    assert len(page.context["current"]) == n
