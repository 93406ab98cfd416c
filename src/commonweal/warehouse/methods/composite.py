"""Composite scores of places, as the County Health Rankings make them. Pure functions: no Django, no clock, no files.

Values come by measure, one per place, in one order of places. Never feed rounded percentages: with them the
published order is not reproduced.

Source: Remington, Catlin and Gennuso (2015), Population Health Metrics 13:11.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import (
    NotComputable,
    finite,
    not_negative,
    positive_series,
    same_length,
    series,
)
from commonweal.warehouse.methods.ranks import first_ranks

SMALL_POPULATION = 20_000
"""Standard scores of places up to this size are held to ±3."""


@dataclass(frozen=True, slots=True)
class CompositeMeasure:
    """One measure of a composite: its values by place, null where missing, and its weight."""

    values: tuple[float | None, ...]
    weight: float
    higher_is_worse: bool = True


@dataclass(frozen=True, slots=True)
class Composite:
    """Scores by place, lower is healthier; ``z`` by measure and place, reverse-coded so that higher is worse.

    Ranks count from 1 for the healthiest. Do not show one bare: differences of rank are mostly noise.
    """

    z: tuple[tuple[float, ...], ...]
    scores: tuple[float, ...]
    ranks: tuple[int, ...]

    @property
    def quartiles(self) -> tuple[int, ...]:
        """The quarter of each place by rank, 1 for the healthiest."""
        return tuple(-(-rank * 4 // len(self.ranks)) for rank in self.ranks)


def z_scores(
    values: Sequence[float | None],
    *,
    higher_is_worse: bool = True,
    populations: Sequence[float] | None = None,
    of_sample: bool = False,
) -> tuple[float, ...]:
    """Standard scores of places, higher is worse: less the mean, over the standard deviation.

    A missing value counts as the mean. With populations, scores of small places are held to ±3. The deviation
    is that of all places (over n), or ``of_sample`` (over n - 1), as the published workbooks of 2017 to 2022
    have it; those take the ranked counties of one state.

    >>> z_scores([1, None, 3])
    (-1.0, 0.0, 1.0)

    Raises:
        NotComputable: if fewer than two places have a value, or all have the same.
    """
    known = series("the values", [value for value in values if value is not None], at_least=2)
    mean = math.fsum(known) / len(known)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / (len(known) - of_sample))
    if deviation == 0:
        raise NotComputable("A measure that is the same everywhere has no standard scores.")
    sign = 1 if higher_is_worse else -1
    raw = [0.0 if value is None else sign * (value - mean) / deviation for value in values]
    if populations is None:
        return tuple(raw)
    same_length("values and populations", values, populations)
    sizes = positive_series("the populations", populations)
    return tuple(min(max(z, -3.0), 3.0) if size <= SMALL_POPULATION else z for z, size in zip(raw, sizes, strict=True))


def composite(
    measures: Sequence[CompositeMeasure], *, populations: Sequence[float] | None = None, of_sample: bool = False
) -> Composite:
    """The weighted sum of standard scores of each place, and the ranks that follow from it.

    The weights need not add up to 1: those of a release are used as published.
    """
    if not measures:
        raise NotComputable("A composite has one measure at least.")
    same_length("the measures", *(measure.values for measure in measures))
    weights = [not_negative("a weight", measure.weight) for measure in measures]
    z = tuple(
        z_scores(measure.values, higher_is_worse=measure.higher_is_worse, populations=populations, of_sample=of_sample)
        for measure in measures
    )
    scores = tuple(
        math.fsum(weight * score for weight, score in zip(weights, of_place, strict=True))
        for of_place in zip(*z, strict=True)
    )
    return Composite(z, scores, first_ranks(scores))


def national_z(value: float, *, mean: float, deviation: float, higher_is_worse: bool = True) -> float:
    """The standard score of one place by the nation's published mean and standard deviation (2024 and later)."""
    if finite("the standard deviation", deviation) <= 0:
        raise NotComputable("The standard deviation is not above zero.")
    return (finite("the value", value) - finite("the mean", mean)) / deviation * (1 if higher_is_worse else -1)


def unrounded_rate(count: float, printed: float, *, per: float) -> float:
    """The rate behind a printed one, from its count and the whole number of people it must have been taken over.

    Workbooks print providers per 100,000 with five decimals, too few for their own published scores. Where no
    whole number of people gives the printed rate to five decimals, the printed one stays.

    >>> unrounded_rate(30, 66.62225, per=100_000) == 30 / 45_030 * 100_000
    True
    """
    count, printed = not_negative("the count", count), not_negative("the rate", printed)
    if count == 0 or printed == 0:
        return printed
    rate = count / max(1, round(count * per / printed)) * per
    return rate if abs(rate - printed) <= 1e-5 else printed
