"""Weights that make respondents add up to known margins. Pure functions: no Django, no clock, no files."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable, positive_series, same_length

SETTLED = 1e-12
"""Weights have settled when a round changes none by more than this part of it."""

MET = 1e-6
"""Margins are met when every sum is within this part of its target."""

MOST_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Raked:
    """Weights in the order of the respondents, and what weighting costs.

    ``effective_n`` is how many equally weighted respondents would know as much (Kish); variances from raked
    weights need replicates that are raked again.
    """

    weights: tuple[float, ...]
    n_rounds: int

    @property
    def design_effect(self) -> float:
        """How much variance weighting adds, n Σw² over (Σw)²: 1 if all weights are equal."""
        squares = math.fsum(weight * weight for weight in self.weights)
        return len(self.weights) * squares / math.fsum(self.weights) ** 2

    @property
    def effective_n(self) -> float:
        """Respondents over the design effect."""
        return len(self.weights) / self.design_effect


def rake(
    base_weights: Sequence[float],
    traits: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
    *,
    bounds: tuple[float, float] | None = None,
) -> Raked:
    """Fit the weights to each margin in turn until all are met.

    Args:
        base_weights: one per respondent.
        traits: by trait, each respondent's value.
        margins: by trait, the population of each value; totals of all traits agree.
        bounds: lowest and highest weight as parts of the mean, 0.3 and 3 say; weights are cut and raked again,
            and the margins are then met only as closely as the bounds allow. None leaves weights free.

    Raises:
        NotComputable: if a value of a margin has no respondent, a respondent's value no margin, totals differ,
            or the margins cannot be met.

    Source: Deming and Stephan (1940); Kish (1965), Survey Sampling.
    """
    weights = list(positive_series("the base weights", base_weights))
    _checked(len(weights), traits, margins)
    n_rounds, before = 0, [0.0] * len(weights)
    while n_rounds < MOST_ROUNDS and not _are_settled(weights, before):
        n_rounds, before = n_rounds + 1, weights
        weights = _one_round(weights, traits, margins)
        weights = weights if bounds is None else _within(weights, bounds)
    if bounds is None and not _are_met(weights, traits, margins):
        raise NotComputable("The margins cannot be met together by these respondents.")
    return Raked(tuple(weights), n_rounds)


def _one_round(
    weights: Sequence[float], traits: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]
) -> list[float]:
    fitted = list(weights)
    for trait, targets in margins.items():
        sums = _sums(fitted, traits[trait])
        fitted = [w * targets[value] / sums[value] for w, value in zip(fitted, traits[trait], strict=True)]
    return fitted


def _are_settled(weights: Sequence[float], before: Sequence[float]) -> bool:
    return all(math.isclose(w, b, rel_tol=SETTLED) for w, b in zip(weights, before, strict=True))


def _checked(n: int, traits: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]) -> None:
    if not margins or set(margins) - set(traits):
        raise NotComputable("There is no margin, or one of a trait that respondents do not have.")
    totals = []
    for trait, targets in margins.items():
        same_length(f"respondents and values of {trait}", range(n), traits[trait])
        if set(traits[trait]) != set(targets):
            raise NotComputable(f"The values of {trait} are not those of its margin: collapse or leave out.")
        totals.append(math.fsum(positive_series(f"the margin of {trait}", targets.values())))
    if any(not math.isclose(total, totals[0], rel_tol=1e-6) for total in totals):
        raise NotComputable("The margins do not add up to one population.")


def _sums(weights: Sequence[float], values: Sequence[str]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for weight, value in zip(weights, values, strict=True):
        sums[value] = sums.get(value, 0.0) + weight
    return sums


def _are_met(
    weights: Sequence[float], traits: Mapping[str, Sequence[str]], margins: Mapping[str, Mapping[str, float]]
) -> bool:
    return all(
        math.isclose(found, margins[trait][value], rel_tol=MET)
        for trait in margins
        for value, found in _sums(weights, traits[trait]).items()
    )


def _within(weights: Sequence[float], bounds: tuple[float, float]) -> list[float]:
    mean = math.fsum(weights) / len(weights)
    return [min(max(weight, bounds[0] * mean), bounds[1] * mean) for weight in weights]
