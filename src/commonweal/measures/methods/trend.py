"""Whether a short series rises or falls. Pure functions: no Django, no clock, no files.

Values are in time order, one per period, and independent of one another: overlapping periods (rolling
averages, five-year estimates of successive years) must not be tested as if they were.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import median

from commonweal.warehouse.methods.distributions import two_sided_normal_p, two_sided_z
from commonweal.warehouse.methods.inputs import NotComputable, probability, same_length, series
from commonweal.warehouse.methods.intervals import Interval
from commonweal.warehouse.methods.ranks import mid_ranks

EXACT_UP_TO = 10
"""Series up to this length are tested by the exact distribution, ties included; longer ones by the normal one."""

FEWEST_FOR_TEST = 5
"""With 4 points even a perfect rise has p = 0.083, so no test at 5 percent can succeed."""


@dataclass(frozen=True, slots=True)
class MannKendall:
    """The test of a monotone trend. ``s`` counts rising pairs less falling ones.

    ``p_exact`` is null for series longer than 10 and for modified tests. ``z`` carries the continuity correction.
    """

    n: int
    s: float
    variance: float
    tau_a: float
    tau_b: float
    p_exact: float | None

    @property
    def z(self) -> float:
        """Standard deviations from no trend; 0 where all values are equal."""
        if self.s == 0 or self.variance <= 0:
            return 0.0
        return (self.s - math.copysign(1, self.s)) / math.sqrt(self.variance)

    @property
    def p_normal(self) -> float:
        """The two-sided probability by the normal approximation."""
        return two_sided_normal_p(self.z)

    @property
    def p(self) -> float:
        """The two-sided probability to rely on: exact where it is known."""
        return self.p_normal if self.p_exact is None else self.p_exact

    @property
    def can_be_significant(self) -> bool:
        """Whether there are points enough for a test at 5 percent to succeed at all."""
        return self.n >= FEWEST_FOR_TEST


@dataclass(frozen=True, slots=True)
class TheilSen:
    """A line through the middle of a series; ``slope`` is per unit of time, ``intercept`` at time 0."""

    slope: float
    intercept: float
    slope_interval: Interval

    def at(self, time: float) -> float:
        """The value of the line at a time."""
        return self.intercept + self.slope * time


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The Mann-Kendall test of a series of three points at least.

    >>> round(mann_kendall([1, 2, 3, 4, 5]).p, 4)
    0.0167

    Source: Mann (1945), Econometrica 13:245; Kendall (1975), Rank Correlation Methods; Gilbert (1987).
    """
    values = series("the values", values, at_least=3)
    n, s, variance = len(values), _rising_less_falling(values), _variance(values)
    pairs = n * (n - 1) / 2
    untied = pairs - sum(t * (t - 1) / 2 for t in _ties(values))
    tau_b = s / math.sqrt(pairs * untied) if untied else 0.0
    exact = _exact_p(abs(s), tuple(sorted(Counter(values).values()))) if n <= EXACT_UP_TO else None
    return MannKendall(n, float(s), variance, s / pairs, tau_b, exact)


def hamed_rao(values: Sequence[float], *, alpha: float = 0.05) -> MannKendall:
    """The Mann-Kendall test with its variance widened by what autocorrelation there is.

    The series is freed of its Theil-Sen line; autocorrelations of its ranks that are significant at ``alpha``
    count. Where they would leave no variance the plain one stands.

    Source: Hamed and Rao (1998), Journal of Hydrology 204:182.
    """
    plain = mann_kendall(values)
    n = plain.n
    slope = theil_sen(values).slope
    ranks = mid_ranks(_residuals(values, slope))
    bound = two_sided_z(1 - probability("the level", alpha)) / math.sqrt(n)
    correlations = _autocorrelations(ranks)
    total = math.fsum(
        (n - lag) * (n - lag - 1) * (n - lag - 2) * r for lag, r in enumerate(correlations, start=1) if abs(r) > bound
    )
    factor = 1 + 2 / (n * (n - 1) * (n - 2)) * total
    variance = plain.variance * factor if factor > 0 else plain.variance
    return MannKendall(n, plain.s, variance, plain.tau_a, plain.tau_b, None if factor != 1 else plain.p_exact)


def seasonal_kendall(values: Sequence[float], *, period: int) -> MannKendall:
    """The test for series with seasons: each season against itself, the scores added.

    ``period`` is 12 for months, 4 for quarters; the first value belongs to the first season.

    Source: Hirsch, Slack and Smith (1982), Water Resources Research 18:107.
    """
    seasons = _seasons(values, period)
    s = sum(_rising_less_falling(season) for season in seasons)
    pairs = sum(len(season) * (len(season) - 1) / 2 for season in seasons)
    untied = pairs - sum(t * (t - 1) / 2 for season in seasons for t in _ties(season))
    tau_b = s / math.sqrt(pairs * untied) if untied else 0.0
    return MannKendall(len(values), float(s), sum(map(_variance, seasons)), s / pairs, tau_b, None)


