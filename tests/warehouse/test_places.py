import csv
import gzip
import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from commonweal.warehouse import selectors, services
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.methods.places import searchable
from commonweal.warehouse.models import Place
from commonweal.warehouse.place_services import load_places
from tests.factories.workbooks import tiny_sheets, workbook_bytes


@pytest.fixture
def places(db):
    load_places()


def _names(queryset):
    return [place.full_name for place in queryset]


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        (("Doña Ana County", "New Mexico", "NM"), " dona ana county new mexico nm"),
        (("O'Brien County",), " obrien county"),
        (("Saint Louis",), " st louis"),
        (("Skagway-Hoonah-Angoon",), " skagway hoonah angoon"),
    ],
)
def test_names_are_searched_without_accents_and_punctuation(text, found_by):
    assert searchable(*text) == found_by


def test_every_county_of_today_is_there_by_its_official_name(places, shared_data):
    """The oracle is the Census Bureau's gazetteer of 2024, with Puerto Rico."""
    path = shared_data / "census/gazetteer/2024_Gaz_counties_national.txt.gz"
    text = gzip.decompress(path.read_bytes()).decode()
    official = {row["GEOID"]: row["NAME"] for row in csv.DictReader(io.StringIO(text), delimiter="\t")}
    ours = Place.objects.filter(kind=PlaceKind.COUNTY, valid_to_year=None).exclude(fips__gte="73000")
    ours = ours.exclude(fips__startswith="60").exclude(fips__startswith="66").exclude(fips__startswith="69")
    assert dict(ours.values_list("fips", "full_name")) == official


def test_counties_of_years_before_know_what_became_of_them(places):
    shannon = Place.objects.get(fips="46113")
    assert (shannon.full_name, shannon.valid_to_year, _names(shannon.successors.all())) == (
        "Shannon County",
        2015,
        ["Oglala Lakota County"],
    )
    capitol = Place.objects.get(fips="09110")
    assert (capitol.full_name, capitol.valid_from_year) == ("Capitol Planning Region", 2022)
    assert _names(capitol.predecessors.order_by("fips")) == ["Hartford County", "Tolland County"]
    assert _names(Place.objects.get(fips="51515").successors.all()) == ["Bedford County"]


def test_loading_again_changes_nothing_and_puts_right_what_differs(places, django_assert_num_queries):
    Place.objects.filter(fips="35013").update(full_name="Dona Ana", search_text="")
    n = Place.objects.count()
    load_places()
    assert Place.objects.get(fips="35013").full_name == "Doña Ana County"
    with django_assert_num_queries(4):  # savepoint, places, predecessors, savepoint
        load_places()
    assert Place.objects.count() == n


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("dona ana", ["Doña Ana County"]),
        ("DOÑA", ["Doña Ana County"]),
        ("fairfax", ["Fairfax County", "Fairfax city"]),
        ("oglala sd", ["Oglala Lakota County"]),
        ("shannon", ["Shannon County"]),
        ("saint bernard", ["St. Bernard Parish"]),
        ("nowhere", []),
        ("%", []),
    ],
)
def test_counties_are_searched_by_the_beginnings_of_words(places, search, found):
    assert _names(selectors.counties_to_choose(search)) == found


def test_counties_of_a_state_and_how_many_each_state_has(places):
    assert selectors.counties_to_choose(state="10000").count() == 3
    counts = {state.full_name: state.n_counties for state in selectors.states_to_choose()}
    assert (counts["Connecticut"], counts["Virginia"], counts["District of Columbia"]) == (9, 133, 1)


def test_an_import_neither_doubles_nor_renames_a_place(places, tmp_path, now):
    services.import_file(file=_virginia(tmp_path), by=None, now=now)
    city = Place.objects.get(fips="51510")
    assert (city.full_name, city.releases.count()) == ("Alexandria city", 1)


def test_a_place_is_called_as_the_list_calls_it_whichever_file_brings_it_first(db, tmp_path, now):
    services.import_file(file=_virginia(tmp_path), by=None, now=now)
    city = Place.objects.select_related("state").get(fips="51510")
    assert (city.full_name, city.state.full_name, city.is_listed) == ("Alexandria city", "Virginia", True)
    assert load_places() == Place.objects.filter(is_listed=True).count()


def test_a_county_that_ended_is_offered_while_a_release_holds_it(places, tmp_path, now):
    release = services.import_file(file=_virginia(tmp_path), by=None, now=now)
    release.places.add(Place.objects.get(fips="51515"))
    assert "Bedford city" in _names(selectors.counties_to_choose("bedford"))
    services.undo_import(release=release, by=None, now=now)
    assert "Bedford city" not in _names(selectors.counties_to_choose("bedford"))


def test_a_county_that_only_another_community_brought_in_is_not_offered(places, tmp_path, now):
    release = services.import_file(file=_virginia(tmp_path), by=None, now=now, scope="community:theirs")
    release.places.add(Place.objects.get(fips="51515"))
    assert "Bedford city" in _names(selectors.counties_to_choose("bedford", scope="community:theirs"))
    assert "Bedford city" not in _names(selectors.counties_to_choose("bedford", scope="community:ours"))
    virginia = [
        next(state.n_counties for state in selectors.states_to_choose(scope) if state.full_name == "Virginia")
        for scope in ("community:theirs", "community:ours", "")
    ]
    assert virginia == [134, 133, 133]


def _virginia(folder):
    sheets = tiny_sheets()
    codes = {"99000": "51000", "99001": "51510", "99003": "51600"}
    for rows in sheets.values():
        for row in rows:
            row[0] = codes.get(row[0], row[0])
    path = folder / "virginia.xlsx"
    path.write_bytes(workbook_bytes(sheets))
    return path


def test_a_place_does_not_end_before_it_began(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(
            fips="00001", kind=PlaceKind.STATE, name="X", full_name="X", valid_from_year=2000, valid_to_year=1999
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_migration_can_be_taken_back(db):
    try:
        call_command("migrate", "warehouse", "0001", verbosity=0)
    finally:  # all of them: those of other packages that build on ours were taken back too
        call_command("migrate", verbosity=0)
    assert Place.objects.count() == 0
