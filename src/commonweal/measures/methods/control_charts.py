"""Limits of charts of counts, shares, rates and rare events. Pure functions: no Django, no clock, no files.

Counts and sizes are one series in time order. ``baseline`` names the positions, from 0, that limits are
taken from; all if null. Limits lie three standard deviations from the centre.

Sources: Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7; Provost and Murray (2011).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from commonweal.measures.methods.moving_range import (
    EXACT_FACTOR,
    RANGE_FACTOR,
    RANGE_TO_SIGMA,
    baseline_values,
    mean_moving_range,
    natural_limits,
)
from commonweal.warehouse.methods.inputs import (
    NotComputable,
    not_negative_series,
    positive_series,
    same_length,
)

OVER_DISPERSED = 1.2
"""A sigma of z above this says that a plain p or u chart would mislead (our rule of thumb)."""

LARGE_SIZE = 2_000
"""Denominators from which on we draw p′ and u′ always (our rule of thumb)."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Plotted values with centre and limits, point by point; ``sigma_z`` is 1 where there is no Laney correction."""

    values: tuple[float, ...]
    centre: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    sigma_z: float = 1.0

    @property
    def outside(self) -> tuple[int, ...]:
        """Positions, from 0, of points beyond a limit; on the limit is not outside."""
        points = zip(self.values, self.lower, self.upper, strict=True)
        return tuple(i for i, (value, lower, upper) in enumerate(points) if not lower <= value <= upper)

    @property
    def is_over_dispersed(self) -> bool:
        """Whether points scatter more than chance within each of them explains."""
        return self.sigma_z > OVER_DISPERSED


def i_chart(values: Sequence[float], *, baseline: Sequence[int] | None = None, screen: bool = True) -> ControlChart:
    """Single values, limits from moving ranges with the factor 3/1.128."""
    limits = natural_limits(values, baseline=baseline, screen=screen, factor=EXACT_FACTOR)
    n = len(values)
    return ControlChart(tuple(map(float, values)), (limits.centre,) * n, (limits.lower,) * n, (limits.upper,) * n)


def p_chart(counts: Sequence[float], sizes: Sequence[float], *, baseline: Sequence[int] | None = None) -> ControlChart:
    """Shares of each period, as fractions; binomial limits. Misleads where sizes are large: see ``p_prime_chart``."""
    shares, sizes = _shares(counts, sizes)
    centre = _pooled(shares, sizes, baseline)
    return _chart(shares, centre, [math.sqrt(centre * (1 - centre) / n) for n in sizes], ceiling=1.0)


def u_chart(counts: Sequence[float], sizes: Sequence[float], *, baseline: Sequence[int] | None = None) -> ControlChart:
    """Events per unit of exposure; Poisson limits. Misleads where sizes are large: see ``u_prime_chart``."""
    rates, sizes = _rates(counts, sizes)
    centre = _pooled(rates, sizes, baseline)
    return _chart(rates, centre, [math.sqrt(centre / n) for n in sizes])


def c_chart(counts: Sequence[float], *, baseline: Sequence[int] | None = None) -> ControlChart:
    """Events of each period where the exposure is always the same; Poisson limits.

    >>> c_chart([4, 4, 4]).upper[0]
    10.0
    """
    counts = not_negative_series("the counts", counts)
    chosen = baseline_values(counts, baseline)
    centre = math.fsum(chosen) / len(chosen)
    return _chart(counts, centre, [math.sqrt(centre)] * len(counts))


def p_prime_chart(
    counts: Sequence[float], sizes: Sequence[float], *, baseline: Sequence[int] | None = None, screen: bool = True
) -> ControlChart:
    """Shares with limits widened, or narrowed, by how much the periods really differ.

    Source: Laney (2002), Quality Engineering 14:531; Mohammed and Laney (2006).
    """
    shares, sizes = _shares(counts, sizes)
    centre = _pooled(shares, sizes, baseline)
    within = [math.sqrt(centre * (1 - centre) / n) for n in sizes]
    return _laney(shares, centre, within, baseline, screen=screen, ceiling=1.0)


def u_prime_chart(
    counts: Sequence[float], sizes: Sequence[float], *, baseline: Sequence[int] | None = None, screen: bool = True
) -> ControlChart:
    """Rates with limits widened, or narrowed, by how much the periods really differ.

    Source: Laney (2002), Quality Engineering 14:531.
    """
    rates, sizes = _rates(counts, sizes)
    centre = _pooled(rates, sizes, baseline)
    return _laney(rates, centre, [math.sqrt(centre / n) for n in sizes], baseline, screen=screen)


