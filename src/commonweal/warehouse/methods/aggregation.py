"""One figure for several counties. Pure functions: no Django, no clock, no files.

Numerators and denominators are added wherever a source gives them. Where it gives only values, they are
averaged by population, and the result carries a flag that a page must print. Half a sum is no sum: one
missing or suppressed part leaves the whole without a value.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.warehouse.methods import margins
from commonweal.warehouse.methods.inputs import NotComputable, finite, not_negative, positive
from commonweal.warehouse.methods.margins import SurveyEstimate
from commonweal.warehouse.methods.observations import ValueStatus


class Summary(StrEnum):
    """What kind of number a published value is, and so what may be done with several of them."""

    COUNT = "count"
    RATIO = "ratio"
    MEDIAN = "median"
    AGE_ADJUSTED = "age_adjusted"
    STANDARD_SCORE = "standard_score"
    RANK = "rank"


class Caveat(StrEnum):
    """What must be said beside an aggregate that is not simply a sum."""

    POPULATION_WEIGHTED = "population_weighted"
    AVERAGED_MEDIANS = "averaged_medians"
    AVERAGED_AGE_ADJUSTED_RATES = "averaged_age_adjusted_rates"
    AVERAGED_STANDARD_SCORES = "averaged_standard_scores"
    ALLOCATED = "allocated"
    SUM_WITHOUT_COVARIANCE = "sum_without_covariance"


_CAVEATS_OF_AVERAGES = {
    Summary.MEDIAN: Caveat.AVERAGED_MEDIANS,
    Summary.AGE_ADJUSTED: Caveat.AVERAGED_AGE_ADJUSTED_RATES,
    Summary.STANDARD_SCORE: Caveat.AVERAGED_STANDARD_SCORES,
}


@dataclass(frozen=True, slots=True)
class CountedPart:
    """A county's events and the persons among whom they were counted; null where the status says why.

    ``share`` is the part of the county that belongs, from above 0 to 1: a place of ZIP codes takes some of each.
    """

    numerator: float | None
    denominator: float | None
    status: ValueStatus = ValueStatus.OK
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ValuedPart:
    """A county's published value and its population; the value is null where the status says why."""

    value: float | None
    population: float
    status: ValueStatus = ValueStatus.OK


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The figure of the whole, or null and why; with what must be said beside it.

    ``numerator`` and ``denominator`` are null for averages: they are not known.
    """

    value: float | None
    status: ValueStatus
    caveats: tuple[Caveat, ...] = ()
    numerator: float | None = None
    denominator: float | None = None


def ratio_of_sums(parts: Sequence[CountedPart], *, per: float = 1.0) -> Aggregate:
    """Events of all parts over persons of all parts, times ``per``.

    A part of a county brings its share of both, which takes events to be spread as people are: the
    caveat ``ALLOCATED`` says so.

    >>> ratio_of_sums([CountedPart(10, 1_000), CountedPart(90, 3_000)], per=100).value
    2.5

    Raises:
        NotComputable: without parts, with a negative number, or if the denominators add up to 0.
    """
    _some(parts)
    per = positive("the multiplier", per)
    if lacking := _lacking(parts):
        return Aggregate(None, lacking)
    shares = [_share(part.share) for part in parts]
    numerator = _weighted_sum("the numerator", [part.numerator for part in parts], shares)
    denominator = _weighted_sum("the denominator", [part.denominator for part in parts], shares)
    if denominator == 0:
        raise NotComputable("The denominators add up to zero.")
    caveats = (Caveat.ALLOCATED,) if any(share < 1 for share in shares) else ()
    return Aggregate(numerator / denominator * per, ValueStatus.OK, caveats, numerator, denominator)


def weighted_mean(parts: Sequence[ValuedPart], *, summary: Summary) -> Aggregate:
    """The values of all parts averaged by population, with the caveats that belong to their kind.

    A median, an age-adjusted rate or a standard score of the whole cannot be known from those of its parts;
    the average is an approximation and says so. Counts are added, not averaged, and ranks are neither.

    >>> weighted_mean([ValuedPart(40, 1_000), ValuedPart(60, 3_000)], summary=Summary.MEDIAN).caveats
    (<Caveat.POPULATION_WEIGHTED: 'population_weighted'>, <Caveat.AVERAGED_MEDIANS: 'averaged_medians'>)
    """
    _some(parts)
    if summary == Summary.RANK:
        raise NotComputable("Ranks of counties cannot be averaged.")
    if summary == Summary.COUNT:
        raise NotComputable("Counts of counties are added, not averaged.")
    populations = [positive("the population", part.population) for part in parts]
    if lacking := _lacking(parts):
        return Aggregate(None, lacking)
    values = [finite("the value", part.value) for part in parts if part.value is not None]
    value = math.fsum(v * n for v, n in zip(values, populations, strict=True)) / math.fsum(populations)
    bounded = min(max(value, min(values)), max(values))
    if len(parts) == 1:
        return Aggregate(bounded, ValueStatus.OK)
    of_kind = _CAVEATS_OF_AVERAGES.get(summary)
    return Aggregate(bounded, ValueStatus.OK, (Caveat.POPULATION_WEIGHTED, *([of_kind] if of_kind else [])))


def survey_share(
    numerators: Sequence[SurveyEstimate], denominators: Sequence[SurveyEstimate]
) -> tuple[SurveyEstimate, tuple[Caveat, ...]]:
    """The share of several areas of a survey, as a fraction, with the Bureau's margin.

    Its formula leaves out that neighbouring estimates move together; the caveat says so.
    """
    share = margins.proportion(margins.total(numerators), margins.total(denominators))
    return share, (Caveat.SUM_WITHOUT_COVARIANCE,) if len(numerators) > 1 else ()


def _some(parts: Sequence[object]) -> None:
    if not parts:
        raise NotComputable("There are no parts to add up.")


def _lacking(parts: Sequence[CountedPart] | Sequence[ValuedPart]) -> ValueStatus | None:
    """Why the whole has no value: suppressed weighs more than missing, for it must not be subtracted either."""
    statuses = {_status(part) for part in parts}
    for status in (ValueStatus.SUPPRESSED, ValueStatus.MISSING, ValueStatus.UNRELIABLE, ValueStatus.NOT_RANKED):
        if status in statuses:
            return status
    return None


def _status(part: CountedPart | ValuedPart) -> ValueStatus:
    known = (part.numerator, part.denominator) if isinstance(part, CountedPart) else (part.value,)
    if part.status == ValueStatus.OK and any(value is None for value in known):
        return ValueStatus.MISSING
    return part.status


def _share(share: float) -> float:
    if positive("the share of a county", share) > 1:
        raise NotComputable("The share of a county is above one.")
    return share


def _weighted_sum(name: str, values: Iterable[float | None], shares: Sequence[float]) -> float:
    known = [not_negative(name, value) for value in values if value is not None]
    return math.fsum(value * share for value, share in zip(known, shares, strict=True))
