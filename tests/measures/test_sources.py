"""Figures of the publishers' real files on the measure pages, where the files are present."""

import pytest
from django.urls import reverse

from commonweal.measures import services
from commonweal.warehouse.models import Place
from commonweal.warehouse.place_services import load_places

pytestmark = pytest.mark.django_db

FILES = {
    "census/saipe/est23all.xls.gz": ("child-poverty", ["17.0%", "21.3%", "16.0%", "90% interval"]),
    "bls-laus/laucnty24.xlsx": ("unemployment", ["2.7%", "3.1%", "summed from the counties"]),
    "census/population-estimates/co-est2023-alldata.csv.gz": ("population", ["60,342", "5,108,468", "334,914,895"]),
    "county-health-rankings/national/analytic_data2010.csv.gz": ("smoking", ["28%", "24%", "CC BY-NC-SA 4.0"]),
}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", FILES)
def test_a_county_stands_beside_its_state_and_the_nation(shared_data, community, client, now, path):
    lead = community.memberships.get().user
    load_places()
    home = Place.objects.get(fips="01001")
    services.choose_place(community=community, place=home, by=lead, now=now, is_home=True)
    services.import_file(file=shared_data / path, by=lead, now=now, community=community)
    client.force_login(lead)
    key, words = FILES[path]
    page = client.get(reverse("measures:measure", args=[community.slug, key])).text
    assert [word for word in words if word not in page] == []
