"""Many tests on one page, and what moves together. Pure functions: no Django, no clock, no files."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.distributions import two_sided_z
from commonweal.warehouse.methods.inputs import NotComputable, probability, same_length, series
from commonweal.warehouse.methods.intervals import Interval
from commonweal.warehouse.methods.ranks import mid_ranks


@dataclass(frozen=True, slots=True)
class Correlation:
    """A rank correlation over comparable places: association between places, not effect within a place."""

    value: float
    interval: Interval
    n: int


def adjusted_p(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p values of a family of tests, each so that those at or below q have at most a share q of false ones.

    >>> [round(p, 3) for p in adjusted_p([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]

    Source: Benjamini and Hochberg (1995), JRSS B 57:289.
    """
    known = series("the p values", p_values)
    if min(known) < 0 or max(known) > 1:
        raise NotComputable("A p value does not lie between 0 and 1.")
    n = len(known)
    adjusted, least = [0.0] * n, 1.0
    for rank, i in sorted(enumerate(sorted(range(n), key=known.__getitem__), start=1), reverse=True):
        least = min(least, known[i] * n / rank)
        adjusted[i] = least
    return tuple(adjusted)


def discoveries(p_values: Sequence[float], *, rate: float = 0.05) -> tuple[bool, ...]:
    """Which tests of a family stand when false discoveries are held to a rate."""
    allowed = probability("the rate of false discoveries", rate)
    return tuple(p <= allowed for p in adjusted_p(p_values))


def expected_false(n_tests: int, *, alpha: float = 0.05) -> float:
    """How many of so many tests chance alone would make significant.

    >>> expected_false(50)
    2.5
    """
    if n_tests < 0:
        raise NotComputable("The number of tests is below zero.")
    return n_tests * probability("the level", alpha)


def rank_correlation(x: Sequence[float], y: Sequence[float], *, confidence: float = 0.95) -> Correlation:
    """Spearman's correlation of two measures over places, four at least, with its interval.

    The interval is symmetric on Fisher's scale with the variance (1 + r²/2)/(n − 3).

    Source: Spearman (1904); Bonett and Wright (2000), Psychometrika 65:23.
    """
    n = same_length("the two measures", x, y)
    a, b = mid_ranks(series("the first measure", x, at_least=4)), mid_ranks(series("the second measure", y))
    middle = (n + 1) / 2
    spread = math.sqrt(math.fsum((i - middle) ** 2 for i in a) * math.fsum((i - middle) ** 2 for i in b))
    if spread == 0:
        raise NotComputable("A measure that is the same everywhere moves with nothing.")
    r = math.fsum((i - middle) * (j - middle) for i, j in zip(a, b, strict=True)) / spread
    r = min(max(r, -1.0), 1.0)
    if abs(r) > 1 - 1e-12:
        return Correlation(r, Interval(r, r, confidence), n)
    reach = two_sided_z(confidence) * math.sqrt((1 + r * r / 2) / (n - 3))
    return Correlation(r, Interval(math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach), confidence), n)
