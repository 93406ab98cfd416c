"""How one place stands beside another, or among many. Pure functions: no Django, no clock, no files."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.measures.methods.direction import Better
from commonweal.warehouse.methods import intervals
from commonweal.warehouse.methods.distributions import two_sided_normal_p
from commonweal.warehouse.methods.inputs import (
    NotComputable,
    finite,
    not_negative,
    positive,
    series,
)
from commonweal.warehouse.methods.intervals import Estimate, Interval, normal_interval


@dataclass(frozen=True, slots=True)
class Measured:
    """An independent estimate and its standard error, in one unit."""

    value: float
    standard_error: float

    def __post_init__(self) -> None:
        finite("the value", self.value)
        not_negative("the standard error", self.standard_error)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference or a ratio of two estimates; ``p`` is two-sided, for no difference."""

    value: float
    interval: Interval
    z: float

    @property
    def p(self) -> float:
        """How often chance alone would set them at least so far apart."""
        return two_sided_normal_p(self.z)


class Standing(StrEnum):
    """A place against an overall value: beyond its 99.8 percent limits, its 95 percent limits, or neither."""

    FAR_ABOVE = "far_above"
    ABOVE = "above"
    NOT_DIFFERENT = "not_different"
    BELOW = "below"
    FAR_BELOW = "far_below"


@dataclass(frozen=True, slots=True)
class PlaceInPeers:
    """Where a value stands among others. ``n_overlapping`` cannot be told apart from it."""

    percentile: float
    n_peers: int
    n_overlapping: int


def standard_error_of(interval: Interval) -> float:
    """The standard error behind a published interval that is symmetric about its value."""
    from_one = normal_interval(0, 1, interval.confidence)
    return interval.width / from_one.width


def difference(a: Measured, b: Measured, *, confidence: float = 0.95) -> Contrast:
    """The first less the second.

    >>> contrast = difference(Measured(41, 1), Measured(34, 1))
    >>> round(contrast.z, 2), contrast.interval.holds(0)
    (4.95, False)

    Raises:
        NotComputable: if neither has a standard error.
    """
    error = positive("the standard error of the difference", math.hypot(a.standard_error, b.standard_error))
    value = a.value - b.value
    return Contrast(value, normal_interval(value, error, confidence), value / error)


def ratio(a: Measured, b: Measured, *, confidence: float = 0.95) -> Contrast:
    """The first over the second, both above zero; its interval is symmetric on the logarithmic scale."""
    value = positive("the first value", a.value) / positive("the second value", b.value)
    error = math.hypot(a.standard_error / a.value, b.standard_error / b.value)
    positive("the standard error of the ratio", error)
    on_log = normal_interval(math.log(value), error, confidence)
    return Contrast(
        value, Interval(math.exp(on_log.lower), math.exp(on_log.upper), confidence), math.log(value) / error
    )


def mover_difference(a: Estimate, b: Estimate) -> Interval:
    """The interval of the first less the second, from two intervals of any shape and one confidence.

    Source: Zou and Donner (2008), Statistics in Medicine 27:1693; for shares it is Newcombe's.
    """
    if a.interval.confidence != b.interval.confidence:
        raise NotComputable("The two intervals differ in confidence.")
    apart = a.value - b.value
    below = math.hypot(a.value - a.interval.lower, b.interval.upper - b.value)
    above = math.hypot(a.interval.upper - a.value, b.value - b.interval.lower)
    return Interval(apart - below, apart + above, a.interval.confidence)


def funnel_proportion(count: float, n: float, overall: float) -> Standing:
    """A place's share against the overall one, by its Wilson limits at 95 and 99.8 percent.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185; UK Health Security Agency.
    """
    return _standing(overall, intervals.wilson(count, n), intervals.wilson(count, n, 0.998))


def funnel_rate(count: float, denominator: float, overall: float) -> Standing:
    """A place's rate (events per unit of its denominator) against the overall one, by its Poisson limits."""
    usual, wide = (intervals.rate(count, denominator, confidence=level).interval for level in (0.95, 0.998))
    return _standing(overall, usual, wide)


def over_dispersion(z: Sequence[float], *, winsorized: float = 0.1) -> float:
    """By how much places scatter more than chance: the mean squared z, its extremes drawn in; 1 is chance.

    Limits of a funnel widen by its square root where it exceeds 1 + 2 √(2/k) for k places.

    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185.
    """
    ordered = sorted(series("the scores", z))
    if not 0 <= winsorized < 0.5:
        raise NotComputable("The part to draw in lies between 0 and one half.")
    cut = int(len(ordered) * winsorized)
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return math.fsum(min(max(value, low), high) ** 2 for value in ordered) / len(ordered)


def quantile_groups(values: Sequence[float], *, better: Better, n_groups: int = 10) -> tuple[int, ...]:
    """The group of each value among all, 1 for the worst; equal values share a group. Ten groups are deciles.

    >>> quantile_groups([5, 1, 3, 2], better=Better.LOWER, n_groups=2)
    (1, 2, 1, 2)

    Source: the rule of the UK Health Security Agency's indicator methods.
    """
    values = series("the values", values)
    if n_groups < 1 or better == Better.CONTEXT:
        raise NotComputable("Groups take one group at least and a better direction.")
    sign = 1 if better == Better.HIGHER else -1
    n = len(values)
    groups = []
    for value in values:
        n_worse = sum(sign * other < sign * value for other in values)
        groups.append(n_groups + 1 - -(-(n - n_worse) * n_groups // n))
    return tuple(groups)


def among_peers(value: float, peers: Sequence[float]) -> float:
    """The percentile of a value among its peers: percent below it, those equal counted half.

    >>> among_peers(3, [1, 2, 3, 4])
    62.5
    """
    value, others = finite("the value", value), series("the peers", peers)
    below = sum(other < value for other in others) + sum(other == value for other in others) / 2
    return below / len(others) * 100


def beside_peers(here: Interval, value: float, peers: Sequence[tuple[float, Interval]]) -> PlaceInPeers:
    """Percentile of a value among peers, and how many of them it cannot be told apart from."""
    percentile = among_peers(value, [other for other, _interval in peers])
    overlapping = sum(interval.lower <= here.upper and here.lower <= interval.upper for _other, interval in peers)
    return PlaceInPeers(percentile, len(peers), overlapping)


def _standing(overall: float, usual: Interval, wide: Interval) -> Standing:
    overall = finite("the overall value", overall)
    if wide.lower > overall:
        return Standing.FAR_ABOVE
    if wide.upper < overall:
        return Standing.FAR_BELOW
    if usual.lower > overall:
        return Standing.ABOVE
    return Standing.BELOW if usual.upper < overall else Standing.NOT_DIFFERENT
