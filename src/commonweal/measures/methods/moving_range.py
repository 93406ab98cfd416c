"""Charts of single values and their moving ranges (XmR). Pure functions: no Django, no clock, no files.

Values are one series in time order, without gaps: a missing point is left out, and the moving range
reaches from the point before it to the point after it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from commonweal.warehouse.methods.inputs import NotComputable, series

NATURAL_FACTOR = 2.66
"""Three standard deviations in mean moving ranges, rounded as Wheeler and the NHS do."""

EXACT_FACTOR = 3 / 1.128
"""The same, not rounded first (Montgomery; qicharts2)."""

RANGE_FACTOR = 3.267
"""The upper limit of moving ranges, in mean moving ranges."""

RANGE_TO_SIGMA = 1.128
"""A mean moving range in standard deviations of the process."""

LOCK_AT = 12
"""Limits from fewer points are trial limits, by our default (NHS Making Data Count)."""


@dataclass(frozen=True, slots=True)
class NaturalLimits:
    """The limits of a process, in the unit of its values.

    ``lower`` may lie below zero for a measure that cannot: draw it at zero, the rules use it as it is.
    ``is_screened`` says whether large moving ranges were left out of the mean once.
    """

    centre: float
    lower: float
    upper: float
    mean_range: float
    n_baseline: int
    is_screened: bool

    @property
    def near_lower(self) -> float:
        """Two thirds of the way down to the limit."""
        return self.centre + (self.lower - self.centre) * 2 / 3

    @property
    def near_upper(self) -> float:
        """Two thirds of the way up to the limit."""
        return self.centre + (self.upper - self.centre) * 2 / 3

    @property
    def range_upper(self) -> float:
        """The upper limit of the moving ranges."""
        return RANGE_FACTOR * self.mean_range

    @property
    def is_trial(self) -> bool:
        """Whether the baseline is too short for the limits to be locked."""
        return self.n_baseline < LOCK_AT


def moving_ranges(values: Sequence[float]) -> tuple[float, ...]:
    """How far each value lies from the one before; one fewer than values.

    >>> moving_ranges([3, 5, 4])
    (2, 1)
    """
    return tuple(abs(b - a) for a, b in pairwise(values))


def mean_moving_range(values: Sequence[float], *, screen: bool) -> float:
    """The mean moving range; screened, those at or above 3.267 times the mean are left out once.

    Source: Nelson (1982), Journal of Quality Technology 14:172; Provost and Murray (2011).
    """
    ranges = moving_ranges(values)
    if not ranges:
        raise NotComputable("A moving range takes two values at least.")
    mean = math.fsum(ranges) / len(ranges)
    kept = [found for found in ranges if found < RANGE_FACTOR * mean] if screen else []
    return math.fsum(kept) / len(kept) if kept else mean


def natural_limits(
    values: Sequence[float],
    *,
    baseline: Sequence[int] | None = None,
    screen: bool = True,
    factor: float = NATURAL_FACTOR,
) -> NaturalLimits:
    """The centre and the limits of a series: mean ± factor × mean moving range of its baseline.

    Args:
        values: in time order, at least two in the baseline.
        baseline: positions, from 0, of the points the limits are taken from; all if null.
        screen: whether large moving ranges are left out of the mean once. The chart says which.
        factor: ``NATURAL_FACTOR`` or ``EXACT_FACTOR``.

    >>> limits = natural_limits([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    >>> round(limits.lower, 2), limits.centre, round(limits.upper, 2)
    (2.84, 5.5, 8.16)

    Source: Wheeler (1993), Understanding Variation; methods.md, section 1.1.
    """
    chosen = baseline_values(values, baseline)
    centre = math.fsum(chosen) / len(chosen)
    mean_range = mean_moving_range(chosen, screen=screen)
    reach = factor * mean_range
    return NaturalLimits(centre, centre - reach, centre + reach, mean_range, len(chosen), screen)


def baseline_values(values: Sequence[float], baseline: Sequence[int] | None) -> tuple[float, ...]:
    """The values at the positions of the baseline, all if null; two at least, positions rising."""
    known = series("the values", values)
    if baseline is None:
        return series("the baseline", known, at_least=2)
    if any(not 0 <= i < len(known) for i in baseline) or list(baseline) != sorted(set(baseline)):
        raise NotComputable("The baseline names points that are not there, twice, or out of order.")
    return series("the baseline", [known[i] for i in baseline], at_least=2)
