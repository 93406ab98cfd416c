"""What may honestly be said of a measure. Pure functions: no Django, no clock, no files.

Every verdict has a state "cannot tell" with its one reason. "Too few points to tell" is a result, not a gap.
The words for people live with the pages; here are the rules.

Source: methods.md, sections 2 and "Cross-cutting rules"; Baldrige Le-T-C-I.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.measures.methods.comparison import mover_difference
from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.making_data_count import Variation, read
from commonweal.measures.methods.trend import FEWEST_FOR_TEST, mann_kendall, theil_sen
from commonweal.warehouse.methods.inputs import NotComputable, finite
from commonweal.warehouse.methods.intervals import Estimate as IntervalEstimate
from commonweal.warehouse.methods.intervals import Interval
from commonweal.warehouse.methods.observations import Estimate, ValueStatus

FEWEST_FOR_TREND = 3
"""Below so many points nobody speaks of a trend (Baldrige practice)."""

FEWEST_FOR_SIGNALS = 12
"""From so many points on, signals of the process replace the test of a trend."""

SIGNIFICANT = 0.05


class Verdict(StrEnum):
    """What is said. ``HIGHER`` and ``LOWER`` are for measures without a better direction."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    CANNOT_TELL = "cannot_tell"


class Silence(StrEnum):
    """Why nothing can be said, the first reason that holds."""

    NO_VALUE = "no_value"
    SUPPRESSED = "suppressed"
    UNRELIABLE = "unreliable"
    NO_TARGET = "no_target"
    NO_COMPARATOR = "no_comparator"
    NO_INTERVAL = "no_interval"
    OTHER_DEFINITION = "other_definition"
    OTHER_PERIOD = "other_period"
    MODELLED = "modelled"
    OVERLAPPING_PERIODS = "overlapping_periods"
    BREAK_IN_SERIES = "break_in_series"
    TOO_FEW_POINTS = "too_few_points"


class Evidence(StrEnum):
    """What a verdict on a trend rests on."""

    NONE = "none"
    MANN_KENDALL = "mann_kendall"
    SIGNALS = "signals"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it may be compared: with its interval, its years, and the definition it follows.

    ``value`` and ``interval`` are null where there is none; ``status`` says why.
    """

    value: float | None
    interval: Interval | None
    first_year: int
    last_year: int
    definition: str = ""
    status: ValueStatus = ValueStatus.OK


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, or why there is none. ``difference`` is in the unit of the measure, signed, null if unknown."""

    verdict: Verdict
    silence: Silence | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class TrendFinding:
    """A verdict on a trend, what it rests on, how many points were used, and the slope per year if there is one.

    ``p`` is null where signals or nothing were judged; a page that shows many trends holds the p values to a
    rate of false discoveries.
    """

    verdict: Verdict
    evidence: Evidence
    n_points: int
    silence: Silence | None = None
    slope: float | None = None
    p: float | None = None


class ChartKind(StrEnum):
    """The richest chart that a series bears."""

    LINE = "line"
    RUN_CHART = "run_chart"
    XMR = "xmr"
    PRIME = "prime"


def against_target(here: Figure, target: float | None, *, better: Better) -> Finding:
    """Whether a level is beyond its target: only if its interval does not hold the target."""
    if silence := _silence_of(here):
        return Finding(Verdict.CANNOT_TELL, silence)
    if target is None or better == Better.CONTEXT:
        return Finding(Verdict.CANNOT_TELL, Silence.NO_TARGET)
    apart = _known(here) - finite("the target", target)
    if here.interval is None:
        return Finding(Verdict.CANNOT_TELL, Silence.NO_INTERVAL, apart)
    if here.interval.holds(target):
        return Finding(Verdict.NO_CLEAR_DIFFERENCE, difference=apart)
    return Finding(_judged(apart, better), difference=apart)


def beside(here: Figure, other: Figure | None, *, better: Better) -> Finding:
    """How a level stands beside a comparator of the same definition and years, each with its interval.

    They are taken as independent. A place is a part of its state and its nation; for a large place that makes
    the interval of the difference too wide rather than too narrow.
    """
    if silence := _silence_of(here):
        return Finding(Verdict.CANNOT_TELL, silence)
    if other is None or _silence_of(other):
        return Finding(Verdict.CANNOT_TELL, Silence.NO_COMPARATOR)
    apart = _known(here) - _known(other)
    if here.definition != other.definition:
        return Finding(Verdict.CANNOT_TELL, Silence.OTHER_DEFINITION, apart)
    if (here.first_year, here.last_year) != (other.first_year, other.last_year):
        return Finding(Verdict.CANNOT_TELL, Silence.OTHER_PERIOD, apart)
    if here.interval is None or other.interval is None:
        return Finding(Verdict.CANNOT_TELL, Silence.NO_INTERVAL, apart)
    between = mover_difference(
        IntervalEstimate(_known(here), here.interval), IntervalEstimate(_known(other), other.interval)
    )
    if between.holds(0):
        return Finding(Verdict.NO_CLEAR_DIFFERENCE, difference=apart)
    return Finding(_judged(apart, better), difference=apart)


