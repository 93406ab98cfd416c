"""The page of statistical methods is compared with the methods and with the published examples."""

import ast
import os
import re
from pathlib import Path

import pytest

import commonweal

pytestmark = pytest.mark.any_database

SOURCE = Path(commonweal.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COMMONWEAL_SHARED", ROOT.parent / "shared"))
PAGE = (ROOT / "docs" / "reference" / "methods.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.split("|")] for row in re.findall(r"^\| `(.+) \|$", PAGE, re.MULTILINE)]
SPOKEN_OF = {row[0].rstrip("`"): row[-1] for row in ROWS}
NOT_METHODS = {
    "measures.moving_range.baseline_values",
    "measures.moving_range.mean_moving_range",
    "measures.moving_range.moving_ranges",
    "measures.run_chart.fewest_crossings",
    "measures.run_chart.longest_allowed",
    "measures.run_boxes.box_of",
    "measures.making_data_count.special_causes",
    "measures.signal_rules.standardized",
    "measures.forecast.best_kind",
    "measures.forecast.rolling_error",
    "measures.disparity.population_mean",
}
"""Steps of a method on the page, public because tests or other methods take them."""


def functions_of(package, module):
    tree = ast.parse((SOURCE / package / "methods" / f"{module}.py").read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {f"{package}.{module}.{name}" for name in names if not name.startswith("_")}


def test_every_method_is_on_the_page_and_every_row_is_a_method():
    modules = {tuple(name.split(".")[:2]) for name in SPOKEN_OF}
    there = set().union(*(functions_of(*module) for module in modules))
    assert set(SPOKEN_OF) == there - NOT_METHODS


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared/ is not here")
def test_the_examples_the_page_names_are_there():
    named = {name for proof in SPOKEN_OF.values() if proof != "-" for name in proof.split(", ")}
    assert [name for name in sorted(named) if not (SHARED / "vectors" / f"{name}.json").is_file()] == []
