"""How far groups are apart. Pure functions: no Django, no clock, no files.

Report an absolute and a relative measure together, with the rates of the groups themselves, and name the
reference and why: the two can move in opposite directions. Rates are in one unit, one per group; populations
(or population shares) in the same order.

Sources: Schlotheuber and Hosseinpoor (2022), IJERPH 19:3697 (WHO); Harper and Lynch (2005), HD*Calc (NCI).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commonweal.measures.methods.direction import Better
from commonweal.warehouse.methods.inputs import (
    NotComputable,
    finite,
    not_negative_series,
    positive,
    positive_series,
    probability,
    same_length,
    series,
)
from commonweal.warehouse.methods.intervals import Interval

Rates = Sequence[float]


@dataclass(frozen=True, slots=True)
class Gap:
    """The worst and the best group, by position, and how far they are apart.

    Small groups drive this gap up by noise: show its interval, and set a least size of groups.
    """

    worst: int
    best: int
    difference: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Gradient:
    """The slope and the relative index of inequality: predicted at the top of the order less, or over, the bottom."""

    slope_index: float
    relative_index: float


def worst_to_best(rates: Rates, *, better: Better) -> Gap:
    """The gap between the worst and the best group, the higher rate less, or over, the lower one."""
    rates = series("the rates", rates, at_least=2)
    best, worst = _best(rates, better), _best(rates, _opposite(better))
    high, low = max(rates), min(rates)
    return Gap(worst, best, high - low, high / positive("the lower rate", low))


def population_mean(rates: Rates, populations: Sequence[float]) -> float:
    """The mean of all groups, by population."""
    return _mean(*_groups(rates, populations))


def between_group_variance(rates: Rates, populations: Sequence[float]) -> float:
    """Squared distance from the mean, by population; its root is in the unit of the rates."""
    rates, shares = _groups(rates, populations)
    mean = _mean(rates, shares)
    return math.fsum(p * (r - mean) ** 2 for r, p in zip(rates, shares, strict=True))


def mean_difference(rates: Rates, populations: Sequence[float], *, reference: float, weighted: bool = True) -> float:
    """The mean distance of groups from a reference rate: the mean, the best group's, or another."""
    rates, shares = _groups(rates, populations)
    reference = finite("the reference", reference)
    weights = shares if weighted else (1 / len(rates),) * len(rates)
    return math.fsum(w * abs(r - reference) for r, w in zip(rates, weights, strict=True))


def index_of_disparity(rates: Rates, *, reference: int) -> float:
    """The mean distance of the other groups from the reference group, in percent of its rate.

    >>> round(index_of_disparity([4.5, 5.6, 9.0, 13.8, 5.0], reference=0), 1)
    85.6

    Source: Pearcy and Keppel (2002), Public Health Reports 117:273; reference = the best group.
    """
    rates = series("the rates", rates, at_least=2)
    if not 0 <= reference < len(rates):
        raise NotComputable("The reference is none of the groups.")
    base = positive("the rate of the reference", rates[reference])
    others = [abs(r - base) for i, r in enumerate(rates) if i != reference]
    return math.fsum(others) / len(others) / base * 100


def index_of_disparity_from_mean(rates: Rates, populations: Sequence[float], *, weighted: bool = True) -> float:
    """The mean distance of all groups from their mean, in percent of it: WHO's variant. Say which one is shown."""
    mean = positive("the mean", population_mean(rates, populations))
    return mean_difference(rates, populations, reference=mean, weighted=weighted) / mean * 100


def theil_index(rates: Rates, populations: Sequence[float]) -> float:
    """Theil's index: Σ p (r/μ) ln(r/μ); a rate of zero adds nothing."""
    rates, shares = _groups(rates, populations)
    mean = positive("the mean", _mean(rates, shares))
    positive_or_zero = not_negative_series("the rates", rates)
    terms = zip(positive_or_zero, shares, strict=True)
    return math.fsum(p * (r / mean) * math.log(r / mean) for r, p in terms if r > 0)


def mean_log_deviation(rates: Rates, populations: Sequence[float]) -> float:
    """Σ -p ln(r/μ); WHO prints it times 1,000. Rates are above zero."""
    rates, shares = _groups(rates, populations)
    mean = _mean(positive_series("the rates", rates), shares)
    return math.fsum(-p * math.log(r / mean) for r, p in zip(rates, shares, strict=True))


def concentration_index(rates: Rates, populations: Sequence[float]) -> float:
    """The absolute concentration index of groups in order, the most disadvantaged first.

    Above zero: the rate is concentrated among the advantaged. Over the mean it is the relative index.
    """
    rates, shares = _groups(rates, populations)
    ridits = _ridits(shares)
    return math.fsum(p * (2 * x - 1) * r for r, p, x in zip(rates, shares, ridits, strict=True))


def relative_concentration_index(rates: Rates, populations: Sequence[float]) -> float:
    """The absolute concentration index over the mean."""
    mean = positive("the mean", population_mean(rates, populations))
    return concentration_index(rates, populations) / mean


