"""XmR limits and signals of all series of the nation at once. Pure: no Django, no clock, no files. Loads numpy.

The same answers as ``moving_range`` and ``making_data_count`` give one series, point by point, on a dense cube:
one row per series (a measure at a place), one column per period, NaN where there is no value. Inside, periods
come first: a step over them is then one pass over neighbours in memory.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonweal.measures.methods.making_data_count import PATTERN, SpecialCause
from commonweal.measures.methods.moving_range import NATURAL_FACTOR, RANGE_FACTOR
from commonweal.warehouse.methods.inputs import NotComputable

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.int8]
Booleans = npt.NDArray[np.bool_]

CAUSES = tuple(SpecialCause)
"""A special cause by its code in a cube."""

BLOCK = 8192
"""Series read at once: their values and marks stay in the cache of a processor."""

_CODE = {cause: np.int8(code) for code, cause in enumerate(CAUSES)}


@dataclass(frozen=True, slots=True)
class XmrCube:
    """Limits by series (NaN for fewer than two values) and, by series and period, codes of special causes."""

    centre: Floats
    lower: Floats
    upper: Floats
    mean_range: Floats
    n_points: npt.NDArray[np.int64]
    causes: Marks


def read_cube(values: Floats, *, screen: bool = True, lock_after: int | None = None) -> XmrCube:
    """Limits and special causes of every series.

    Args:
        values: float64, series × periods, in time order; NaN is a gap, and ranges reach across it.
        screen: whether large moving ranges are left out of each mean once.
        lock_after: limits are taken from so many first values of each series; from all if null.

    Raises:
        NotComputable: if the cube has not two dimensions, holds an infinite value, or locks after fewer than 2.
    """
    if values.ndim != 2:
        raise NotComputable("A cube has series and periods, two dimensions.")
    if np.isinf(values).any():
        raise NotComputable("A value of the cube is infinite.")
    if lock_after is not None and lock_after < 2:
        raise NotComputable("Limits are locked after two values at least.")
    n_series, n_periods = values.shape
    whole = XmrCube(
        centre=np.empty(n_series),
        lower=np.empty(n_series),
        upper=np.empty(n_series),
        mean_range=np.empty(n_series),
        n_points=np.empty(n_series, dtype=np.int64),
        causes=np.empty((n_series, n_periods), dtype=np.int8),
    )
    for start in range(0, n_series, BLOCK):
        block = slice(start, start + BLOCK)
        _read_block(values[block], whole, block, screen=screen, lock_after=lock_after)
    return whole


def _read_block(values: Floats, whole: XmrCube, block: slice, *, screen: bool, lock_after: int | None) -> None:
    """Some series, written into their place in the whole."""
    points, gaps = _without_gaps(values)
    n = (~np.isnan(points)).sum(axis=0)
    centre, mean_range = _centre_and_range(points, n, screen=screen, lock_after=lock_after)
    reach = NATURAL_FACTOR * mean_range
    lower, upper = centre - reach, centre + reach
    whole.centre[block], whole.mean_range[block], whole.n_points[block] = centre, mean_range, n
    whole.lower[block], whole.upper[block] = lower, upper
    whole.causes[block] = _with_gaps(_special_causes(points, centre, lower, upper), gaps)


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Which series have gaps, which of their places hold a value, and which do once they are pushed together."""

    series: npt.NDArray[np.intp]
    known: Booleans
    front: Booleans


def _without_gaps(values: Floats) -> tuple[Floats, _Gaps | None]:
    """The values, periods first, each series pushed together; and where its gaps were, null without gaps."""
    points = np.array(values.T, dtype=np.float64, order="C")
    known = ~np.isnan(points)
    gapped = np.flatnonzero((known[1:] & ~known[:-1]).any(axis=0))
    if not gapped.size:
        return points, None
    apart = values[gapped]
    kept = ~np.isnan(apart)
    gaps = _Gaps(gapped, kept, np.arange(kept.shape[1]) < kept.sum(axis=1)[:, None])
    together = np.full(kept.shape, np.nan)
    together[gaps.front] = apart[kept]
    points[:, gapped] = together.T
    return points, gaps


