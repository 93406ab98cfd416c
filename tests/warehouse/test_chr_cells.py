import datetime as dt

import pytest

from commonweal.warehouse.methods.chr_cells import (
    fips_of,
    nation_value_of,
    period_of,
    plain_name,
    rate_of_ratio,
    value_of,
)
from commonweal.warehouse.methods.observations import Period, Unit, ValueStatus


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        (12.5, 12.5, ValueStatus.OK),
        ("1,234.5", 1234.5, ValueStatus.OK),
        ("$61,200", 61200.0, ValueStatus.OK),
        ("41 %", 41.0, ValueStatus.OK),
        ("", None, ValueStatus.MISSING),
        (None, None, ValueStatus.MISSING),
        ("NA", None, ValueStatus.MISSING),
        ("1-4", None, ValueStatus.SUPPRESSED),
        ("<20", None, ValueStatus.SUPPRESSED),
        ("x", None, ValueStatus.UNRELIABLE),
        ("Unreliable", None, ValueStatus.UNRELIABLE),
        ("NR", None, ValueStatus.NOT_RANKED),
    ],
)
def test_value_has_its_status(cell, value, status):
    reading = value_of(cell, Unit.PERCENT)
    assert (reading.value, reading.status, reading.is_understood) == (value, status, True)


@pytest.mark.parametrize("cell", ["about 75", "#DIV/0!", float("nan"), float("inf"), True, dt.date(2020, 1, 1)])
def test_value_that_means_nothing_is_said_so(cell):
    reading = value_of(cell, Unit.PERCENT)
    assert (reading.value, reading.status, reading.is_understood) == (None, ValueStatus.MISSING, False)


@pytest.mark.parametrize(("cell", "value"), [("Yes", 1.0), ("No", 0.0), (True, 1.0)])
def test_presence_is_one_or_zero(cell, value):
    assert value_of(cell, Unit.YES_NO).value == value


@pytest.mark.parametrize(
    ("cell", "rate"),
    [
        ("1562:1", 100_000 / 1562),
        ("1,000:1", 100.0),
        (dt.timedelta(days=10, hours=10, minutes=1), 400.0),  # Excel's reading of 250:1
        (dt.timedelta(hours=3), None),
        ("0:1", None),
        ("1:2", None),
        (13.75, None),
    ],
)
def test_ratio_becomes_a_rate(cell, rate):
    assert rate_of_ratio(cell) == rate


@pytest.mark.parametrize(
    ("cell", "fips"), [(1001.0, "01001"), ("1001", "01001"), ("51510", "51510"), ("x", ""), ("", "")]
)
def test_fips_keeps_its_zeros(cell, fips):
    assert fips_of(cell) == fips


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2016-2018", 2016, 2018),
        (2019.0, 2019, 2019),
        ("2014&2016", 2014, 2016),
        ("FY2013-14", 2013, 2014),
        ("", None, None),
    ],
)
def test_period_has_its_years(cell, first, last):
    period = period_of(cell)
    assert (period.start_year, period.end_year) == (first, last)


def test_period_keeps_the_label():
    assert period_of(2019.0) == Period("2019", 2019, 2019)


def test_nation_percent_is_not_a_fraction():
    assert nation_value_of(0.28, Unit.PERCENT, is_ratio=False) == 28.0


@pytest.mark.parametrize("name", ["Uninsured‡", "uninsured*+", " Uninsured\xa0", "Uninsured1"])
def test_names_lose_their_footnote_marks(name):
    assert plain_name(name) == "uninsured"
