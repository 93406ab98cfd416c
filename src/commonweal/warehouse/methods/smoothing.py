"""Rates of small areas drawn towards what their neighbours have. Pure functions: no Django, no clock, no files."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import (
    NotComputable,
    not_negative_series,
    positive_series,
    same_length,
)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is taken to be known of rates before an area is looked at: their mean and their variance among areas."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class SmoothedRates:
    """Raw and smoothed rates, events per person, in the order given. Show both; never rank the raw ones."""

    raw: tuple[float, ...]
    smoothed: tuple[float, ...]
    weights: tuple[float, ...]
    priors: tuple[Prior, ...]


def empirical_bayes(events: Sequence[float], population: Sequence[float]) -> SmoothedRates:
    """Each rate drawn towards the mean of all areas, the more the fewer people it stands on.

    >>> rates = empirical_bayes([0, 30], [100, 1_000])
    >>> rates.raw[0] < rates.smoothed[0] < rates.smoothed[1] <= rates.raw[1]
    True

    Source: Marshall (1991), Applied Statistics 40:283.
    """
    events, population = _areas(events, population)
    return _smoothed(events, population, [_prior(events, population)] * len(events))


def local_empirical_bayes(
    events: Sequence[float], population: Sequence[float], neighbours: Sequence[Sequence[int]]
) -> SmoothedRates:
    """Each rate drawn towards the mean of its neighbourhood: itself and its neighbours, by position.

    Source: Marshall (1991), Applied Statistics 40:283, local version.
    """
    events, population = _areas(events, population)
    n = same_length("areas and neighbourhoods", events, neighbours)
    priors = []
    for i, near in enumerate(neighbours):
        if any(not 0 <= j < n for j in near):
            raise NotComputable("A neighbour is none of the areas.")
        around = sorted({i, *near})
        priors.append(_prior([events[j] for j in around], [population[j] for j in around]))
    return _smoothed(events, population, priors)


def _areas(events: Sequence[float], population: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    same_length("events and populations", events, population)
    return not_negative_series("the events", events), positive_series("the populations", population)


def _prior(events: Sequence[float], population: Sequence[float]) -> Prior:
    people = math.fsum(population)
    mean = math.fsum(events) / people
    spread = math.fsum(n * (d / n - mean) ** 2 for d, n in zip(events, population, strict=True)) / people
    return Prior(mean, max(0.0, spread - mean / (people / len(population))))


def _smoothed(events: Sequence[float], population: Sequence[float], priors: Sequence[Prior]) -> SmoothedRates:
    raw = tuple(d / n for d, n in zip(events, population, strict=True))
    weights = tuple(
        prior.variance / (prior.variance + prior.mean / n) if prior.variance > 0 else 0.0
        for prior, n in zip(priors, population, strict=True)
    )
    smoothed = tuple(
        prior.mean + weight * (rate - prior.mean) for prior, weight, rate in zip(priors, weights, raw, strict=True)
    )
    return SmoothedRates(raw, smoothed, weights, tuple(priors))
