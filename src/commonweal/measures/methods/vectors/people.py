"""Vectors of how groups and respondents mirror their population."""

from collections.abc import Mapping
from typing import Any

from commonweal.warehouse.methods import raking
from commonweal.warehouse.methods.representation import representation

Input = Mapping[str, Any]


def mirrored(given: Input) -> dict[str, Any]:
    """One trait of a group beside its population."""
    found = representation(given["group_counts"], given["population_share"])
    return {
        "representation_ratio": found.ratios,
        "expected": found.expected,
        "chi_square": found.chi_square,
        "df": found.df,
        "chi_square_p": found.p_chi_square,
        "exact_multinomial_p": found.p_exact,
        "index_of_dissimilarity": found.dissimilarity,
        "smallest_expected": min(found.expected),
    }


def raked(given: Input) -> dict[str, Any]:
    """Weights of respondents that are given as cells of equal ones, raked to margins."""
    cells, margins = given["cells"], given["margins"]
    of_each = [cell for cell in cells for _school in range(cell["schools"])]
    traits = {trait: [cell[trait] for cell in of_each] for trait in margins}
    weights = raking.rake([cell["base_weight_each"] for cell in of_each], traits, margins).weights
    ends = [sum(cell["schools"] for cell in cells[: i + 1]) for i in range(len(cells))]
    each = [weights[end - 1] for end in ends]
    return {
        "raked_weight_each": each,
        "raked_total_by_cell": [w * cell["schools"] for w, cell in zip(each, cells, strict=True)],
    }
