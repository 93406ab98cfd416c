import pytest

from commonweal.warehouse.methods.chr_workbook import read_workbook
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.observations import CellFault, Estimate, PlaceKind, ValueStatus
from tests.factories.workbooks import ADDITIONAL, INTRODUCTION, RANKED, SOURCES, national_sheets, tiny_sheets


def _observation(reading, measure, fips):
    return next(o for o in reading.observations if (o.measure, o.fips) == (measure, fips))


def test_reading_names_year_state_and_places():
    reading = read_workbook(tiny_sheets())
    assert (reading.release_year, reading.state) == (2022, "Oxbow")
    assert [(p.fips, p.full_name, p.kind, p.is_ranked) for p in reading.places] == [
        ("00000", "United States", PlaceKind.NATION, None),
        ("99000", "Oxbow", PlaceKind.STATE, None),
        ("99001", "Prairie Bend County", PlaceKind.COUNTY, True),
        ("99003", "Otter Lake County", PlaceKind.COUNTY, False),
    ]


def test_value_comes_with_interval_period_and_the_cell_it_stood_in():
    value = _observation(read_workbook(tiny_sheets()), "adult-obesity", "99001")
    assert (value.value, value.lower, value.upper, value.status) == (41.2, 39.1, 43.0, ValueStatus.OK)
    assert (value.period.label, value.estimate) == ("2019", Estimate.MODEL)
    assert (value.sheet, value.column, value.row) == (RANKED, "% Adults with Obesity", 4)


def test_columns_may_stand_in_any_order():
    sheets = tiny_sheets()
    blocks = {"keys": range(3), "obesity": range(3, 8), "weight": range(8, 11), "dentists": range(11, 14)}
    order = [i for name in ("keys", "dentists", "weight", "obesity") for i in blocks[name]]
    sheets[RANKED] = [[row[i] for i in order] for row in sheets[RANKED]]
    assert sorted(o.value for o in read_workbook(sheets).observations if o.value) == sorted(
        o.value for o in read_workbook(tiny_sheets()).observations if o.value
    )


@pytest.mark.parametrize(
    ("measure", "fips", "status", "value"),
    [
        ("adult-obesity", "99003", ValueStatus.MISSING, None),
        ("low-birthweight", "99003", ValueStatus.UNRELIABLE, 6.1),
        ("juvenile-arrests", "99001", ValueStatus.SUPPRESSED, None),
        ("dentists", "99001", ValueStatus.OK, 100_000 / 1562),
        ("dentists", "99000", ValueStatus.OK, 50.0),
    ],
)
def test_statuses_are_typed(measure, fips, status, value):
    observation = _observation(read_workbook(tiny_sheets()), measure, fips)
    assert (observation.status, observation.value) == (status, value)


def test_nation_comes_from_the_sheet_of_sources():
    reading = read_workbook(tiny_sheets())
    assert {o.measure: o.value for o in reading.observations if o.fips == "00000"} == {
        "adult-obesity": 32.0,
        "low-birthweight": 8.0,
        "dentists": 100_000 / 1400,
    }


def test_nothing_is_left_out_silently():
    left_out = {(c.measure, c.column): c.reason for c in read_workbook(tiny_sheets()).left_out}
    assert left_out == {
        ("Adult obesity", "Z-Score"): "ranking",
        ("Adult obesity", "% Obese (Hispanic)"): "subgroup",
        ("Low birthweight", "Z-Score"): "ranking",
        ("Dentists", "# Dentists"): "count",
        ("Juvenile arrests", "Petitioned Cases"): "count",
        ("Brand new measure", "% New"): "unknown_measure",
    }


def test_the_workbook_of_the_nation_holds_every_state():
    reading = read_workbook(national_sheets())
    assert (reading.release_year, reading.state) == (2024, "")
    assert [place.fips for place in reading.places] == ["00000", "99000", "99001", "99003", "98000", "98001"]
    assert {place.is_ranked for place in reading.places} == {None}
    assert _observation(reading, "adult-obesity", "98001").value == 29.0
    assert _observation(reading, "adult-obesity", "00000").sheet == "Select Measure Sources & Years"


def test_the_workbook_of_the_nation_is_refused_without_its_sheet_of_sources():
    sheets = national_sheets()
    del sheets["Select Measure Sources &amp; Years"]
    with pytest.raises(WorkbookFault) as refusal:
        read_workbook(sheets)
    assert (refusal.value.kind, refusal.value.detail) == (FaultKind.MISSING_SHEET, "Select Measure Sources & Years")


def test_a_cell_that_means_nothing_is_listed_and_the_rest_is_read():
    reading = read_workbook(tiny_sheets())
    assert reading.faults == (CellFault(ADDITIONAL, 5, "Life Expectancy", "about 75"),)
    assert _observation(reading, "life-expectancy", "99001").value == 76.8


def test_an_interval_upside_down_is_dropped():
    sheets = tiny_sheets()
    sheets[RANKED][3][4:6] = [44.0, 40.0]
    observation = _observation(read_workbook(sheets), "adult-obesity", "99001")
    assert (observation.value, observation.lower, observation.upper) == (41.2, None, None)


def test_sections_with_headers_of_their_own_are_read():
    sheets = tiny_sheets()
    rows = sheets[SOURCES]
    sheets[SOURCES] = [["Health Outcomes"], *rows[:2], [""], ["Clinical Care (20%)"], rows[0], *rows[2:]]
    assert _observation(read_workbook(sheets), "dentists", "99000").period.label == "2020"


def _without(name):
    sheets = tiny_sheets()
    del sheets[name]
    return sheets


def _changed(name, rows):
    return tiny_sheets() | {name: rows(tiny_sheets()[name])}


@pytest.mark.parametrize(
    ("sheets", "kind", "detail"),
    [
        ({"Budget": [["a"]]}, FaultKind.OTHER_WORKBOOK, ""),
        (_without(RANKED), FaultKind.MISSING_SHEET, RANKED),
        (_without(SOURCES), FaultKind.MISSING_SHEET, SOURCES),
        (_without(INTRODUCTION), FaultKind.MISSING_SHEET, INTRODUCTION),
        (_changed(RANKED, lambda rows: rows[:2]), FaultKind.MISSING_COLUMNS, RANKED),
        (_changed(ADDITIONAL, lambda _: [["a"] * 5] * 5), FaultKind.MISSING_COLUMNS, ADDITIONAL),
        (_changed(INTRODUCTION, lambda _: [["Hello"]]), FaultKind.NO_YEAR, ""),
        (_changed(RANKED, lambda rows: rows[:2] + rows[3:]), FaultKind.NO_STATE_ROW, ""),
        (_changed(RANKED, lambda rows: [*rows, ["98001", *rows[3][1:]]]), FaultKind.SEVERAL_STATES, ""),
        (_changed(RANKED, lambda rows: [*rows, rows[3]]), FaultKind.DOUBLE_PLACE, "99001"),
    ],
)
def test_what_is_no_state_workbook_is_refused(sheets, kind, detail):
    with pytest.raises(WorkbookFault) as refusal:
        read_workbook(sheets)
    assert (refusal.value.kind, refusal.value.detail) == (kind, detail)


def test_workbook_without_a_known_measure_is_refused():
    rows = [["", "", "", "Unheard of"], ["FIPS", "State", "County", "% X"], ["99000", "Oxbow", "", 1.0]]
    with pytest.raises(WorkbookFault) as refusal:
        read_workbook(tiny_sheets() | {RANKED: rows, ADDITIONAL: rows})
    assert refusal.value.kind == FaultKind.NO_MEASURES
