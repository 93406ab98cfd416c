import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods import forecast
from commonweal.measures.methods.forecast import PERCENT, ForecastKind, Scale, Turn
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SERIES = st.lists(st.integers(-100, 100), min_size=3, max_size=30)
METHODS = [forecast.naive, forecast.drift, forecast.theil_sen_line]


@pytest.mark.parametrize("method", METHODS)
@given(values=SERIES, horizon=st.integers(1, 8))
def test_fans_open_and_the_wide_holds_the_narrow(method, values, horizon):
    found = method(values, horizon)
    widths = [fan.width for fan in found.fan_80]
    assert widths == sorted(widths)
    for mean, narrow, wide in zip(found.means, found.fan_80, found.fan_95, strict=True):
        assert wide.lower <= narrow.lower <= mean <= narrow.upper <= wide.upper


@pytest.mark.parametrize("method", METHODS)
@given(values=SERIES, shift=st.integers(-50, 50), factor=st.integers(1, 9))
def test_a_forecast_moves_and_grows_with_its_series(method, values, shift, factor):
    here, there = method(values, 3), method([value * factor + shift for value in values], 3)
    assert there.means == pytest.approx(tuple(mean * factor + shift for mean in here.means), abs=1e-6)


@pytest.mark.parametrize("method", [forecast.drift, forecast.theil_sen_line])
@given(start=st.integers(-50, 50), step=st.integers(-9, 9), n=st.integers(3, 20))
def test_a_straight_line_goes_on_straight(method, start, step, n):
    found = method([start + step * i for i in range(n)], 2)
    assert found.means == pytest.approx((start + step * n, start + step * (n + 1)))
    assert found.fan_95[0].width == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("n", "kind", "is_scenario"),
    [
        (4, ForecastKind.DRIFT, True),
        (6, ForecastKind.DRIFT, True),
        (7, ForecastKind.THEIL_SEN, False),
        (11, ForecastKind.THEIL_SEN, False),
    ],
)
def test_the_number_of_points_decides_what_is_drawn(n, kind, is_scenario):
    found = forecast.baseline([5 + i % 3 for i in range(n)], 2)
    assert (found.kind, found.is_scenario) == (kind, is_scenario)


def test_three_points_bear_no_forecast():
    assert forecast.baseline([1, 2, 3], 1) is None


def test_twelve_points_choose_the_simplest_that_is_nearly_best():
    assert forecast.baseline([3, 3, 4, 3, 3, 4, 3, 3, 4, 3, 3, 3], 1).kind in set(ForecastKind)
    rising = [2 * i + (i % 2) for i in range(14)]
    assert forecast.baseline(rising, 1).kind != ForecastKind.NAIVE


def test_the_simplest_wins_a_tie():
    assert forecast.best_kind([7] * 12) == ForecastKind.NAIVE


@given(st.lists(st.floats(1, 99), min_size=7, max_size=30), st.integers(1, 20))
def test_a_percentage_stays_between_its_limits(values, horizon):
    found = forecast.baseline(values, horizon, scale=PERCENT)
    assert all(0 <= fan.lower <= fan.upper <= 100 for fan in found.fan_95)
    assert len(found.means) == min(horizon, max(1, len(values) // 2))


def test_a_limit_that_was_reached_clips():
    found = forecast.baseline([40, 30, 20, 10, 5, 2, 0], 3, scale=PERCENT)
    assert min(found.means) == 0


def test_an_interruption_does_not_set_the_slope():
    calm = [50, 49, 48, 47, 46, 45, 44, 43, 42, 41]
    struck = [*calm[:6], 90, 95, *calm[8:]]
    found = forecast.baseline(struck, 1, left_out=[6, 7])
    assert found.kind == ForecastKind.THEIL_SEN
    assert found.means[0] == pytest.approx(40)


def test_few_points_beside_an_interruption_are_a_scenario():
    assert forecast.baseline([5, 6, 50, 8, 9], 1, left_out=[2]).is_scenario


@pytest.mark.parametrize(
    ("value", "turn"), [(5.0, Turn.AS_FORECAST), (6.5, Turn.BEYOND_80), (3.4, Turn.BEYOND_80), (30.0, Turn.BEYOND_95)]
)
def test_a_turn_is_judged_by_the_fan(value, turn):
    found = forecast.naive([5, 6, 5, 4, 5, 6, 5, 4, 5], 1)
    assert (round(found.fan_80[0].upper, 2), round(found.fan_95[0].upper, 2)) == (6.28, 6.96)
    assert forecast.turn_of(value, found, 1) == turn


@pytest.mark.parametrize(
    "refused",
    [
        lambda: forecast.naive([1], 1),
        lambda: forecast.naive([1, 2], 0),
        lambda: forecast.drift([1, 2], 1),
        lambda: forecast.theil_sen_line([1, 2, 3], 1, left_out=[0]),
        lambda: forecast.baseline([], 1),
        lambda: forecast.baseline([1, 2], 0),
        lambda: forecast.baseline([1, math.nan, 2, 3], 1),
        lambda: forecast.rolling_error([1, 2, 3, 4, 5], forecast.naive),
        lambda: Scale(1, 0),
        lambda: forecast.turn_of(1, forecast.naive([1, 2], 1), 2),
        lambda: forecast.turn_of(1, forecast.baseline([1, 2, 3, 4], 1), 1),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