def trend_of(figures: Sequence[Figure], *, estimate: Estimate, better: Better) -> TrendFinding:
    """Whether a series has become better or worse.

    Only values of the newest definition count, and of periods that overlap only the newest of each. Modelled
    small-area estimates bear no verdict at all: the model, not the place, may have moved. 3 and 4 points have
    a slope but no verdict; 5 to 11 are tested; from 12 on the last signal of the process decides.
    """
    if estimate == Estimate.MODEL:
        return TrendFinding(Verdict.CANNOT_TELL, Evidence.NONE, 0, Silence.MODELLED)
    usable = [figure for figure in figures if _silence_of(figure) is None]
    unbroken = _after_last_break(usable)
    points = independent(unbroken)
    n = len(points)
    if n < FEWEST_FOR_TREND:
        return TrendFinding(Verdict.CANNOT_TELL, Evidence.NONE, n, _why_few(usable, unbroken, points))
    values = [_known(point) for point in points]
    slope = theil_sen(values, [(point.first_year + point.last_year) / 2 for point in points]).slope
    if n < FEWEST_FOR_TEST:
        return TrendFinding(Verdict.CANNOT_TELL, Evidence.NONE, n, _why_few(usable, unbroken, points), slope)
    if n >= FEWEST_FOR_SIGNALS:
        cause = read(values, better=better).variation
        return TrendFinding(_OF_VARIATION[cause], Evidence.SIGNALS, n, None, slope)
    test = mann_kendall(values)
    verdict = _judged(test.s, better) if test.p < SIGNIFICANT else Verdict.NO_CLEAR_DIFFERENCE
    return TrendFinding(verdict, Evidence.MANN_KENDALL, n, None, slope, test.p)


def independent(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures whose periods do not overlap, chosen from the newest back, in time order."""
    chosen: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: (figure.last_year, figure.first_year), reverse=True):
        if not chosen or figure.last_year < chosen[-1].first_year:
            chosen.append(figure)
    return tuple(reversed(chosen))


def chart_for(n_points: int, *, estimate: Estimate, has_counts: bool) -> ChartKind:
    """The richest chart for independent points: no limits on modelled estimates, no p chart on survey estimates.

    >>> chart_for(20, estimate=Estimate.SURVEY, has_counts=True)
    <ChartKind.XMR: 'xmr'>
    """
    if estimate == Estimate.MODEL or n_points < 10:
        return ChartKind.LINE
    if n_points < FEWEST_FOR_SIGNALS:
        return ChartKind.RUN_CHART
    return ChartKind.PRIME if has_counts and estimate == Estimate.COUNT else ChartKind.XMR


class Breadth(StrEnum):
    """How much of what was asked for is there, in Baldrige's words; the cut points are ours."""

    FEW = "few"
    SOME = "some"
    MANY = "many"
    MOST = "most"
    NEARLY_ALL = "nearly_all"


def breadth_of(n_there: int, n_asked: int) -> Breadth:
    """Few below 15 percent, some below 35, many below 65, most below 90, nearly all from there.

    >>> breadth_of(9, 10)
    <Breadth.NEARLY_ALL: 'nearly_all'>
    """
    if n_asked < 1 or not 0 <= n_there <= n_asked:
        raise NotComputable("The number there is is not a part of the number asked for.")
    limits = ((15, Breadth.FEW), (35, Breadth.SOME), (65, Breadth.MANY), (90, Breadth.MOST))
    return next((word for limit, word in limits if n_there * 100 < limit * n_asked), Breadth.NEARLY_ALL)


_OF_VARIATION = {
    Variation.COMMON_CAUSE: Verdict.NO_CLEAR_DIFFERENCE,
    Variation.IMPROVEMENT_HIGH: Verdict.BETTER,
    Variation.IMPROVEMENT_LOW: Verdict.BETTER,
    Variation.CONCERN_HIGH: Verdict.WORSE,
    Variation.CONCERN_LOW: Verdict.WORSE,
    Variation.NEUTRAL_HIGH: Verdict.HIGHER,
    Variation.NEUTRAL_LOW: Verdict.LOWER,
}

_OF_STATUS = {
    ValueStatus.SUPPRESSED: Silence.SUPPRESSED,
    ValueStatus.UNRELIABLE: Silence.UNRELIABLE,
    ValueStatus.MISSING: Silence.NO_VALUE,
    ValueStatus.NOT_RANKED: Silence.NO_VALUE,
}


def _silence_of(figure: Figure) -> Silence | None:
    """Why a figure cannot be judged at all."""
    return _OF_STATUS.get(figure.status) or (Silence.NO_VALUE if figure.value is None else None)


def _known(figure: Figure) -> float:
    if figure.value is None:
        raise NotComputable("A figure without a value cannot be judged.")
    return finite("the value", figure.value)


def _judged(difference: float, better: Better) -> Verdict:
    """The word for a difference that is there."""
    if better == Better.CONTEXT:
        return Verdict.HIGHER if difference > 0 else Verdict.LOWER
    return Verdict.BETTER if (difference > 0) == (better == Better.HIGHER) else Verdict.WORSE


def _after_last_break(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of the newest definition, from its first unbroken use on, in time order."""
    ordered = sorted(figures, key=lambda figure: (figure.last_year, figure.first_year))
    start = len(ordered)
    while start > 0 and ordered[start - 1].definition == ordered[-1].definition:
        start -= 1
    return ordered[start:]


def _why_few(usable: Sequence[Figure], unbroken: Sequence[Figure], points: Sequence[Figure]) -> Silence:
    """What took the points away, if they would have been enough."""
    if len(unbroken) >= FEWEST_FOR_TEST > len(points):
        return Silence.OVERLAPPING_PERIODS
    return Silence.BREAK_IN_SERIES if len(usable) >= FEWEST_FOR_TEST > len(unbroken) else Silence.TOO_FEW_POINTS
