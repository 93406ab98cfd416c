import math
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from commonweal.measures.methods.trend import (
    EXACT_UP_TO,
    hamed_rao,
    mann_kendall,
    seasonal_kendall,
    seasonal_slope,
    theil_sen,
)
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SERIES = st.lists(st.integers(-20, 20), min_size=3, max_size=30)
SHORT = st.lists(st.integers(0, 5), min_size=3, max_size=7)


@settings(max_examples=30)
@given(SHORT)
def test_exact_p_counts_all_orders_of_the_values(values):
    score = abs(mann_kendall(values).s)
    orders = [mann_kendall(order).s for order in set(permutations(values))]
    assert mann_kendall(values).p_exact == pytest.approx(sum(abs(s) >= score for s in orders) / len(orders))


@given(st.permutations(range(8)))
def test_exact_p_without_ties_is_that_of_scipy(values):
    assert mann_kendall(values).p == pytest.approx(stats.kendalltau(range(8), values, method="exact").pvalue)


@given(SERIES)
def test_tau_b_is_that_of_scipy(values):
    assume(len(set(values)) > 1)
    assert mann_kendall(values).tau_b == pytest.approx(stats.kendalltau(range(len(values)), values).statistic)


@given(SERIES)
def test_time_turned_round_turns_the_trend_round(values):
    there, back = mann_kendall(values), mann_kendall(values[::-1])
    assert (back.s, back.p, back.variance) == (-there.s, there.p, there.variance)


@given(SERIES, st.integers(1, 9), st.integers(-50, 50))
def test_the_test_knows_neither_unit_nor_zero(values, factor, shift):
    assert mann_kendall([value * factor + shift for value in values]) == mann_kendall(values)


@given(st.lists(st.integers(-20, 20), min_size=3, max_size=4))
def test_four_points_can_never_be_significant(values):
    assert mann_kendall(values).p > 0.08
    assert not mann_kendall(values).can_be_significant


@pytest.mark.parametrize(("n", "is_exact"), [(EXACT_UP_TO, True), (EXACT_UP_TO + 1, False)])
def test_short_series_are_tested_exactly(n, is_exact):
    test = mann_kendall(range(n))
    assert (test.p_exact is not None) == is_exact
    assert test.p == (test.p_exact if is_exact else test.p_normal)


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=25))
def test_the_slope_and_its_interval_are_those_of_scipy(values):
    found, oracle = theil_sen(values), stats.theilslopes(values)
    assert found.slope == pytest.approx(oracle.slope, abs=1e-9)
    ends = (found.slope_interval.lower, found.slope_interval.upper)
    assert ends == pytest.approx((oracle.low_slope, oracle.high_slope), abs=1e-9)


@given(SERIES, st.integers(-5, 5), st.integers(-50, 50))
def test_a_line_added_to_a_series_is_added_to_its_slope(values, slope, intercept):
    line = theil_sen([value + slope * i + intercept for i, value in enumerate(values)])
    assert line.slope == pytest.approx(theil_sen(values).slope + slope)


@given(st.lists(st.integers(-20, 20), min_size=6, max_size=30))
def test_one_wild_point_does_not_carry_the_line_away(values):
    start = [value + 100 * i for i, value in enumerate(values)]
    assert theil_sen([*start[:-1], start[-1] + 10**6]).slope > 50


@given(SERIES)
def test_times_may_be_years_with_a_gap(values):
    years = [2001 + 2 * i for i in range(len(values))]
    assert theil_sen(values, years).slope == pytest.approx(theil_sen(values).slope / 2)


def test_autocorrelation_makes_a_trend_less_certain():
    values = [10, 11, 12, 12, 11, 10, 9, 9, 10, 12, 14, 15, 15, 14, 13, 12, 12, 13, 15, 17]
    assert hamed_rao(values).variance > mann_kendall(values).variance
    assert hamed_rao(values).p > mann_kendall(values).p


@given(st.lists(st.integers(-20, 20), min_size=4, max_size=30))
def test_the_modified_test_keeps_the_score_and_a_variance(values):
    modified = hamed_rao(values)
    assert modified.s == mann_kendall(values).s
    assert 0 <= modified.p <= 1


@given(st.lists(st.integers(-20, 20), min_size=12, max_size=24))
def test_seasons_that_differ_by_level_alone_do_not_matter(values):
    lifted = [value + 100 * (i % 4) for i, value in enumerate(values)]
    assert seasonal_kendall(lifted, period=4).s == seasonal_kendall(values, period=4).s
    assert seasonal_slope(lifted, period=4) == seasonal_slope(values, period=4)


@given(SERIES)
def test_one_season_is_the_plain_test(values):
    seasonal, plain = seasonal_kendall(values, period=1), mann_kendall(values)
    assert (seasonal.s, seasonal.variance, seasonal.z) == (plain.s, plain.variance, plain.z)
    assert seasonal_slope(values, period=1) == theil_sen(values).slope


def test_a_series_that_never_changes_has_no_trend():
    test = mann_kendall([5] * 12)
    assert (test.s, test.z, test.p, test.tau_b) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: mann_kendall([1, 2]),
        lambda: mann_kendall([1, 2, math.nan]),
        lambda: theil_sen([1]),
        lambda: theil_sen([1, 2], [3, 3]),
        lambda: theil_sen([1, 2], [3]),
        lambda: hamed_rao([1, 2, 3], alpha=0),
        lambda: seasonal_kendall([1, 2, 3], period=2),
        lambda: seasonal_kendall([1, 2, 3], period=0),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
