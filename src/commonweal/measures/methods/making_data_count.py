"""What the points of an XmR chart say, and whether a target can be relied on. Pure functions.

The rules, their order and the icons are those of the NHS programme "Making Data Count". Every member of a
pattern is marked, not only its last point. Rules and limits start anew at each re-base, which a person
decides with a date and a reason.

Source: NHS England, Making Data Count; methods.md, sections 1.4 and 1.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.moving_range import NaturalLimits, natural_limits
from commonweal.warehouse.methods.inputs import NotComputable, finite, series

PATTERN = 7
"""Points on one side, or strictly rising or falling, that make a signal."""


class SpecialCause(StrEnum):
    """The first rule, in the order of precedence, that a point fits."""

    NONE = "none"
    ABOVE_LIMIT = "above_limit"
    BELOW_LIMIT = "below_limit"
    RISING = "rising"
    FALLING = "falling"
    NEAR_UPPER_LIMIT = "near_upper_limit"
    NEAR_LOWER_LIMIT = "near_lower_limit"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"


_HIGH = {SpecialCause.ABOVE_LIMIT, SpecialCause.RISING, SpecialCause.NEAR_UPPER_LIMIT, SpecialCause.RUN_ABOVE}


class Variation(StrEnum):
    """The icon of variation: that of the last point."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The icon of assurance: whether the process as it is will meet the target."""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 -- the name of an icon, not a secret
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Phase:
    """Points between two re-bases; ``start`` counts from 0."""

    start: int
    limits: NaturalLimits
    causes: tuple[SpecialCause, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole series read by the rules."""

    phases: tuple[Phase, ...]
    better: Better
    target: float | None

    @property
    def causes(self) -> tuple[SpecialCause, ...]:
        """The special cause of each point."""
        return tuple(cause for phase in self.phases for cause in phase.causes)

    @property
    def variation(self) -> Variation:
        """The icon of variation."""
        return variation_of(self.causes[-1], self.better)

    @property
    def assurance(self) -> Assurance | None:
        """The icon of assurance; null without a target or a direction."""
        if self.target is None:
            return None
        limits = self.phases[-1].limits
        return assurance_of(limits.lower, limits.upper, self.target, self.better)


def read(
    values: Sequence[float],
    *,
    better: Better,
    target: float | None = None,
    rebase_at: Sequence[int] = (),
    lock_after: int | None = None,
    screen: bool = True,
) -> Reading:
    """Limits, special causes, variation and assurance of a series.

    Args:
        values: in time order; each phase has two points at least.
        better: which way the measure improves.
        target: in the unit of the values.
        rebase_at: positions, from 0, at which a new phase begins.
        lock_after: limits are taken from so many first points of each phase; from all if null.
        screen: whether large moving ranges are left out once.
    """
    values = series("the values", values, at_least=2)
    starts = [0, *rebase_at]
    if starts != sorted(set(starts)) or starts[-1] >= len(values):
        raise NotComputable("The re-bases do not lie inside the series, in order.")
    if target is not None:
        finite("the target", target)
    phases = []
    for start, end in pairwise([*starts, len(values)]):
        points = values[start:end]
        baseline = None if lock_after is None else range(min(lock_after, len(points)))
        limits = natural_limits(points, baseline=baseline, screen=screen)
        phases.append(Phase(start, limits, special_causes(points, limits)))
    return Reading(tuple(phases), better, target)


def special_causes(values: Sequence[float], limits: NaturalLimits) -> tuple[SpecialCause, ...]:
    """For each point of one phase the first rule it fits: outside, trend, two in three, one side."""
    sides = [(value > limits.centre) - (value < limits.centre) for value in values]
    outside = [(value > limits.upper) - (value < limits.lower) for value in values]
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    trend = _members([_sum_of_run(steps, i, PATTERN - 1) for i in range(len(values))], PATTERN)
    near = [
        0 if out else (value > limits.near_upper) - (value < limits.near_lower)
        for value, out in zip(values, outside, strict=True)
    ]
    close = _near_pairs(near, sides)
    run = _members([_run_ends(sides, i) for i in range(len(values))], PATTERN)
    return tuple(map(_first_rule, outside, trend, close, run))


def seven_point_trends(values: Sequence[float]) -> tuple[int, ...]:
    """1 or -1 where seven points end that strictly rise or fall, else 0.

    >>> seven_point_trends([1, 2, 3, 4, 5, 6, 7])
    (0, 0, 0, 0, 0, 0, 1)
    """
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    return tuple(_sum_of_run(steps, i, PATTERN - 1) for i in range(len(values)))


def variation_of(cause: SpecialCause, better: Better) -> Variation:
    """The icon for a special cause, given which way the measure improves."""
    if cause == SpecialCause.NONE:
        return Variation.COMMON_CAUSE
    is_high = cause in _HIGH
    if better == Better.CONTEXT:
        return Variation.NEUTRAL_HIGH if is_high else Variation.NEUTRAL_LOW
    if is_high == (better == Better.HIGHER):
        return Variation.IMPROVEMENT_HIGH if is_high else Variation.IMPROVEMENT_LOW
    return Variation.CONCERN_HIGH if is_high else Variation.CONCERN_LOW


def assurance_of(lower: float, upper: float, target: float, better: Better) -> Assurance | None:
    """Whether the limits lie wholly on one side of the target; a target on a limit is hit and miss.

    >>> assurance_of(1, 3, 4, Better.HIGHER)
    <Assurance.CONSISTENT_FAIL: 'consistent_fail'>
    """
    if better == Better.CONTEXT:
        return None
    if lower <= target <= upper:
        return Assurance.INCONSISTENT
    is_above = lower > target
    return Assurance.CONSISTENT_PASS if is_above == (better == Better.HIGHER) else Assurance.CONSISTENT_FAIL


def _sum_of_run(steps: Sequence[int], end: int, length: int) -> int:
    """1 or -1 if the ``length`` steps before a point all go one way."""
    window = steps[end - length : end] if end >= length else []
    return window[0] if window and window[0] != 0 and len(set(window)) == 1 else 0


def _run_ends(sides: Sequence[int], end: int) -> int:
    """1 or -1 if a point is the seventh in a row on one side of the centre."""
    return _sum_of_run(sides, end + 1, PATTERN)


def _members(ends: Sequence[int], length: int) -> list[int]:
    """1 or -1 for each point of a pattern, given the points at which one ends."""
    marks = [0] * len(ends)
    for end, mark in enumerate(ends):
        if mark:
            marks[end - length + 1 : end + 1] = [mark] * length
    return marks


def _near_pairs(near: Sequence[int], sides: Sequence[int]) -> list[int]:
    """Points near a limit of which there are two in three, all three on that side of the centre."""
    marks = [0] * len(near)
    for start in range(len(near) - 2):
        window = range(start, start + 3)
        for mark in (1, -1):
            if sum(near[i] == mark for i in window) >= 2 and all(sides[i] == mark for i in window):
                for i in window:
                    marks[i] = mark if near[i] == mark else marks[i]
    return marks


def _first_rule(outside: int, trend: int, near: int, run: int) -> SpecialCause:
    rules = (
        (outside, SpecialCause.ABOVE_LIMIT, SpecialCause.BELOW_LIMIT),
        (trend, SpecialCause.RISING, SpecialCause.FALLING),
        (near, SpecialCause.NEAR_UPPER_LIMIT, SpecialCause.NEAR_LOWER_LIMIT),
        (run, SpecialCause.RUN_ABOVE, SpecialCause.RUN_BELOW),
    )
    for mark, high, low in rules:
        if mark:
            return high if mark > 0 else low
    return SpecialCause.NONE
