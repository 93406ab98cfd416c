import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from commonweal.warehouse.methods import distributions, intervals
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

COUNTS = st.integers(min_value=0, max_value=20_000)
CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.998])
SHARES = st.integers(min_value=1, max_value=100_000).flatmap(
    lambda n: st.tuples(st.integers(min_value=0, max_value=n), st.just(n))
)
NOT_NUMBERS = [math.nan, math.inf, -math.inf]


@given(SHARES, CONFIDENCES)
def test_wilson_holds_its_proportion_within_zero_and_one(share, confidence):
    count, n = share
    interval = intervals.wilson(count, n, confidence)
    assert 0 <= interval.lower <= count / n <= interval.upper <= 1


@given(SHARES, CONFIDENCES)
def test_wilson_of_those_who_do_not_mirrors_that_of_those_who_do(share, confidence):
    count, n = share
    yes, no = intervals.wilson(count, n, confidence), intervals.wilson(n - count, n, confidence)
    assert (yes.lower, yes.upper) == pytest.approx((1 - no.upper, 1 - no.lower), abs=1e-9)


@given(SHARES)
def test_wilson_is_the_score_interval_of_scipy(share):
    count, n = share
    oracle = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    interval = intervals.wilson(count, n)
    assert (interval.lower, interval.upper) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


@given(COUNTS, CONFIDENCES)
def test_exact_poisson_limits_leave_half_the_doubt_on_each_side(count, confidence):
    interval = intervals.exact_poisson(count, confidence)
    tail = (1 - confidence) / 2
    assert stats.poisson.cdf(count, interval.upper) == pytest.approx(tail, rel=1e-6)
    assert interval.lower == 0 if count == 0 else stats.poisson.sf(count - 1, interval.lower) == pytest.approx(tail)


@given(st.integers(min_value=10, max_value=20_000))
def test_byar_is_close_to_exact_from_ten_events(count):
    exact, byar = intervals.exact_poisson(count), intervals.byar(count)
    assert (byar.lower, byar.upper) == pytest.approx((exact.lower, exact.upper), rel=0.005)


@pytest.mark.parametrize(("count", "is_exact"), [(0, True), (9, True), (10, False), (500, False)])
def test_counts_below_ten_are_exact(count, is_exact):
    expected = intervals.exact_poisson(count) if is_exact else intervals.byar(count)
    assert intervals.poisson(count) == expected


@given(COUNTS, CONFIDENCES)
def test_more_events_move_both_limits_up(count, confidence):
    fewer, more = intervals.poisson(count, confidence), intervals.poisson(count + 10, confidence)
    assert fewer.lower < more.lower
    assert fewer.upper < more.upper


@given(COUNTS)
def test_more_confidence_is_a_wider_interval(count):
    assert intervals.poisson(count, 0.8).width < intervals.poisson(count, 0.95).width


@given(COUNTS, st.integers(min_value=1, max_value=10**7), st.sampled_from([1, 1_000, 100_000]))
def test_a_rate_changes_only_its_unit_with_the_multiplier(count, denominator, per):
    one, many = intervals.rate(count, denominator), intervals.rate(count, denominator, per=per)
    assert (many.value, many.interval.upper) == pytest.approx((one.value * per, one.interval.upper * per))
    assert many.interval.holds(many.value)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_mean_has_the_t_interval_of_scipy(values):
    assume(max(values) - min(values) > 1e-3)
    found = intervals.mean(values)
    low, high = stats.t.interval(0.95, len(values) - 1, loc=sum(values) / len(values), scale=stats.sem(values))
    assert (found.interval.lower, found.interval.upper) == pytest.approx((low, high), rel=1e-6, abs=1e-6)


@given(st.integers(min_value=0, max_value=200), st.floats(0.001, 0.999))
def test_the_quantile_of_fair_coins_is_the_smallest_that_reaches_its_probability(n, p):
    k = distributions.binomial_half_quantile(p, n)
    assert stats.binom.cdf(k, n, 0.5) >= p - 1e-12
    assert k == 0 or stats.binom.cdf(k - 1, n, 0.5) < p + 1e-12


@pytest.mark.parametrize(
    "refused",
    [
        lambda: intervals.wilson(1, 0),
        lambda: intervals.wilson(-1, 10),
        lambda: intervals.wilson(11, 10),
        lambda: intervals.wilson(1, 10, 1.0),
        lambda: intervals.poisson(-1),
        lambda: intervals.byar(-0.5),
        lambda: intervals.rate(1, 0),
        lambda: intervals.mean([3.0]),
        lambda: intervals.normal_interval(1, -1),
        *(lambda bad=bad: intervals.wilson(bad, 10) for bad in NOT_NUMBERS),
        *(lambda bad=bad: intervals.exact_poisson(bad) for bad in NOT_NUMBERS),
        *(lambda bad=bad: intervals.mean([1, bad]) for bad in NOT_NUMBERS),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