def _with_gaps(marks: Marks, gaps: _Gaps | None) -> Marks:
    """Marks back where their values stand, series first."""
    by_series = np.array(marks.T, order="C")
    if gaps is not None:
        apart = np.zeros(gaps.known.shape, dtype=np.int8)
        apart[gaps.known] = by_series[gaps.series][gaps.front]
        by_series[gaps.series] = apart
    return by_series


def _centre_and_range(
    points: Floats, n: npt.NDArray[np.int64], *, screen: bool, lock_after: int | None
) -> tuple[Floats, Floats]:
    """The mean and the mean moving range of each series."""
    chosen = points if lock_after is None else points[:lock_after]
    n_chosen = n if lock_after is None else np.minimum(n, lock_after)
    known = ~np.isnan(chosen)
    centre = np.where(known, chosen, 0.0).sum(axis=0) / np.where(n_chosen >= 2, n_chosen, np.nan)
    ranges = np.where(known[1:], np.abs(chosen[1:] - chosen[:-1]), 0.0)
    mean: Floats = ranges.sum(axis=0) / np.where(n_chosen >= 2, n_chosen - 1, np.nan)
    if not screen:
        return centre, mean
    kept = (ranges < RANGE_FACTOR * mean) & known[1:]
    n_kept = kept.sum(axis=0)
    screened = np.where(kept, ranges, 0.0).sum(axis=0) / np.maximum(n_kept, 1)
    return centre, np.where(n_kept > 0, screened, mean)


def _special_causes(points: Floats, centre: Floats, lower: Floats, upper: Floats) -> Marks:
    """Codes of the first rule each point fits: written from the last rule to the first, which overwrites."""
    sides = _signs(points, centre, centre)
    outside = _signs(points, lower, upper)
    near = _signs(points, centre + (lower - centre) * 2 / 3, centre + (upper - centre) * 2 / 3)
    near[outside != 0] = 0
    steps = (points[1:] > points[:-1]).view(np.int8) - (points[1:] < points[:-1]).view(np.int8)
    causes = np.zeros(points.shape, dtype=np.int8)
    for mark, cause in ((1, SpecialCause.RUN_ABOVE), (-1, SpecialCause.RUN_BELOW)):
        np.putmask(causes, _members(sides == mark, PATTERN, PATTERN), _CODE[cause])
    for mark, cause in ((1, SpecialCause.NEAR_UPPER_LIMIT), (-1, SpecialCause.NEAR_LOWER_LIMIT)):
        np.putmask(causes, _near_pairs(near == mark, sides == mark), _CODE[cause])
    for mark, cause in ((1, SpecialCause.RISING), (-1, SpecialCause.FALLING)):
        np.putmask(causes, _members(steps == mark, PATTERN - 1, PATTERN), _CODE[cause])
    for mark, cause in ((1, SpecialCause.ABOVE_LIMIT), (-1, SpecialCause.BELOW_LIMIT)):
        np.putmask(causes, outside == mark, _CODE[cause])
    return causes


def _signs(points: Floats, lower: Floats, upper: Floats) -> Marks:
    """1 above the upper line, -1 below the lower one, else 0; 0 where a value or a line is missing."""
    signs: Marks = (points > upper).view(np.int8) - (points < lower).view(np.int8)
    return signs


def _members(fits: Booleans, length: int, n_points: int) -> Booleans:
    """The points of every stretch of ``length`` that fits; steps between points make one point more."""
    members = np.zeros((fits.shape[0] + n_points - length, fits.shape[1]), dtype=np.bool_)
    n_starts = fits.shape[0] - length + 1
    if n_starts < 1:
        return members
    whole = fits[:n_starts].copy()
    for step in range(1, length):
        whole &= fits[step : step + n_starts]
    if whole.any():
        for step in range(n_points):
            members[step : step + n_starts] |= whole
    return members


def _near_pairs(near: Booleans, side: Booleans) -> Booleans:
    """Points near a limit of which there are two in three, all three on that side of the centre."""
    members = np.zeros_like(near)
    if near.shape[0] < 3:
        return members
    first, second, third = near[:-2], near[1:-1], near[2:]
    pairs = (first & second) | (first & third) | (second & third)
    pairs &= side[:-2] & side[1:-1] & side[2:]
    for step in range(3):
        members[step : step + len(pairs)] |= pairs
    return members & near
