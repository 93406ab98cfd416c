import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from commonweal.kernel import files
from commonweal.kernel.models import Event
from commonweal.warehouse import selectors, services
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.errors import AlreadyImported, AlreadyUndone, WorkbookRefused
from commonweal.warehouse.models import Place, Release
from tests.factories.workbooks import tiny_sheets, workbook_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "2019 wrong year.xlsx"
    path.write_bytes(workbook_bytes())
    return path


def test_import_keeps_release_places_and_values(workbook, now):
    release = services.import_file(file=workbook, by=None, now=now, scope="community:x")
    assert (release.title, release.release_year) == ("County Health Rankings & Roadmaps 2022, Oxbow", 2022)
    assert (release.licence, release.imported_for, release.n_rows) == ("CC BY-NC-SA 4.0", "community:x", 18)
    assert [(p.full_name, p.kind) for p in release.places.order_by("fips")] == [
        ("United States", PlaceKind.NATION),
        ("Oxbow", PlaceKind.STATE),
        ("Prairie Bend County", PlaceKind.COUNTY),
        ("Otter Lake County", PlaceKind.COUNTY),
    ]
    assert Place.objects.get(fips="99001").state.fips == "99000"


def test_import_writes_a_manifest_beside_the_values(workbook, now):
    release = services.import_file(file=workbook, by=None, now=now)
    manifest = json.loads((Path(settings.WAREHOUSE_DIR) / "manifests" / f"{release.uid}.json").read_text())
    assert manifest["parquet"] == {"sha256": release.parquet_address, "rows": 18}
    assert (manifest["licence"], manifest["vintage"], manifest["method_version"]) == ("CC BY-NC-SA 4.0", 2022, 2)
    assert {"sheet", "measure", "column", "reason"} == set(manifest["left_out"][0])


def test_import_of_a_stored_file_tells_its_progress(now):
    stored = files.put(workbook_bytes(), media_type="application/octet-stream", name="oxbow.xlsx")
    told = []
    release = services.import_file(file=stored, by=None, now=now, progress=lambda n, _words: told.append(n))
    assert (release.file_name, told) == ("oxbow.xlsx", [10, 50])


def test_values_can_be_read_back_at_some_places(workbook, now):
    release = services.import_file(file=workbook, by=None, now=now)
    rows = selectors.observations_at(release, ["99001"])
    assert [(row["measure"], row["value"], row["status"]) for row in rows] == [
        ("adult-obesity", 41.2, "ok"),
        ("dentists", 100_000 / 1562, "ok"),
        ("juvenile-arrests", None, "suppressed"),
        ("life-expectancy", 76.8, "ok"),
        ("low-birthweight", 9.2, "ok"),
    ]


def test_the_same_file_is_refused_kindly(workbook, now):
    services.import_file(file=workbook, by=None, now=now)
    with pytest.raises(AlreadyImported):
        services.import_file(file=workbook, by=None, now=now)
    assert Release.objects.count() == 1


def test_an_undone_import_keeps_its_history_and_may_be_made_again(workbook, now):
    first = services.import_file(file=workbook, by=None, now=now)
    services.undo_import(release=first, by=None, now=now + timedelta(hours=1))
    assert selectors.counties_to_choose().count() == 0
    second = services.import_file(file=workbook, by=None, now=now + timedelta(hours=2))
    assert list(selectors.releases()) == [second, first]
    verbs = Event.objects.filter(node=first.node).order_by("at").values_list("verb", flat=True)
    assert list(verbs) == ["release.imported", "release.undone"]


def test_an_import_is_undone_once(workbook, now):
    release = services.import_file(file=workbook, by=None, now=now)
    services.undo_import(release=release, by=None, now=now)
    with pytest.raises(AlreadyUndone):
        services.undo_import(release=release, by=None, now=now)


def test_a_refused_file_changes_nothing(tmp_path, now):
    path = tmp_path / "data.xls"
    path.write_bytes(b"<html><table></table></html>")
    with pytest.raises(WorkbookRefused, match="is a web page"):
        services.import_file(file=path, by=None, now=now)
    assert (Release.objects.count(), Place.objects.count()) == (0, 0)


def test_an_import_that_fails_half_way_changes_nothing(workbook, now, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr(services.events, "record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        services.import_file(file=workbook, by=None, now=now)
    assert (Release.objects.count(), Place.objects.count()) == (0, 0)


def test_a_later_release_does_not_rename_a_place(workbook, tmp_path, now):
    services.import_file(file=workbook, by=None, now=now)
    sheets = tiny_sheets()
    sheets["Ranked Measure Data"][3][2] = "Prairie Bend and Tolliver"
    later = tmp_path / "later.xlsx"
    later.write_bytes(workbook_bytes(sheets))
    services.import_file(file=later, by=None, now=now)
    assert Place.objects.get(fips="99001").full_name == "Prairie Bend County"


def test_counties_to_choose_are_searched_by_name_and_state(workbook, now):
    services.import_file(file=workbook, by=None, now=now)
    assert [c.name for c in selectors.counties_to_choose()] == ["Otter Lake", "Prairie Bend"]
    assert [c.name for c in selectors.counties_to_choose("prairie")] == ["Prairie Bend"]
    assert selectors.counties_to_choose("oxbow").count() == 2


def test_a_county_has_a_state():
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(fips="01001", kind=PlaceKind.COUNTY, name="Autauga", full_name="Autauga County")


def test_a_file_stands_imported_once(workbook, now):
    release = services.import_file(file=workbook, by=None, now=now)
    values = {f.attname: getattr(release, f.attname) for f in Release._meta.fields if f.name not in {"id", "uid"}}
    with pytest.raises(IntegrityError, match=r"release_once_per_file|file_sha256|node"), transaction.atomic():
        Release.objects.create(**values)
