"""Where a measure goes "if we stay on our present course". Pure functions: no Django, no clock, no files.

The number of points decides what may be drawn at all. A forecast is an aid to the partners who agree on the
baseline of a turn-the-curve talk, not its judge. Values are one per period, in time order.

Source: Friedman, Results-Based Accountability; Hyndman and Athanasopoulos, Forecasting: Principles and
Practice, 3rd ed., sections 5.2 and 5.5; methods.md, section 9.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from commonweal.measures.methods.trend import theil_sen
from commonweal.warehouse.methods.distributions import two_sided_z
from commonweal.warehouse.methods.inputs import NotComputable, series
from commonweal.warehouse.methods.intervals import Interval

FEWEST_FOR_SCENARIO = 4
FEWEST_FOR_FAN = 7
FEWEST_FOR_CHOICE = 12
"""Fewest points for a scenario without a fan, for one with, and for a choice among methods by their errors."""

NEARLY_AS_GOOD = 1.05
"""The simplest method within 5 percent of the least error is taken."""


class ForecastKind(StrEnum):
    """How a forecast was made, from the simplest."""

    NAIVE = "naive"
    DRIFT = "drift"
    THEIL_SEN = "theil_sen"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The values to come, one per period, with their fans at 80 and 95 percent.

    A scenario has no fans: its points are too few to say how wide they would be.
    """

    kind: ForecastKind
    means: tuple[float, ...]
    fan_80: tuple[Interval, ...] = ()
    fan_95: tuple[Interval, ...] = ()

    @property
    def is_scenario(self) -> bool:
        """Whether the line must be drawn without a fan and called a scenario."""
        return not self.fan_80


