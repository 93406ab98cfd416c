"""Vectors of composites, groups and peers of places."""

from collections.abc import Mapping
from typing import Any

from commonweal.warehouse.methods import composite, natural_groups, peers
from commonweal.warehouse.methods.composite import CompositeMeasure

Input = Mapping[str, Any]


def rankings(given: Input) -> dict[str, Any]:
    """A composite from a state's counties by the weights of the input, or of a toy table."""
    if "values" in given:
        return _toy(given)
    weights = given["weights"]
    measures = [CompositeMeasure(tuple(given[name]), weight) for name, weight in weights.items()]
    found = composite.composite(measures, populations=given["population"])
    by_rank = [name for _rank, name in sorted(zip(found.ranks, given["county"], strict=True))]
    z = dict(zip(weights, found.z, strict=True))
    return {
        "score": found.scores,
        "rank": found.ranks,
        "quartile_by_rank": found.quartiles,
        "z_premature_death": z["premature_death_ypll"],
        "z_low_birthweight": z["low_birthweight"],
        "published_five_healthiest": by_rank[:5],
        "published_five_least_healthy_worst_first": by_rank[:-6:-1],
    }


def health_groups(given: Input) -> dict[str, Any]:
    """Exact one-dimensional groups of scores."""
    found = natural_groups.natural_groups(given["scores"], given["k"])
    return {
        "group_minimum": found.minimums,
        "group_size": found.sizes,
        "group_mean": found.means,
        "within_sum_of_squares": found.within,
    }


def neighbours(given: Input) -> dict[str, Any]:
    """The five nearest counties."""
    columns = list(zip(*given["values"], strict=True))
    found = peers.nearest_neighbours(columns, given["county"].index(given["area"]), k=5)
    return {
        "neighbours": [given["county"][peer.place] for peer in found],
        "distances": [peer.distance for peer in found],
    }


def _toy(given: Input) -> dict[str, Any]:
    columns = zip(zip(*given["values"], strict=True), given["weights"], given["higher_is_worse"], strict=True)
    measures = [CompositeMeasure(values, weight, higher_is_worse=worse) for values, weight, worse in columns]
    found = composite.composite(measures, populations=given["population"])
    return {
        "z_after_reverse_coding": [list(row) for row in zip(*found.z, strict=True)],
        "score": found.scores,
        "rank_1_is_healthiest": found.ranks,
    }
