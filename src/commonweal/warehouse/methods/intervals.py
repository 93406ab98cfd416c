"""Confidence intervals of proportions, counts, rates and means. Pure functions: no Django, no clock, no files.

Counts may be fractions: some publishers give weighted ones. Every interval is two-sided.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.distributions import gamma_quantile, t_quantile, two_sided_z
from commonweal.warehouse.methods.inputs import NotComputable, not_negative, positive, probability, series

EXACT_BELOW = 10
"""Counts below this get exact Poisson limits, others Byar's approximation (UK Health Security Agency)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From lower to upper, in the unit of the estimate; ``confidence`` is a fraction, 0.95."""

    lower: float
    upper: float
    confidence: float = 0.95

    @property
    def width(self) -> float:
        """How far the ends lie apart."""
        return self.upper - self.lower

    def holds(self, value: float) -> bool:
        """Whether the value lies inside or on an end."""
        return self.lower <= value <= self.upper

    def times(self, factor: float) -> "Interval":
        """The interval in another unit; ``factor`` is above 0."""
        return Interval(self.lower * factor, self.upper * factor, self.confidence)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its interval, both in one unit."""

    value: float
    interval: Interval


def wilson(count: float, n: float, confidence: float = 0.95) -> Interval:
    """The Wilson score interval of a proportion, as fractions from 0 to 1.

    >>> interval = wilson(1, 100)
    >>> round(interval.lower, 4), round(interval.upper, 4)
    (0.0018, 0.0545)

    Raises:
        NotComputable: if ``n`` is not above 0, or ``count`` does not lie between 0 and ``n``.

    Source: Wilson (1927), JASA 22:209.
    """
    count, n = not_negative("the count", count), positive("the denominator", n)
    if count > n:
        raise NotComputable("The count is larger than its denominator.")
    z = two_sided_z(confidence)
    p = count / n
    centre = p + z * z / (2 * n)
    reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    lower = 0.0 if count == 0 else max(0.0, (centre - reach) / scale)
    upper = 1.0 if count == n else min(1.0, (centre + reach) / scale)
    return Interval(lower, upper, confidence)


def exact_poisson(count: float, confidence: float = 0.95) -> Interval:
    """The exact (gamma, chi-square) interval of a Poisson count.

    Source: Garwood (1936), Biometrika 28:437.
    """
    count = not_negative("the count", count)
    tail = (1 - probability("the confidence", confidence)) / 2
    return Interval(gamma_quantile(tail, count), gamma_quantile(1 - tail, count + 1), confidence)


def byar(count: float, confidence: float = 0.95) -> Interval:
    """Byar's approximation of the interval of a Poisson count; good from about 10 events.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69.
    """
    count = not_negative("the count", count)
    z = two_sided_z(confidence)
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    if count == 0:
        return Interval(0.0, upper, confidence)
    root = 1 - 1 / (9 * count) - z / (3 * math.sqrt(count))
    return Interval(count * max(0.0, root) ** 3, upper, confidence)


def poisson(count: float, confidence: float = 0.95) -> Interval:
    """The interval of a count of events: exact below 10, Byar's from 10."""
    return exact_poisson(count, confidence) if count < EXACT_BELOW else byar(count, confidence)


def rate(count: float, denominator: float, *, per: float = 1.0, confidence: float = 0.95) -> Estimate:
    """Events per so many persons or person-years, with the interval of its count.

    >>> round(rate(65, 100, per=100).interval.upper, 3)
    82.849
    """
    denominator, per = positive("the denominator", denominator), positive("the multiplier", per)
    factor = per / denominator
    return Estimate(not_negative("the count", count) * factor, poisson(count, confidence).times(factor))


def proportion(count: float, n: float, *, per: float = 1.0, confidence: float = 0.95) -> Estimate:
    """A share with its Wilson interval; ``per`` 100 gives percent."""
    interval = wilson(count, n, confidence).times(positive("the multiplier", per))
    return Estimate(count / n * per, interval)


def mean(values: Sequence[float], confidence: float = 0.95) -> Estimate:
    """The mean of independent values with Student's interval; at least two values."""
    values = series("the values", values, at_least=2)
    centre = math.fsum(values) / len(values)
    variance = math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1)
    reach = t_quantile((1 + probability("the confidence", confidence)) / 2, len(values) - 1)
    reach *= math.sqrt(variance / len(values))
    return Estimate(centre, Interval(centre - reach, centre + reach, confidence))


def normal_interval(value: float, standard_error: float, confidence: float = 0.95) -> Interval:
    """Value ± z × standard error."""
    reach = two_sided_z(confidence) * not_negative("the standard error", standard_error)
    return Interval(value - reach, value + reach, confidence)