def theil_sen(values: Sequence[float], times: Sequence[float] | None = None, *, confidence: float = 0.95) -> TheilSen:
    """The median of all slopes between two points, with Sen's interval of its rank.

    ``times`` count 0, 1, 2, … if null; equal times give no slope.

    >>> theil_sen([1, 3, 5, 7]).slope
    2.0

    Source: Sen (1968), JASA 63:1379; intercept = median(y) - slope × median(t).
    """
    values = series("the values", values, at_least=2)
    moments = tuple(map(float, range(len(values)))) if times is None else series("the times", times)
    same_length("values and times", values, moments)
    pairs = combinations(zip(moments, values, strict=True), 2)
    slopes = sorted((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in pairs if t1 != t2)
    if not slopes:
        raise NotComputable("All points are of one time, so there is no slope.")
    slope = median(slopes)
    variance = _variance(values) - sum(t * (t - 1) * (2 * t + 5) for t in _ties(moments)) / 18
    interval = _slope_interval(slopes, variance, confidence)
    return TheilSen(slope, median(values) - slope * median(moments), interval)


def seasonal_slope(values: Sequence[float], *, period: int) -> float:
    """The median slope between values of the same season, per period.

    Source: Hirsch, Slack and Smith (1982), Water Resources Research 18:107.
    """
    seasons = _seasons(values, period)
    return median((y2 - y1) / (j - i) for season in seasons for (i, y1), (j, y2) in combinations(enumerate(season), 2))


def _rising_less_falling(values: Sequence[float]) -> int:
    return sum((b > a) - (b < a) for a, b in combinations(values, 2))


def _ties(values: Iterable[float]) -> list[int]:
    return [count for count in Counter(values).values() if count > 1]


def _variance(values: Sequence[float]) -> float:
    n = len(values)
    tied = sum(t * (t - 1) * (2 * t + 5) for t in _ties(values))
    return (n * (n - 1) * (2 * n + 5) - tied) / 18


@lru_cache(maxsize=256)
def _exact_p(s: int, tie_sizes: tuple[int, ...]) -> float:
    """The probability of a score at least as far from 0, over all orders of values with these ties.

    Orders of a multiset by their number of inversions are the coefficients of a Gaussian multinomial.
    """
    n = sum(tie_sizes)
    orders = [1]
    for k in range(2, n + 1):
        orders = _times_q_number(orders, k)
    for size in tie_sizes:
        for k in range(2, size + 1):
            orders = _over_q_number(orders, k)
    pairs = n * (n - 1) // 2 - sum(t * (t - 1) // 2 for t in tie_sizes)
    far = sum(count for inversions, count in enumerate(orders) if abs(pairs - 2 * inversions) >= s)
    return far / sum(orders)


def _times_q_number(polynomial: Sequence[int], k: int) -> list[int]:
    """The polynomial times 1 + q + … + q^(k-1)."""
    result = [0] * (len(polynomial) + k - 1)
    for power, coefficient in enumerate(polynomial):
        for step in range(k):
            result[power + step] += coefficient
    return result


def _over_q_number(polynomial: Sequence[int], k: int) -> list[int]:
    """The polynomial over 1 + q + … + q^(k-1), without remainder."""
    result: list[int] = []
    for power in range(len(polynomial) - k + 1):
        result.append(polynomial[power] - sum(result[max(0, power - k + 1) : power]))
    return result


def _slope_interval(slopes: Sequence[float], variance: float, confidence: float) -> Interval:
    reach = two_sided_z(confidence) * math.sqrt(max(0.0, variance))
    lowest = max(round((len(slopes) - reach) / 2) - 1, 0)
    highest = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return Interval(slopes[lowest], slopes[highest], confidence)


def _residuals(values: Sequence[float], slope: float) -> list[float]:
    """What a line leaves, rounded so that the two points it goes through leave the same."""
    unit = (max(map(abs, values)) + abs(slope) * len(values)) * 1e-12 or 1.0
    return [round((value - slope * i) / unit) * unit for i, value in enumerate(values)]


def _autocorrelations(values: Sequence[float]) -> list[float]:
    """Correlations of a series with itself at lags 1, 2, …; none for a constant series."""
    mean = math.fsum(values) / len(values)
    apart = [value - mean for value in values]
    whole = math.fsum(a * a for a in apart)
    if whole == 0:
        return []
    return [math.fsum(a * b for a, b in zip(apart, apart[lag:], strict=False)) / whole for lag in range(1, len(apart))]


def _seasons(values: Sequence[float], period: int) -> list[tuple[float, ...]]:
    """The values of each season in time order; two of each at least."""
    known = series("the values", values)
    if period < 1:
        raise NotComputable("A year has one season at least.")
    if len(known) < 2 * period:
        raise NotComputable("A test by seasons takes two values of each season.")
    return [known[start::period] for start in range(period)]
