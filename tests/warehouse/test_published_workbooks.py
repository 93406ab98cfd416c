"""The publisher's real workbooks, where they are present."""

import statistics

import pytest

from commonweal.warehouse import readers, services, workbooks
from commonweal.warehouse.methods.chr_workbook import read_workbook
from commonweal.warehouse.models import Release

FOLDER = "county-health-rankings/state-workbooks"
N_WORKBOOKS = 31
THREE_LAYOUTS = {
    "2017 County Health Rankings Virginia Data.xls": (2017, "Virginia", 133, 70),
    "2020 County Health Rankings Virginia Data.xlsx": (2020, "Virginia", 133, 77),
    "2022 County Health Rankings Delaware Data.xlsx": (2022, "Delaware", 3, 85),
}


def _read(path):
    return read_workbook(workbooks.sheets_of(path.read_bytes()))


def _value(reading, measure, fips):
    return next(o for o in reading.observations if (o.measure, o.fips) == (measure, fips))


@pytest.mark.parametrize("name", THREE_LAYOUTS)
def test_each_layout_is_read_without_a_fault(shared_data, name):
    reading = _read(shared_data / FOLDER / name)
    n_measures = len({o.measure for o in reading.observations})
    assert (reading.release_year, reading.state, len(reading.places) - 2, n_measures) == THREE_LAYOUTS[name]
    assert reading.faults == ()
    assert [o.measure for o in reading.observations if not o.source] == []


def test_values_are_the_publishers(shared_data):
    reading = _read(shared_data / FOLDER / "2022 County Health Rankings Delaware Data.xlsx")
    obesity = _value(reading, "adult-obesity", "10001")
    assert (obesity.value, obesity.period.label, obesity.estimate) == (41.2, "2019", "model")
    assert _value(reading, "mental-health-providers", "00000").value == pytest.approx(100_000 / 350)
    assert _value(reading, "primary-care-physicians", "10000").value == pytest.approx(75.583)


def test_hospital_stays_keep_the_unit_of_their_years(shared_data):
    old = _read(shared_data / FOLDER / "2017 County Health Rankings Virginia Data.xls")
    new = _read(shared_data / FOLDER / "2020 County Health Rankings Virginia Data.xlsx")
    assert _value(old, "preventable-hospital-stays-per-1000", "00000").value == 50
    assert _value(new, "preventable-hospital-stays", "00000").value == 4535


NATIONAL = "county-health-rankings/national"
ROUNDED_IN_WORKBOOK = {"primary-care-physicians", "dentists", "mental-health-providers", "other-primary-care-providers"}
"""The publisher's CSV has them per person, to fewer digits."""


def _by_place(reading):
    rows = reading.table.to_pylist()
    return {(row["measure"], row["fips"]): row for row in rows if row["fips"] != "00000"}


def test_the_national_workbook_says_what_the_national_csv_says(shared_data):
    """The publisher's two files of 2024 for Alabama and Wyoming: two layouts, two readers, the same values."""
    folder = shared_data / NATIONAL
    workbook = readers.read((folder / "2024_county_health_release_data_-_v1 (excerpt).xlsx").read_bytes())
    table = readers.read((folder / "analytic_data2024 (excerpt).csv").read_bytes())
    ours, theirs = _by_place(workbook), _by_place(table)
    assert (workbook.release_year, len(workbook.places), workbook.faults) == (2024, 93, ())
    assert ours.keys() == theirs.keys()
    differing = {
        key
        for key, row in ours.items()
        if row["value"] is not None
        and row["value"]
        != pytest.approx(theirs[key]["value"], abs=1e-5, rel=1e-4 if key[0] in ROUNDED_IN_WORKBOOK else 1e-6)
    }
    missing = {key for key, row in ours.items() if (row["value"] is None) != (theirs[key]["value"] is None)}
    assert differing == set()
    assert missing == {("premature-death", "56027")}
    assert [column.measure for column in workbook.left_out if column.reason == "unknown_measure"] == []


@pytest.mark.django_db
def test_a_real_workbook_is_imported(shared_data, now):
    path = shared_data / FOLDER / "2018 County Health Rankings California Data - v3.xls"
    release = services.import_file(file=path, by=None, now=now)
    assert (release.release_year, release.reading["state"], release.reading["n_counties"]) == (2018, "California", 58)


@pytest.mark.slow
@pytest.mark.django_db
def test_all_published_workbooks_are_imported(shared_data, now):
    paths = sorted((shared_data / FOLDER).iterdir())
    for path in paths:
        services.import_file(file=path, by=None, now=now)
    assert Release.objects.count() == len(paths) == N_WORKBOOKS
    assert sum(release.reading["n_faults"] for release in Release.objects.all()) == 0


@pytest.mark.slow
def test_published_z_scores_follow_from_the_values_read(shared_data):
    """An oracle of the publisher's own: z = (x - mean)/sd over the counties ranked, so the right columns were read."""
    sheets = workbooks.sheets_of((shared_data / FOLDER / "2022 County Health Rankings Georgia Data.xlsx").read_bytes())
    reading = read_workbook(sheets)
    rows = sheets["Ranked Measure Data"]
    block = next(i for i, name in enumerate(rows[0]) if name == "Adult obesity")
    column = next(i for i in range(block, len(rows[1])) if rows[1][i] == "Z-Score")
    ranked = {place.fips for place in reading.places if place.is_ranked}
    values = {o.fips: o.value for o in reading.observations if o.measure == "adult-obesity" and o.fips in ranked}
    mean, sd = statistics.fmean(values.values()), statistics.stdev(values.values())
    published = {row[0]: row[column] for row in rows[2:] if row[0] in values}
    assert {f: pytest.approx((v - mean) / sd, abs=1e-6) for f, v in values.items()} == published
