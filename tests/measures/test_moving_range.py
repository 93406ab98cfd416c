import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods.moving_range import (
    EXACT_FACTOR,
    mean_moving_range,
    moving_ranges,
    natural_limits,
)
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SERIES = st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=40)


def test_montgomerys_weekly_costs():
    costs = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
    limits = natural_limits(costs, factor=EXACT_FACTOR)
    assert (limits.centre, round(limits.upper, 2), round(limits.lower, 2)) == (300.5, 321.22, 279.78)
    assert round(limits.range_upper, 2) == 25.45


@given(SERIES, st.integers(-1_000, 1_000), st.booleans())
def test_limits_move_with_the_series(values, shift, screen):
    here = natural_limits(values, screen=screen)
    there = natural_limits([value + shift for value in values], screen=screen)
    assert (there.lower, there.upper) == pytest.approx((here.lower + shift, here.upper + shift), abs=1e-6)


@given(SERIES)
def test_a_series_turned_over_or_round_has_the_same_width(values):
    width = natural_limits(values).mean_range
    assert natural_limits([-value for value in values]).mean_range == pytest.approx(width)
    assert natural_limits(values[::-1]).mean_range == pytest.approx(width)


@given(SERIES)
def test_screening_never_widens_limits(values):
    assert mean_moving_range(values, screen=True) <= mean_moving_range(values, screen=False) + 1e-9


@given(SERIES)
def test_near_limits_lie_two_thirds_of_the_way(values):
    limits = natural_limits(values)
    assert limits.near_upper - limits.centre == pytest.approx((limits.upper - limits.centre) * 2 / 3)
    assert limits.lower <= limits.near_lower <= limits.centre <= limits.near_upper <= limits.upper


def test_limits_know_only_their_baseline():
    assert natural_limits([1, 2, 1, 2, 900], baseline=range(4)) == natural_limits([1, 2, 1, 2])


@pytest.mark.parametrize(("n", "is_trial"), [(11, True), (12, False)])
def test_limits_of_fewer_than_twelve_points_are_trial_limits(n, is_trial):
    assert natural_limits(list(range(n))).is_trial == is_trial


@given(SERIES)
def test_there_is_one_moving_range_fewer_than_points(values):
    assert len(moving_ranges(values)) == len(values) - 1
    assert all(found >= 0 for found in moving_ranges(values))


@pytest.mark.parametrize(
    "refused",
    [
        lambda: natural_limits([]),
        lambda: natural_limits([1]),
        lambda: natural_limits([1, math.nan]),
        lambda: natural_limits([1, 2, 3], baseline=[0]),
        lambda: natural_limits([1, 2, 3], baseline=[0, 3]),
        lambda: natural_limits([1, 2, 3], baseline=[1, 0]),
        lambda: natural_limits([1, 2, 3], baseline=[1, 1]),
        lambda: mean_moving_range([1], screen=True),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
