import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods.local_values import COLUMNS, MAX_ROWS, Fault, Known, checked, entries_in, years_in

KNOWN = Known(
    measures={"uninsured": "uninsured", "adults without insurance": "uninsured", "calls": "calls"},
    percents=frozenset({"uninsured"}),
    places={"99001": "99001", "prairie bend county": "99001", "99003": "99003"},
    home="99001",
)
GOOD = {"measure": "Adults  without insurance", "period": "2024", "value": "12.5"}


def test_a_row_is_checked_by_names_as_people_type_them():
    entry, faults = checked(GOOD | {"place": "Prairie Bend County", "numerator": 10.0, "denominator": "80"}, KNOWN)
    assert faults == []
    assert (entry.measure, entry.fips, str(entry.value), str(entry.denominator)) == (
        *("uninsured", "99001"),
        *("12.500000", "80.000000"),
    )


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"measure": "Nothing we know"}, [("measure", Fault.UNKNOWN_MEASURE)]),
        ({"place": "Elsewhere County"}, [("place", Fault.UNKNOWN_PLACE)]),
        ({"period": "last spring"}, [("period", Fault.NO_YEAR)]),
        ({"value": ""}, [("value", Fault.NO_NUMBER)]),
        ({"value": "NaN"}, [("value", Fault.NO_NUMBER)]),
        ({"value": "9" * 20, "measure": "calls"}, [("value", Fault.TOO_LARGE)]),
        ({"value": "120%"}, [("value", Fault.NOT_A_PERCENT)]),
        ({"numerator": "3"}, [("denominator", Fault.HALF_A_RATIO)]),
        ({"numerator": "3", "denominator": "0"}, [("denominator", Fault.NO_DENOMINATOR)]),
        ({"note": "x" * 501}, [("note", Fault.TOO_LONG)]),
    ],
)
def test_each_fault_is_named_with_its_field(typed, faults):
    assert checked(GOOD | typed, KNOWN) == (None, faults)


@given(
    st.dictionaries(
        st.sampled_from(COLUMNS), st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.booleans())
    )
)
def test_whatever_is_typed_gives_an_entry_or_a_fault(typed):
    entry, faults = checked(typed, KNOWN)
    assert (entry is None) is bool(faults)


@pytest.mark.parametrize(
    ("period", "years"),
    [("2023-24", [2023, 2024]), ("2019–2023", [2019, 2023]), ("2024-05-31", [2024]), ("2024-05", [2024]), ("", [])],
)
def test_years_of_a_period(period, years):
    assert years_in(period) == years


def test_a_sheet_is_read_by_its_names_wherever_they_stand():
    rows = [
        ["Our values"],
        ["Value", "x", "Period", "Measure"],
        [12.5, "", 2024.0, "Uninsured"],
        ["", "", "", ""],
        ["", "", "", "Uninsured"],
        [13.5, "", "2024", "adults without insurance"],
        ["many", "", "2024", "calls"],
    ]
    found, faults = entries_in(rows, KNOWN)
    assert [(row, entry.measure, entry.period) for row, entry in found] == [(3, "uninsured", "2024")]
    assert [(fault.row, fault.column, fault.fault, fault.text) for fault in faults] == [
        (6, "measure", Fault.TWICE, "adults without insurance"),
        (7, "value", Fault.NO_NUMBER, "many"),
    ]


def test_a_sheet_without_names_is_none():
    assert entries_in([["a", "b"], [1, 2]], KNOWN) is None


@pytest.mark.parametrize(("n_rows", "faults"), [(MAX_ROWS, []), (MAX_ROWS + 5, [(MAX_ROWS + 3, Fault.BEYOND)])])
def test_of_a_sheet_that_is_too_long_the_first_row_that_is_not_read_is_named(n_rows, faults):
    filled = [["calls", f"20{n % 90:02} {n}", 1] for n in range(n_rows)]
    rows = [["a title"], ["measure", "period", "value"], *filled, *[["", "", ""]] * 3]
    found, wrong = entries_in(rows, KNOWN)
    assert len(found) == MAX_ROWS
    assert [(fault.row, fault.fault) for fault in wrong] == faults
