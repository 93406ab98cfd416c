import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods import control_charts as charts
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

PERIOD = st.integers(20, 5_000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
PERIODS = st.lists(PERIOD, min_size=3, max_size=30)
OF_SIZES = [charts.p_chart, charts.u_chart, charts.p_prime_chart, charts.u_prime_chart]


@pytest.mark.parametrize("draw", OF_SIZES)
@given(periods=PERIODS)
def test_limits_lie_about_the_pooled_rate(draw, periods):
    counts, sizes = zip(*periods, strict=True)
    chart = draw(counts, sizes)
    pooled = sum(counts) / sum(sizes)
    for lower, centre, upper in zip(chart.lower, chart.centre, chart.upper, strict=True):
        assert centre == pytest.approx(pooled)
        assert 0 <= lower <= centre + 1e-12
        assert upper >= centre - 1e-12


@given(PERIODS)
def test_shares_stay_between_zero_and_one(periods):
    chart = charts.p_chart(*zip(*periods, strict=True))
    assert min(chart.lower) >= 0
    assert max(chart.upper) <= 1


@given(PERIODS)
def test_larger_denominators_have_narrower_limits(periods):
    counts, sizes = zip(*periods, strict=True)
    upper = charts.u_chart(counts, sizes).upper
    by_size = [limit for _n, limit in sorted(zip(sizes, upper, strict=True))]
    assert by_size == sorted(by_size, reverse=True)


@given(PERIODS)
def test_what_lies_outside_is_beyond_a_limit(periods):
    chart = charts.u_chart(*zip(*periods, strict=True))
    inside = set(range(len(periods))) - set(chart.outside)
    assert all(chart.lower[i] <= chart.values[i] <= chart.upper[i] for i in inside)
    assert all(not chart.lower[i] <= chart.values[i] <= chart.upper[i] for i in chart.outside)


def test_laney_widens_the_limits_of_large_denominators_that_really_differ():
    counts, sizes = [9_000, 9_500, 9_100, 9_600, 9_050, 9_450], [10_000] * 6
    plain, prime = charts.p_chart(counts, sizes), charts.p_prime_chart(counts, sizes)
    assert plain.outside == (0, 1, 2, 3, 4, 5)
    assert prime.outside == ()
    assert prime.is_over_dispersed
    assert charts.prefers_prime(sizes, prime)


def test_a_c_chart_is_a_u_chart_of_ones():
    counts = [3, 5, 4, 6, 2, 9]
    c, u = charts.c_chart(counts), charts.u_chart(counts, [1] * 6)
    assert (c.lower, c.upper) == (u.lower, u.upper)


def test_points_left_out_of_the_baseline_are_still_judged():
    chart = charts.c_chart([4, 5, 4, 5, 40], baseline=range(4))
    assert (chart.centre[0], chart.outside) == (4.5, (4,))


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=30), st.floats(0.01, 100))
def test_time_between_scales_with_its_unit(times, factor):
    hours, other = charts.t_chart(times), charts.t_chart([time * factor for time in times])
    assert other.upper[0] == pytest.approx(hours.upper[0] * factor, rel=1e-6)
    assert other.centre[0] == pytest.approx(hours.centre[0] * factor, rel=1e-6)


@given(PERIODS)
def test_i_prime_of_equal_sizes_has_one_pair_of_limits(periods):
    counts = [count for count, _n in periods]
    chart = charts.i_prime_chart(counts, [50] * len(counts))
    assert (len(set(chart.lower)), len(set(chart.upper))) == (1, 1)
    assert chart.lower[0] <= chart.centre[0] <= chart.upper[0]


@given(st.lists(st.integers(0, 500), min_size=2, max_size=30))
def test_cases_between_have_the_median_as_centre_and_no_limit_below_zero(cases):
    chart = charts.g_chart(cases)
    assert min(cases) <= chart.centre[0] <= max(cases)
    assert chart.lower[0] >= 0


@pytest.mark.parametrize(
    "refused",
    [
        lambda: charts.p_chart([1, 2], [10, 0]),
        lambda: charts.p_chart([11, 2], [10, 10]),
        lambda: charts.u_chart([1], [10]),
        lambda: charts.u_chart([1, -2], [10, 10]),
        lambda: charts.u_chart([1, 2, 3], [10, 10]),
        lambda: charts.c_chart([math.nan, 2]),
        lambda: charts.c_chart([]),
        lambda: charts.p_prime_chart([0, 0, 0], [10, 10, 10]),
        lambda: charts.g_chart([-1, 2]),
        lambda: charts.t_chart([0, 2]),
        lambda: charts.i_prime_chart([1, 2], [1, 0]),
        lambda: charts.i_chart([3]),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
