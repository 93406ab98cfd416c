"""Rates made comparable across populations of different age. Pure functions: no Django, no clock, no files.

Strata are usually age groups: events, population and standard population of each, in one order.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods import intervals
from commonweal.warehouse.methods.distributions import gamma_quantile
from commonweal.warehouse.methods.inputs import (
    NotComputable,
    not_negative_series,
    positive,
    positive_series,
    probability,
    same_length,
)
from commonweal.warehouse.methods.intervals import Estimate, Interval

US_2000_AGE_GROUPS = ("<1", "1-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+")
US_2000_STANDARD_MILLION = (13818, 55317, 145565, 138646, 135573, 162613, 134834, 87247, 66037, 44842, 15508)
"""The projected year 2000 population of the United States per million, NCHS distribution 1.

Source: Klein and Schoenborn (2001), Healthy People Statistical Notes 20.
"""

FEWEST_EVENTS_US = 20
FEWEST_EVENTS_UK = 10
"""Below so many events no adjusted rate is published (NCHS; UK Health Security Agency)."""


@dataclass(frozen=True, slots=True)
class Strata:
    """Events and persons by stratum, and the standard population they are weighted by."""

    events: tuple[float, ...]
    population: tuple[float, ...]
    standard: tuple[float, ...]

    @classmethod
    def of(cls, events: Sequence[float], population: Sequence[float], standard: Sequence[float]) -> "Strata":
        """The strata, if they belong together and bear a rate."""
        same_length("events, population and standard", events, population, standard)
        found = cls(
            not_negative_series("the events", events),
            positive_series("the population", population),
            not_negative_series("the standard population", standard),
        )
        if math.fsum(found.standard) == 0:
            raise NotComputable("The standard population is empty.")
        return found

    @property
    def total_events(self) -> float:
        """Events of all strata."""
        return math.fsum(self.events)

    @property
    def crude_rate(self) -> float:
        """Events over persons, not adjusted."""
        return self.total_events / math.fsum(self.population)

    @property
    def event_weights(self) -> tuple[float, ...]:
        """What one event of a stratum adds to the adjusted rate: its share of the standard over its persons."""
        whole = math.fsum(self.standard)
        return tuple(part / whole / n for part, n in zip(self.standard, self.population, strict=True))

    @property
    def adjusted_rate(self) -> float:
        """The rate the standard population would have with these rates by stratum."""
        return math.fsum(w * d for w, d in zip(self.event_weights, self.events, strict=True))

    @property
    def variance(self) -> float:
        """The Poisson variance of the adjusted rate."""
        return math.fsum(w * w * d for w, d in zip(self.event_weights, self.events, strict=True))


def fay_feuer(strata: Strata, *, per: float = 1.0, confidence: float = 0.95) -> Estimate:
    """The directly adjusted rate with Fay and Feuer's gamma interval; cautious where one weight is large.

    Source: Fay and Feuer (1997), Statistics in Medicine 16:791.
    """
    weights = strata.event_weights
    return _gamma_interval(strata, max(weights), max(w * w for w in weights), per, confidence)


def tiwari(strata: Strata, *, per: float = 1.0, confidence: float = 0.95) -> Estimate:
    """The directly adjusted rate with Tiwari's gamma interval, as SEER publishes it: the default.

    It puts the mean weight and the mean squared weight where Fay and Feuer put the largest.

    >>> strata = Strata.of([3, 9], [1_000, 1_000], [1, 1])
    >>> round(tiwari(strata, per=1_000).value, 1)
    6.0

    Source: Tiwari, Clegg and Zou (2006), Statistical Methods in Medical Research 15:547.
    """
    weights = strata.event_weights
    mean, mean_square = math.fsum(weights) / len(weights), math.fsum(w * w for w in weights) / len(weights)
    return _gamma_interval(strata, mean, mean_square, per, confidence)


def dobson(strata: Strata, *, per: float = 1.0, confidence: float = 0.95) -> Estimate:
    """The directly adjusted rate with Dobson's interval on the limits of the total count (exact, or Byar's).

    Source: Dobson et al. (1991), Statistics in Medicine 10:457; UK Health Security Agency.
    """
    per = positive("the multiplier", per)
    events, value = strata.total_events, strata.adjusted_rate
    of_count = intervals.poisson(events, confidence)
    if events == 0:
        return Estimate(0.0, of_count.times(per / math.fsum(strata.population)))
    scale = math.sqrt(strata.variance / events)
    lower, upper = value + scale * (of_count.lower - events), value + scale * (of_count.upper - events)
    return Estimate(value * per, Interval(max(0.0, lower), upper, confidence).times(per))


def standardized_ratio(strata: Strata, reference_rates: Sequence[float], *, confidence: float = 0.95) -> Estimate:
    """Observed over expected events, had each stratum the reference's rate: indirect standardization.

    1 means as many as expected. ``reference_rates`` are events per person, by stratum.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II.
    """
    same_length("the strata and the reference rates", strata.population, reference_rates)
    rates = not_negative_series("the reference rates", reference_rates)
    expected = math.fsum(r * n for r, n in zip(rates, strata.population, strict=True))
    return intervals.rate(strata.total_events, positive("the expected events", expected), confidence=confidence)


def effective_events(strata: Strata) -> float:
    """The events a crude rate with the same relative variance would stand on: rate² over variance."""
    return strata.adjusted_rate**2 / strata.variance if strata.variance else 0.0


def _gamma_interval(strata: Strata, weight: float, weight_squared: float, per: float, confidence: float) -> Estimate:
    """Gamma limits; the upper one as if one event of the given weight were added."""
    per = positive("the multiplier", per)
    tail = (1 - probability("the confidence", confidence)) / 2
    rate, variance = strata.adjusted_rate, strata.variance
    lower = variance / rate * gamma_quantile(tail, rate**2 / variance) if rate > 0 else 0.0
    above, variance_above = rate + weight, variance + weight_squared
    upper = variance_above / above * gamma_quantile(1 - tail, above**2 / variance_above)
    return Estimate(rate * per, Interval(lower, upper, confidence).times(per))
