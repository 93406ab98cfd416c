"""Rules for signals on a chart with a known centre and spread. Pure functions: no Django, no clock, no files.

Values are in standard deviations from the centre. A rule flags the last point of each window that fits, as
qcc does; results are positions from 0. On a line is not beyond it, and equal neighbours break a trend.
Using all eight Nelson rules on many series guarantees false alarms: the pages use those of
``making_data_count``.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from commonweal.warehouse.methods.inputs import finite, positive, same_length, series

Window = Sequence[float]


class Rule(StrEnum):
    """Western Electric (1956) and Nelson (1984), by their usual numbers."""

    WE1 = "WE1"
    WE2 = "WE2"
    WE3 = "WE3"
    WE4 = "WE4"
    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    N6 = "N6"
    N7 = "N7"
    N8 = "N8"


WESTERN_ELECTRIC = (Rule.WE1, Rule.WE2, Rule.WE3, Rule.WE4)
NELSON = tuple(rule for rule in Rule if rule not in WESTERN_ELECTRIC)


def standardized(values: Sequence[float], *, centre: float, sigma: float) -> tuple[float, ...]:
    """The values in standard deviations from the centre."""
    centre, sigma = finite("the centre", centre), positive("the standard deviation", sigma)
    return tuple((value - centre) / sigma for value in series("the values", values))


def flagged(z: Sequence[float], rule: Rule) -> tuple[int, ...]:
    """Positions of the points at which a window ends that fits the rule.

    >>> flagged([0, 2.5, 1.0, 2.6, 0], Rule.WE2)
    (3,)

    Source: Western Electric (1956), Statistical Quality Control Handbook; Nelson (1984),
    Journal of Quality Technology 16:237.
    """
    z = series("the values", z)
    length, fits = _WINDOWS[rule]
    return tuple(i for i in range(length - 1, len(z)) if fits(z[i - length + 1 : i + 1]))


def two_in_three(values: Sequence[float], lower: Sequence[float], upper: Sequence[float]) -> tuple[int, ...]:
    """For each point 1, -1 or 0: whether it is one of two in three beyond the same near limit.

    Unlike ``flagged`` it marks every point beyond, not only the last.

    >>> two_in_three([11, 5, 11, 5], [0] * 4, [10] * 4)
    (1, 0, 1, 0)
    """
    same_length("values and limits", values, lower, upper)
    above = [value > limit for value, limit in zip(values, upper, strict=True)]
    below = [value < limit for value, limit in zip(values, lower, strict=True)]
    marks = [0] * len(values)
    for beyond, mark in ((above, 1), (below, -1)):
        for start in range(len(values) - 2):
            if sum(beyond[start : start + 3]) >= 2:
                for i in range(start, start + 3):
                    marks[i] = mark if beyond[i] else marks[i]
    return tuple(marks)


def _some_beyond(window: Window, sigmas: float, at_least: int) -> bool:
    """The last point, and enough of the window, beyond the line on one side."""
    return any(sign * window[-1] > sigmas and sum(sign * z > sigmas for z in window) >= at_least for sign in (1, -1))


def _one_side(window: Window) -> bool:
    return all(z > 0 for z in window) or all(z < 0 for z in window)


def _steady(window: Window) -> bool:
    steps = [b - a for a, b in pairwise(window)]
    return _one_side(steps)


def _alternating(window: Window) -> bool:
    steps = [b - a for a, b in pairwise(window)]
    return all(a * b < 0 for a, b in pairwise(steps))


_WINDOWS: dict[Rule, tuple[int, Callable[[Window], bool]]] = {
    Rule.WE1: (1, lambda window: abs(window[-1]) > 3),
    Rule.WE2: (3, lambda window: _some_beyond(window, 2, 2)),
    Rule.WE3: (5, lambda window: _some_beyond(window, 1, 4)),
    Rule.WE4: (8, _one_side),
    Rule.N1: (1, lambda window: abs(window[-1]) > 3),
    Rule.N2: (9, _one_side),
    Rule.N3: (6, _steady),
    Rule.N4: (14, _alternating),
    Rule.N5: (3, lambda window: _some_beyond(window, 2, 2)),
    Rule.N6: (5, lambda window: _some_beyond(window, 1, 4)),
    Rule.N7: (15, lambda window: all(abs(z) < 1 for z in window)),
    Rule.N8: (8, lambda window: all(abs(z) > 1 for z in window)),
}
"""How many points each rule looks at, and what it asks of them."""
