"""A second, real place: from its name to the measure page, through the pages a lead uses and publishers' real files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.kernel.models import Job
from commonweal.warehouse.models import Place, Release
from commonweal.warehouse.place_services import load_places

pytestmark = pytest.mark.django_db

HOME = "10001"
FILES = {
    "county-health-rankings/state-workbooks/2022 County Health Rankings Delaware Data.xlsx": (
        "2022", "adult-obesity", ["41.2%", "34.2%", "32%", "39.9% to 42.3%", "CC BY-NC-SA 4.0"],
    ),
    "census/saipe/est23all.xls.gz": ("2023", "child-poverty", ["16.2%", "15.4%", "16.0%", "12.2% to 20.2%"]),
    "bls-laus/laucnty24.xlsx": ("2024", "unemployment", ["4%", "3.7%", "summed from the counties"]),
    "census/population-estimates/co-est2023-alldata.csv.gz": (
        "2023", "population", ["189,789", "1,031,890", "334,914,895"],
    ),
}  # fmt: skip


class Lead:
    """What a lead does on the pages, with the jobs done as they are asked for."""

    def __init__(self, client, community, callbacks):
        self.client, self.slug, self.callbacks = client, community.slug, callbacks
        client.force_login(community.memberships.get().user)

    def url(self, name, *args):
        return reverse(f"measures:{name}", args=[self.slug, *args])

    def post(self, address, **given):
        with self.callbacks(execute=True):
            return self.client.post(address, given)

    def page(self, name, *args):
        return self.client.get(self.url(name, *args)).text

    def import_file(self, path):
        """Give the file, look at what was read of it, and say yes. Returns what the preview said."""
        self.post(self.url("import"), file=SimpleUploadedFile(path.name, path.read_bytes()))
        preview_address = Job.objects.filter(name="measures.read_upload").latest("pk").result["next"]
        preview = self.client.get(preview_address).text
        assert Release.objects.live().filter(file_name=path.name).count() == 0
        self.post(f"{preview_address}confirm/")
        assert Job.objects.filter(name="measures.import_upload").latest("pk").error == ""
        return preview


@pytest.fixture
def lead(client, community, catalogue, django_capture_on_commit_callbacks):
    load_places()
    return Lead(client, community, django_capture_on_commit_callbacks)


def test_a_real_county_is_chosen_and_its_figures_come_from_publishers_files(shared_data, lead):
    assert "Kent County" in lead.client.get(lead.url("places"), {"q": "kent del"}).text
    lead.post(lead.url("places"), home=HOME)
    for path, (year, key, words) in FILES.items():
        preview = lead.import_file(shared_data / path)
        assert "Every cell was understood." in preview
        assert "None of the places this community looks at is in this file" not in preview
        page = lead.page("measure", key)
        assert [word for word in [year, *words] if word not in page] == []
    assert Place.objects.get(fips=HOME).full_name == "Kent County"
    listed = lead.page("list")
    assert [word for word in ("Health", "Economic vitality", "Safety", "Who lives here") if word not in listed] == []
    assert "Invented figures" not in listed


def test_undoing_one_import_takes_its_figures_and_leaves_the_others(shared_data, lead):
    lead.post(lead.url("places"), home=HOME)
    laus, estimates = (shared_data / path for path in FILES if "laus" in path or "co-est" in path)
    lead.import_file(laus)
    lead.import_file(estimates)
    release = Release.objects.get(file_name=laus.name)
    assert "Kent County" in lead.page("measure", "unemployment")
    lead.post(lead.url("import-undo", release.uid))
    assert "No figure yet" in lead.page("measure", "unemployment")
    assert "334,914,895" in lead.page("measure", "population")
    assert "undone" in lead.page("import")
    lead.import_file(laus)
    assert "summed from the counties" in lead.page("measure", "unemployment")