def linear_gradient(rates: Rates, populations: Sequence[float]) -> Gradient:
    """Slope and relative index of inequality of groups in order, by a straight line weighted once by population."""
    rates, shares = _groups(rates, populations)
    ridits = _ridits(shares)
    mean_x, mean_r = _mean(ridits, shares), _mean(rates, shares)
    spread = math.fsum(p * (x - mean_x) ** 2 for p, x in zip(shares, ridits, strict=True))
    positive("the number of groups with people", spread)
    slope = math.fsum(p * (x - mean_x) * r for r, p, x in zip(rates, shares, ridits, strict=True)) / spread
    bottom = mean_r - slope * mean_x
    return Gradient(slope, (bottom + slope) / positive("the rate predicted at the bottom", bottom))


def logistic_gradient(shares_with: Rates, populations: Sequence[float]) -> Gradient:
    """Slope and relative index of inequality of shares (0 to 1) in order, by a logit weighted once by population.

    WHO's own package weights twice; this follows the formula.
    """
    rates, shares = _groups(shares_with, populations)
    if min(rates) < 0 or max(rates) > 1 or not 0 < _mean(rates, shares) < 1:
        raise NotComputable("The shares do not lie between 0 and 1, or are all 0 or all 1.")
    intercept, slope = _logit_line(rates, shares, _ridits(shares))
    top, bottom = _logistic(intercept + slope), _logistic(intercept)
    return Gradient(top - bottom, top / bottom)


def population_attributable_risk(rates: Rates, populations: Sequence[float], *, better: Better) -> float:
    """The best group's rate less the mean: what all would gain, had they the best rate. Over the mean: the fraction."""
    return rates[_best(series("the rates", rates), better)] - population_mean(rates, populations)


def simulated_interval(
    rates: Rates,
    standard_errors: Sequence[float],
    index: Callable[[Rates], float],
    *,
    seed: int,
    n_draws: int = 1_000,
    confidence: float = 0.95,
) -> Interval:
    """The interval of any index, from normal draws of the groups' rates. The same seed gives the same interval.

    Draws below zero count as zero; draws for which the index cannot be computed are left out.
    """
    from numpy.random import default_rng  # noqa: PLC0415 -- slow import

    rates = not_negative_series("the rates", rates)
    same_length("rates and standard errors", rates, standard_errors)
    errors = not_negative_series("the standard errors", standard_errors)
    tail = (1 - probability("the confidence", confidence)) / 2
    found = []
    for draw in default_rng(seed).normal(rates, errors, size=(n_draws, len(rates))):
        try:
            found.append(index([max(0.0, float(rate)) for rate in draw]))
        except NotComputable:
            continue
    if len(found) < n_draws / 2:
        raise NotComputable("The index cannot be computed for most draws, so it has no interval.")
    found.sort()
    return Interval(found[int(tail * len(found))], found[-1 - int(tail * len(found))], confidence)


def _opposite(better: Better) -> Better:
    return Better.LOWER if better == Better.HIGHER else Better.HIGHER


def _best(rates: Rates, better: Better) -> int:
    if better == Better.CONTEXT:
        raise NotComputable("A measure without a better direction has no best group.")
    choose = max if better == Better.HIGHER else min
    return choose(range(len(rates)), key=rates.__getitem__)


def _groups(rates: Rates, populations: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Rates, and the groups' shares of the population."""
    same_length("rates and populations", rates, populations)
    people = positive_series("the populations", populations)
    whole = math.fsum(people)
    return series("the rates", rates), tuple(n / whole for n in people)


def _mean(rates: Rates, shares: Sequence[float]) -> float:
    return math.fsum(r * p for r, p in zip(rates, shares, strict=True))


def _ridits(shares: Sequence[float]) -> tuple[float, ...]:
    """The middle of each group in the order of the whole population, from 0 to 1."""
    ridits, below = [], 0.0
    for share in shares:
        ridits.append(below + share / 2)
        below += share
    return tuple(ridits)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _logit_line(rates: Rates, weights: Sequence[float], x: Sequence[float]) -> tuple[float, float]:
    """Intercept and slope of the most likely logit line, by Newton's steps."""
    mean = _mean(rates, weights)
    intercept, slope = math.log(mean / (1 - mean)), 0.0
    for _step in range(100):
        fitted = [_logistic(intercept + slope * at) for at in x]
        curve = [w * f * (1 - f) for w, f in zip(weights, fitted, strict=True)]
        left = [w * (r - f) for w, r, f in zip(weights, rates, fitted, strict=True)]
        a, b = math.fsum(curve), math.fsum(c * at for c, at in zip(curve, x, strict=True))
        c = math.fsum(c * at * at for c, at in zip(curve, x, strict=True))
        g, h = math.fsum(left), math.fsum(e * at for e, at in zip(left, x, strict=True))
        determinant = a * c - b * b
        if determinant <= 1e-14:
            raise NotComputable("The shares follow no single logit line: one group at least must lie between.")
        steps = (c * g - b * h) / determinant, (a * h - b * g) / determinant
        intercept, slope = intercept + steps[0], slope + steps[1]
        if max(map(abs, steps)) < 1e-12:
            break
    return intercept, slope
