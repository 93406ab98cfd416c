"""Whose figures may stand for whose after a county changed."""

import pytest

from commonweal.warehouse import selectors
from commonweal.warehouse.methods.lineage import Descent
from commonweal.warehouse.models import Place
from commonweal.warehouse.place_services import load_places

pytestmark = pytest.mark.django_db

LINEAGES = {
    "46102": [("Shannon County", 2015, Descent.SAME)],
    "02158": [("Wade Hampton Census Area", 2015, Descent.SAME)],
    "51019": [("Bedford city", 2013, Descent.JOINED)],
    "51005": [("Clifton Forge city", 2001, Descent.JOINED)],
    "02063": [("Valdez-Cordova Census Area", 2019, Descent.PART)],
    "08014": [
        (name, 2001, Descent.PART) for name in ("Adams County", "Boulder County", "Jefferson County", "Weld County")
    ],
    "09110": [("Hartford County", 2022, Descent.PART), ("Tolland County", 2022, Descent.PART)],
    "01001": [],
}


@pytest.fixture
def places(db):
    load_places()


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("fips", LINEAGES)
def test_a_county_knows_whose_land_it_has_and_how(fips, django_assert_num_queries):
    place = Place.objects.get(fips=fips)
    with django_assert_num_queries(1):
        lineage = selectors.lineage_of(place)
    assert [(former.name, former.year, former.descent) for former in lineage.formers] == LINEAGES[fips]
    assert (lineage.ended, lineage.successors) == (None, ())


@pytest.mark.usefixtures("places")
def test_a_county_that_ended_knows_who_has_its_land():
    lineage = selectors.lineage_of(Place.objects.get(fips="09013"))
    assert lineage.ended == 2022
    assert lineage.successors == ("Capitol Planning Region", "Northeastern Connecticut Planning Region")


@pytest.mark.usefixtures("places")
def test_a_county_that_gave_land_away_and_stayed_has_no_heirs():
    lineage = selectors.lineage_of(Place.objects.get(fips="08001"))
    assert (lineage.formers, lineage.ended, lineage.successors) == ((), None, ())
