"""Whether an estimate is certain enough to be shown. Pure functions: no Django, no clock, no files.

The limits are conventions, not laws of nature: the Census Bureau leaves them to the analyst. They are
arguments with our defaults, and a page that uses them prints them.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonweal.warehouse.methods.inputs import NotComputable, not_negative, positive
from commonweal.warehouse.methods.intervals import Estimate


class Reliability(StrEnum):
    """What may be done with an estimate."""

    RELIABLE = "reliable"
    USE_WITH_CARE = "use_with_care"
    TOO_UNCERTAIN = "too_uncertain"


class Doubt(StrEnum):
    """The one reason that weighs most against an estimate."""

    NONE = "none"
    FEW_EVENTS = "few_events"
    FEW_RESPONDENTS = "few_respondents"
    WIDE_INTERVAL = "wide_interval"
    NO_SPREAD_KNOWN = "no_spread_known"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done, and why not more."""

    reliability: Reliability
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class CvLimits:
    """Highest coefficients of variation, in percent, of a reliable and of a usable estimate."""

    reliable_percent: float = 15.0
    usable_percent: float = 30.0

    def __post_init__(self) -> None:
        positive("the limit of reliable estimates", self.reliable_percent)
        if self.usable_percent < self.reliable_percent:
            raise NotComputable("The limit of usable estimates lies below that of reliable ones.")


DEFAULT_CV_LIMITS = CvLimits()
ESRI_CV_LIMITS = CvLimits(12.0, 40.0)
"""The limits in Esri's products, for those who are used to them."""

FEWEST_EVENTS = 20
"""Below so many events a rate is unreliable (NCHS; relative standard error above 23 percent)."""


def by_cv(cv_percent: float, limits: CvLimits = DEFAULT_CV_LIMITS) -> Verdict:
    """The class of a survey estimate by its coefficient of variation, limits included in the better class.

    >>> by_cv(15.0).reliability
    <Reliability.RELIABLE: 'reliable'>

    Source: methods.md, section 4; conventions, not rules of the Bureau.
    """
    cv_percent = not_negative("the coefficient of variation", cv_percent)
    if cv_percent <= limits.reliable_percent:
        return Verdict(Reliability.RELIABLE)
    if cv_percent <= limits.usable_percent:
        return Verdict(Reliability.USE_WITH_CARE, Doubt.WIDE_INTERVAL)
    return Verdict(Reliability.TOO_UNCERTAIN, Doubt.WIDE_INTERVAL)


def of_rate(events: float, rate: Estimate, *, effective_events: float | None = None) -> Verdict:
    """Whether a rate of vital events may be shown; ``rate`` has its 95 percent interval.

    Too uncertain with fewer than 10 effective events, or an interval wider than 160 percent of the rate;
    with care below 20 events. ``effective_events`` differs from ``events`` for age-adjusted rates.

    Source: NCHS data presentation standards for rates (2023); the older rule of 20 events stays as a caution.
    """
    events = not_negative("the number of events", events)
    effective = events if effective_events is None else not_negative("the number of events", effective_events)
    if effective < 10:
        return Verdict(Reliability.TOO_UNCERTAIN, Doubt.FEW_EVENTS)
    if rate.value <= 0 or rate.interval.width > 1.6 * rate.value:
        return Verdict(Reliability.TOO_UNCERTAIN, Doubt.WIDE_INTERVAL)
    if events < FEWEST_EVENTS:
        return Verdict(Reliability.USE_WITH_CARE, Doubt.FEW_EVENTS)
    return Verdict(Reliability.RELIABLE)


def of_proportion(effective_n: float, share: Estimate) -> Verdict:
    """Whether a share may be shown; ``share`` is a fraction with its 95 percent interval.

    Fewer than 30 respondents: no. Interval of 0.05 or less: yes; above 0.30: no; between them: if it is
    no wider than 130 percent of the share.

    Source: Parker et al. (2017), NCHS Vital and Health Statistics 2(175).
    """
    if not_negative("the effective sample size", effective_n) < 30:
        return Verdict(Reliability.TOO_UNCERTAIN, Doubt.FEW_RESPONDENTS)
    width = share.interval.width
    if width <= 0.05:
        return Verdict(Reliability.RELIABLE)
    if width > 0.30 or width > 1.3 * share.value:
        return Verdict(Reliability.TOO_UNCERTAIN, Doubt.WIDE_INTERVAL)
    return Verdict(Reliability.RELIABLE)