def i_prime_chart(
    counts: Sequence[float], sizes: Sequence[float], *, baseline: Sequence[int] | None = None, screen: bool = True
) -> ControlChart:
    """Rates of any kind with limits that follow the sizes; a good default where denominators change.

    Source: Taylor (2017), Normalized individuals (I′) control chart; qicharts2 ``ip``.
    """
    same_length("counts and sizes", counts, sizes)
    sizes = positive_series("the sizes", sizes)
    rates = tuple(count / n for count, n in zip(counts, sizes, strict=True))
    centre = _pooled(rates, sizes, baseline)
    chosen = range(len(rates)) if baseline is None else baseline
    steps = [
        math.sqrt(math.pi / 2) * abs(rates[j] - rates[i]) / math.sqrt(1 / sizes[j] + 1 / sizes[i])
        for i, j in pairwise(chosen)
    ]
    mean_step = math.fsum(steps) / len(steps)
    kept = [step for step in steps if step < RANGE_FACTOR * mean_step] if screen else []
    spread = math.fsum(kept) / len(kept) if kept else mean_step
    return _chart(rates, centre, [spread / math.sqrt(n) for n in sizes], floor=-math.inf)


def g_chart(cases_between: Sequence[float], *, baseline: Sequence[int] | None = None) -> ControlChart:
    """Cases without an event between two events, for rare ones; geometric limits, the median as centre.

    Source: Benneyan (2001), Health Care Management Science 4:305.
    """
    cases = not_negative_series("the cases between", cases_between)
    chosen = baseline_values(cases, baseline)
    mean = math.fsum(chosen) / len(chosen)
    reach, n = 3 * math.sqrt(mean * (mean + 1)), len(cases)
    return ControlChart(cases, (median(chosen),) * n, (max(0.0, mean - reach),) * n, (mean + reach,) * n)


def t_chart(times_between: Sequence[float], *, baseline: Sequence[int] | None = None) -> ControlChart:
    """Time between two events, for rare ones: an individuals chart of the 3.6th root, turned back.

    No time may be zero: give two events of one day a small time between them.

    Source: Nelson (1994), Journal of Quality Technology 26:239.
    """
    times = positive_series("the times between", times_between, at_least=2)
    limits = natural_limits([time ** (1 / 3.6) for time in times], baseline=baseline, screen=True, factor=EXACT_FACTOR)
    n = len(times)
    centre, lower, upper = (max(0.0, root) ** 3.6 for root in (limits.centre, limits.lower, limits.upper))
    return ControlChart(times, (centre,) * n, (lower,) * n, (upper,) * n)


def prefers_prime(sizes: Sequence[float], chart: ControlChart) -> bool:
    """Whether to draw p′ or u′ rather than p or u; ``chart`` is the prime one. With sigma_z near 1 they agree."""
    return min(positive_series("the sizes", sizes)) > LARGE_SIZE or chart.is_over_dispersed


def _shares(counts: Sequence[float], sizes: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    shares, sizes = _rates(counts, sizes)
    if max(shares) > 1:
        raise NotComputable("A count is larger than its denominator.")
    return shares, sizes


def _rates(counts: Sequence[float], sizes: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    same_length("counts and sizes", counts, sizes)
    sizes = positive_series("the sizes", sizes)
    counts = not_negative_series("the counts", counts)
    return tuple(count / n for count, n in zip(counts, sizes, strict=True)), sizes


def _pooled(rates: Sequence[float], sizes: Sequence[float], baseline: Sequence[int] | None) -> float:
    """Events of the baseline over its sizes."""
    events = baseline_values([rate * n for rate, n in zip(rates, sizes, strict=True)], baseline)
    return math.fsum(events) / math.fsum(baseline_values(sizes, baseline))


def _chart(
    values: Sequence[float],
    centre: float,
    sigmas: Sequence[float],
    *,
    floor: float = 0.0,
    ceiling: float = math.inf,
    sigma_z: float = 1.0,
) -> ControlChart:
    lower = tuple(max(floor, centre - 3 * sigma * sigma_z) for sigma in sigmas)
    upper = tuple(min(ceiling, centre + 3 * sigma * sigma_z) for sigma in sigmas)
    return ControlChart(tuple(values), (centre,) * len(values), lower, upper, sigma_z)


def _laney(
    values: Sequence[float],
    centre: float,
    within: Sequence[float],
    baseline: Sequence[int] | None,
    *,
    screen: bool,
    ceiling: float = math.inf,
) -> ControlChart:
    if min(within) == 0:
        raise NotComputable("Shares that are all zero or all one have no spread to correct.")
    z = [(value - centre) / sigma for value, sigma in zip(values, within, strict=True)]
    sigma_z = mean_moving_range(baseline_values(z, baseline), screen=screen) / RANGE_TO_SIGMA
    return _chart(values, centre, within, ceiling=ceiling, sigma_z=sigma_z)
