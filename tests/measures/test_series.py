"""A measure over the years at counties that changed: plainly said, nothing averaged."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commonweal.measures import selectors, series_selectors, services
from commonweal.measures.methods.levels import Level
from commonweal.measures.methods.series import Around, SeriesValue, Standing, series_of
from commonweal.measures.models import PublishedValue
from commonweal.warehouse.methods.lineage import Descent, Former, Lineage
from commonweal.warehouse.models import Place
from commonweal.warehouse.place_services import load_places
from tests.factories.people import make_community, make_person

HERE, STATE, NATION, FORMER = 1, 2, 3, 4
AROUND = Around(HERE, STATE, NATION)


def _value(place, year, value, *, release=None, status="ok"):
    level = Level(None if value is None else Decimal(value), status=status)
    return SeriesValue(place, level, str(year), year, release or year, release or year, f"Release {release or year}")


def _lineage(descent, year=2013):
    return Lineage((Former(FORMER, "Bedford city", year, descent),))


def _shown(points):
    return [(point.value.year, point.standing, point.level.value and int(point.level.value)) for point in points]


def test_years_come_newest_first_with_state_and_nation_of_their_release():
    values = [_value(HERE, 2021, 8), _value(STATE, 2021, 7), _value(HERE, 2020, 9), _value(NATION, 2020, 6)]
    series = series_of(values, AROUND, Lineage(), is_count=False)
    assert _shown(series.points) == [(2021, Standing.OWN, 8), (2020, Standing.OWN, 9)]
    assert [(p.state and p.state.value, p.nation and p.nation.value) for p in series.points] == [(7, None), (None, 6)]


def test_of_two_releases_on_one_year_the_newest_counts():
    values = [_value(HERE, 2020, 8, release=2022), _value(HERE, 2020, 9, release=2021)]
    assert _shown(series_of(values, AROUND, Lineage(), is_count=False).points) == [(2020, Standing.OWN, 8)]


def test_the_same_land_stands_for_the_place_where_nothing_else_does():
    values = [_value(FORMER, 2016, 1), _value(HERE, 2016, 5), _value(FORMER, 2014, 4)]
    series = series_of(values, AROUND, _lineage(Descent.SAME, 2015), is_count=False)
    assert _shown(series.points) == [(2016, Standing.OWN, 5), (2014, Standing.SAME_LAND, 4)]
    assert series.points[1].names == ("Bedford city",)
    assert series.apart == ()


@pytest.mark.parametrize(
    ("is_count", "former", "expected"),
    [
        (True, _value(FORMER, 2010, 6), (Standing.ADDED_UP, 76)),
        (False, _value(FORMER, 2010, 6), (Standing.WITHOUT, 70)),
        (True, _value(FORMER, 2010, None, status="missing"), (Standing.WITHOUT, 70)),
        (True, None, (Standing.WITHOUT, 70)),
    ],
    ids=[
        "people are added up",
        "a rate is that of the county alone",
        "half a sum is no sum",
        "the release leaves it out",
    ],
)
def test_a_county_that_joined_is_never_averaged_in(is_count, former, expected):
    values = [_value(HERE, 2020, 78), _value(HERE, 2010, 70), *([former] if former else [])]
    series = series_of(values, AROUND, _lineage(Descent.JOINED), is_count=is_count)
    assert _shown(series.points) == [(2020, Standing.OWN, 78), (2010, *expected)]


def test_a_release_that_counts_the_joined_county_in_is_whole_for_earlier_years_too():
    values = [_value(HERE, 2010, 76, release=2021)]
    series = series_of(values, AROUND, _lineage(Descent.JOINED), is_count=True)
    assert _shown(series.points) == [(2010, Standing.OWN, 76)]


@pytest.mark.parametrize("is_count", [True, False])
def test_other_land_stands_apart(is_count):
    values = [_value(HERE, 2023, 5), _value(FORMER, 2020, 9), _value(FORMER, 2020, 1, release=2019)]
    series = series_of(values, AROUND, _lineage(Descent.PART, 2022), is_count=is_count)
    assert _shown(series.points) == [(2023, Standing.OWN, 5)]
    assert _shown(series.apart) == [(2020, Standing.OTHER_LAND, 9)]


REAL = {
    "46102": (["as Shannon County", "25,775"], "the same land under another name and code"),
    "51019": (["without Bedford city", "6,464", "8,556"], "is not their average"),
    "09110": (["Hartford County", "Tolland County", "No figure yet"], "is about other land"),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("fips", REAL)
def test_a_real_county_that_changed_says_what_stands_for_it(shared_data, community, client, now, fips):
    lead = community.memberships.get().user
    load_places()
    place = Place.objects.select_related("state").get(fips=fips)
    services.choose_place(community=community, place=place, by=lead, now=now, is_home=True)
    path = shared_data / "county-health-rankings/national/analytic_data2010.csv.gz"
    services.import_file(file=path, by=lead, now=now, community=community)
    client.force_login(lead)
    page = client.get(reverse("measures:measure", args=[community.slug, "premature-death"])).text
    words, note = REAL[fips]
    assert [word for word in [*words, note] if word not in page] == []
    assert note in client.get(reverse("measures:list", args=[community.slug])).text


@pytest.fixture
def bedford(catalogue, community, lead, release, now):
    """A county of the tiny workbook that another one joined, by hand."""
    home, former = release.places.get(fips="99001"), release.places.get(fips="99003")
    Place.objects.filter(pk=former.pk).update(valid_to_year=2030)
    home.predecessors.add(former)
    services.choose_place(community=community, place=home, by=lead, now=now, is_home=True)
    services.copy_values(place=home)
    return home


@pytest.mark.django_db
def test_values_of_former_counties_come_with_the_place_and_go_with_their_import(
    bedford, release, community, now, django_assert_num_queries
):
    lead = community.memberships.get().user
    assert PublishedValue.objects.filter(place__fips="99003", release=release).exists()
    measure = selectors.measure_by_key("low-birth-weight")
    with django_assert_num_queries(2):
        series = series_selectors.series_at(community, measure, bedford)
    assert [point.standing for point in series.points] == [Standing.WITHOUT]
    assert [point.names for point in series.apart] == [("Otter Lake County",)]
    services.undo_import(community=community, release=release, by=lead, now=now)
    series = series_selectors.series_at(community, measure, bedford)
    assert (series.points, series.apart) == ((), ())


@pytest.mark.django_db
def test_a_series_holds_nothing_another_community_brought_in(bedford, release, now):
    stranger = make_community(slug="juniper-falls", name="Juniper Falls", lead=make_person())
    measure = selectors.measure_by_key("low-birth-weight")
    assert series_selectors.series_at(stranger, measure, bedford).points == ()