@dataclass(frozen=True, slots=True)
class Scale:
    """The natural limits of a measure; within both, values are extrapolated on the logit scale."""

    lowest: float = -math.inf
    highest: float = math.inf

    def __post_init__(self) -> None:
        if not self.lowest < self.highest:
            raise NotComputable("The natural limits of the measure are not in order.")

    def bends(self, values: Sequence[float]) -> bool:
        """Whether the values can be taken to the logit scale: two limits, and none of them reached."""
        is_bounded = math.isfinite(self.lowest) and math.isfinite(self.highest)
        return is_bounded and all(self.lowest < value < self.highest for value in values)

    def out(self, value: float) -> float:
        """A value on the logit scale."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return math.log(share / (1 - share))

    def back(self, logit: float) -> float:
        """A value back from the logit scale."""
        share = 1 / (1 + math.exp(-logit)) if logit >= 0 else math.exp(logit) / (1 + math.exp(logit))
        return self.lowest + share * (self.highest - self.lowest)

    def clipped(self, value: float) -> float:
        """The value, or the limit it would pass."""
        return min(max(value, self.lowest), self.highest)


PERCENT = Scale(0, 100)
NOT_NEGATIVE = Scale(lowest=0)


def naive(values: Sequence[float], horizon: int) -> Forecast:
    """The last value for ever; its fan grows with the root of the distance.

    >>> naive([3, 5, 4], 1).means
    (4.0,)
    """
    values = series("the values", values, at_least=2)
    steps = [b - a for a, b in pairwise(values)]
    sigma = math.sqrt(math.fsum(step * step for step in steps) / len(steps))
    means = [values[-1]] * _periods(horizon)
    return _with_fans(ForecastKind.NAIVE, means, [sigma * math.sqrt(h) for h in range(1, horizon + 1)])


def drift(values: Sequence[float], horizon: int) -> Forecast:
    """The last value and the mean step so far; three values at least."""
    values = series("the values", values, at_least=3)
    n = len(values)
    step = (values[-1] - values[0]) / (n - 1)
    left = [b - a - step for a, b in pairwise(values)]
    sigma = math.sqrt(math.fsum(e * e for e in left) / (n - 2))
    ahead = range(1, _periods(horizon) + 1)
    spreads = [sigma * math.sqrt(h * (1 + h / (n - 1))) for h in ahead]
    return _with_fans(ForecastKind.DRIFT, [values[-1] + step * h for h in ahead], spreads)


def theil_sen_line(values: Sequence[float], horizon: int, *, left_out: Sequence[int] = ()) -> Forecast:
    """The Theil-Sen line carried on; ``left_out`` are positions that must not set its slope (an interruption)."""
    values = series("the values", values, at_least=3)
    kept = [i for i in range(len(values)) if i not in set(left_out)]
    if len(kept) < 3:
        raise NotComputable("Three points at least must be left to carry a line on.")
    line = theil_sen([values[i] for i in kept], kept)
    n, left = len(kept), [values[i] - line.at(i) for i in kept]
    sigma = math.sqrt(math.fsum(e * e for e in left) / (n - 2))
    ahead = range(1, _periods(horizon) + 1)
    spreads = [sigma * math.sqrt(h * (1 + h / (n - 1))) for h in ahead]
    return _with_fans(ForecastKind.THEIL_SEN, [line.at(len(values) - 1 + h) for h in ahead], spreads)


def baseline(
    values: Sequence[float], horizon: int, *, scale: Scale | None = None, left_out: Sequence[int] = ()
) -> Forecast | None:
    """What may be drawn of a series of so many points; null below four.

    4 to 6 points: a scenario by drift, without a fan. 7 to 11: a Theil-Sen line with its fan. From 12: the
    simplest of naive, drift and line whose errors over a rolling origin come within 5 percent of the least.
    An interruption that is left out always gives the line. The horizon is cut to half the history.

    Args:
        values: one per period, in time order.
        horizon: periods ahead, at least 1.
        scale: the natural limits; a share between two limits is carried on as a logit, others are clipped.
        left_out: positions, from 0, of an interruption.
    """
    values = series("the values", values)
    n_used = len(values) - len(set(left_out))
    if n_used < FEWEST_FOR_SCENARIO:
        _periods(horizon)
        return None
    limits = scale or Scale()
    bends = limits.bends(values)
    carried = [limits.out(value) for value in values] if bends else values
    ahead = min(_periods(horizon), max(1, len(values) // 2))
    if n_used < FEWEST_FOR_FAN:
        found = theil_sen_line(carried, ahead, left_out=left_out) if left_out else drift(carried, ahead)
        found = Forecast(found.kind, found.means)
    elif n_used < FEWEST_FOR_CHOICE or left_out:
        found = theil_sen_line(carried, ahead, left_out=left_out)
    else:
        found = _METHODS[best_kind(carried)](carried, ahead)
    return _mapped(found, limits.back if bends else limits.clipped)


def best_kind(values: Sequence[float]) -> ForecastKind:
    """The simplest method whose scaled error is within 5 percent of the least."""
    errors = {kind: rolling_error(values, method) for kind, method in _METHODS.items()}
    least = min(errors.values())
    return next(kind for kind, error in errors.items() if error <= least * NEARLY_AS_GOOD)


def rolling_error(values: Sequence[float], method: Callable[[Sequence[float], int], Forecast]) -> float:
    """The mean error one period ahead, from half the series on, over the mean step of the series (MASE).

    Source: Hyndman and Koehler (2006), International Journal of Forecasting 22:679.
    """
    values = series("the values", values, at_least=6)
    start = max(3, len(values) // 2)
    errors = [abs(values[i] - method(values[:i], 1).means[0]) for i in range(start, len(values))]
    steps = [abs(b - a) for a, b in pairwise(values)]
    scale = math.fsum(steps) / len(steps)
    return math.fsum(errors) / len(errors) / scale if scale else 0.0


class Turn(StrEnum):
    """A new value beside the forecast it is judged by."""

    AS_FORECAST = "as_forecast"
    BEYOND_80 = "beyond_80"
    BEYOND_95 = "beyond_95"


def turn_of(value: float, forecast: Forecast, ahead: int) -> Turn:
    """Whether a new value, so many periods ahead, lies outside the fan: success is doing better than the baseline."""
    if forecast.is_scenario or not 1 <= ahead <= len(forecast.means):
        raise NotComputable("The forecast has no fan for this period, so a turn cannot be judged by it.")
    if not forecast.fan_95[ahead - 1].holds(value):
        return Turn.BEYOND_95
    return Turn.AS_FORECAST if forecast.fan_80[ahead - 1].holds(value) else Turn.BEYOND_80


_METHODS: dict[ForecastKind, Callable[[Sequence[float], int], Forecast]] = {
    ForecastKind.NAIVE: naive,
    ForecastKind.DRIFT: drift,
    ForecastKind.THEIL_SEN: theil_sen_line,
}
"""From the simplest."""


def _periods(horizon: int) -> int:
    if horizon < 1:
        raise NotComputable("A forecast looks one period ahead at least.")
    return horizon


def _with_fans(kind: ForecastKind, means: Sequence[float], spreads: Sequence[float]) -> Forecast:
    fans = []
    for confidence in (0.80, 0.95):
        z = two_sided_z(confidence)
        pairs = zip(means, spreads, strict=True)
        fans.append(tuple(Interval(mean - z * s, mean + z * s, confidence) for mean, s in pairs))
    return Forecast(kind, tuple(map(float, means)), *fans)


def _mapped(forecast: Forecast, back: Callable[[float], float]) -> Forecast:
    """The forecast in the unit of the measure."""
    fans = [
        tuple(Interval(back(fan.lower), back(fan.upper), fan.confidence) for fan in fans)
        for fans in (forecast.fan_80, forecast.fan_95)
    ]
    return Forecast(forecast.kind, tuple(map(back, forecast.means)), *fans)
