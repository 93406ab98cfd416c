"""The published examples of shared/vectors, where that folder is."""

import json
import os
from pathlib import Path

import pytest

from commonweal.measures.methods import vectors
from commonweal.measures.methods.vectors.reading import differences

pytestmark = pytest.mark.any_database

FOLDER = Path(os.environ.get("COMMONWEAL_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "vectors"
LATER = {"agreement", "networks", "polis", "priorities"}
"""Families of methods that belong to later work."""
NOT_BUILT = {"forecast/nile.json", "forecast/wwwusage.json"}
"""ETS and ARIMA; ``commonweal vectors`` counts them among what is not ours yet."""


def name_of(path):
    return f"{path.parent.name}/{path.name}"


FILES = [
    path for path in sorted(FOLDER.glob("*/*.json")) if path.parent.name not in LATER and name_of(path) not in NOT_BUILT
]


@pytest.mark.skipif(not FILES, reason="the folder shared/vectors is not here")
@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_published_example_is_reproduced(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    found = [vectors.faults(document["method"], case, document["tolerance"]) for case in document["cases"]]
    assert found == [[] for _case in document["cases"]]
    assert document["cases"] != []


@pytest.mark.parametrize(
    ("expected", "found", "lines"),
    [
        ({"a": 1.0}, {"a": 1.0 + 1e-9}, []),
        ({"a": 1.0}, {"a": 1.1}, ["a: expected 1.0, found 1.1"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a: expected [1, 2], found [1]"]),
        ({"a": [1, {"b": None}]}, {"a": (1, {"b": 0})}, ["a[1].b: expected None, found 0"]),
        ({"a": True}, {"a": 1.5}, ["a: expected True, found 1.5"]),
        ({"a": 1}, {"a": True}, ["a: expected 1, found True"]),
        ({"a": 1.0}, {"a": float("nan")}, ["a: expected 1.0, found nan"]),
        ({"a": 1}, {}, ["a: we have no answer"]),
        ({"published": 1}, {}, []),
    ],
)
def test_what_differs_is_told_in_a_line(expected, found, lines):
    assert differences(expected, found, {"relative": 1e-6}) == lines
