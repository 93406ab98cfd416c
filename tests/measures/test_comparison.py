import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods import comparison
from commonweal.measures.methods.comparison import Measured, PlaceInPeers, Standing
from commonweal.measures.methods.direction import Better
from commonweal.warehouse.methods import intervals
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.intervals import Interval

pytestmark = pytest.mark.any_database

ESTIMATES = st.builds(Measured, st.floats(1, 1e5), st.floats(0.1, 100))
VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=40)
COUNTED = st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LOW_FIRST = [Standing.FAR_BELOW, Standing.BELOW, Standing.NOT_DIFFERENT, Standing.ABOVE, Standing.FAR_ABOVE]


@given(ESTIMATES, ESTIMATES)
def test_a_difference_turned_round_changes_its_sign(a, b):
    there, back = comparison.difference(a, b), comparison.difference(b, a)
    assert (back.value, back.z, back.p) == pytest.approx((-there.value, -there.z, there.p))
    assert back.interval.lower == pytest.approx(-there.interval.upper)


@given(ESTIMATES, ESTIMATES)
def test_a_ratio_turned_round_is_its_reciprocal(a, b):
    there, back = comparison.ratio(a, b), comparison.ratio(b, a)
    assert back.value * there.value == pytest.approx(1)
    assert back.interval.lower * there.interval.upper == pytest.approx(1)


@given(ESTIMATES, ESTIMATES)
def test_an_interval_without_zero_is_significant_at_its_level(a, b):
    found = comparison.difference(a, b)
    assert (found.p < 0.05) == (not found.interval.holds(0))


@given(st.floats(1, 1e4), st.floats(0.1, 100), st.sampled_from([0.9, 0.95]))
def test_the_standard_error_is_found_behind_an_interval(value, error, confidence):
    interval = intervals.normal_interval(value, error, confidence)
    assert comparison.standard_error_of(interval) == pytest.approx(error)


@given(COUNTED, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_overall_value_never_lifts_a_place(counted, one, other):
    low, high = sorted((one, other))
    against_low, against_high = (comparison.funnel_proportion(*counted, overall) for overall in (low, high))
    assert LOW_FIRST.index(against_high) <= LOW_FIRST.index(against_low)


@given(COUNTED)
def test_a_place_does_not_differ_from_its_own_rate(counted):
    count, n = counted
    assert comparison.funnel_proportion(count, n, count / n) == Standing.NOT_DIFFERENT
    assert comparison.funnel_rate(count, n, count / n) == Standing.NOT_DIFFERENT


@pytest.mark.parametrize(
    ("count", "standing"),
    [
        (100, Standing.NOT_DIFFERENT),
        (122, Standing.ABOVE),
        (140, Standing.FAR_ABOVE),
        (80, Standing.BELOW),
        (60, Standing.FAR_BELOW),
    ],
)
def test_a_rate_stands_by_two_pairs_of_limits(count, standing):
    assert comparison.funnel_rate(count, 1_000, 0.1) == standing


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=50))
def test_dispersion_stays_below_the_square_of_the_largest_score(z):
    plain = comparison.over_dispersion(z, winsorized=0)
    assert plain == pytest.approx(sum(value * value for value in z) / len(z))
    assert max(z, key=abs) ** 2 + 1e-9 >= comparison.over_dispersion(z)


@given(VALUES, st.integers(1, 10))
def test_groups_follow_the_values_and_their_direction(values, n_groups):
    groups = comparison.quantile_groups(values, better=Better.HIGHER, n_groups=n_groups)
    turned = comparison.quantile_groups([-value for value in values], better=Better.LOWER, n_groups=n_groups)
    assert groups == turned
    assert all(1 <= group <= n_groups for group in groups)
    assert [group for _value, group in sorted(zip(values, groups, strict=True))] == sorted(groups)


@given(st.integers(1, 9), st.integers(1, 6))
def test_groups_of_distinct_values_are_of_equal_size(n_groups, size):
    groups = comparison.quantile_groups(range(n_groups * size), better=Better.LOWER, n_groups=n_groups)
    assert sorted(groups) == sorted(list(range(1, n_groups + 1)) * size)


@given(VALUES, st.integers(-50, 50))
def test_percentiles_of_a_value_and_its_mirror_are_a_hundred(values, value):
    mirrored = comparison.among_peers(-value, [-other for other in values])
    assert comparison.among_peers(value, values) + mirrored == pytest.approx(100)


def test_peers_whose_interval_touches_ours_cannot_be_told_apart():
    peers = [(10, Interval(9, 11)), (12, Interval(11, 13)), (20, Interval(19, 21))]
    assert comparison.beside_peers(Interval(13, 15), 14, peers) == PlaceInPeers(pytest.approx(200 / 3), 3, 1)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Measured(math.nan, 1),
        lambda: Measured(1, -1),
        lambda: comparison.difference(Measured(1, 0), Measured(2, 0)),
        lambda: comparison.ratio(Measured(0, 1), Measured(2, 1)),
        lambda: comparison.ratio(Measured(1, 0), Measured(2, 0)),
        lambda: comparison.funnel_proportion(1, 0, 0.5),
        lambda: comparison.funnel_rate(1, 10, math.nan),
        lambda: comparison.over_dispersion([]),
        lambda: comparison.over_dispersion([1], winsorized=0.5),
        lambda: comparison.quantile_groups([], better=Better.LOWER),
        lambda: comparison.quantile_groups([1], better=Better.CONTEXT),
        lambda: comparison.among_peers(1, []),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
