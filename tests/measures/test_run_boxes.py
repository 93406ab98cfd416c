from collections import defaultdict
from statistics import NormalDist

import pytest

from commonweal.measures.methods.run_boxes import (
    LONGEST,
    SHORTEST,
    best_box_signal,
    box_of,
    cut_box_signal,
)
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

TARGET = 0.925
SHIFT = 0.8


def chances(n, p):
    """How likely each pair of crossings and longest run is, of points above the line with probability p."""
    states = {(side, 1, 1, 0): odds for side, odds in ((True, p), (False, 1 - p))}
    for _point in range(n - 1):
        after = defaultdict(float)
        for (side, run, longest, crossings), chance in states.items():
            stays, leaves = (p, 1 - p) if side else (1 - p, p)
            after[side, run + 1, max(longest, run + 1), crossings] += chance * stays
            after[not side, 1, longest, crossings + 1] += chance * leaves
        states = after
    pairs = defaultdict(float)
    for (_side, _run, longest, crossings), chance in states.items():
        pairs[crossings, longest] += chance
    return pairs


def quiet(pairs, n, signal):
    return sum(chance for (crossings, longest), chance in pairs.items() if not signal(n, crossings, longest))


@pytest.mark.parametrize("n", [10, 11, 12, 16, 20, 24])
def test_no_box_of_the_same_specificity_finds_the_shift_more_often(n):
    still, shifted = chances(n, 0.5), chances(n, NormalDist().cdf(SHIFT))
    found = quiet(shifted, n, best_box_signal)
    for fewest, longest in still:
        inside = [(c, run) for c, run in still if c >= fewest and run <= longest]
        if sum(still[pair] for pair in inside) >= TARGET:
            assert sum(shifted[pair] for pair in inside) >= found - 1e-12


@pytest.mark.parametrize("n", [10, 11, 12, 16, 20, 24, 30])
def test_both_boxes_keep_their_specificity_and_the_cut_finds_more(n):
    still, shifted = chances(n, 0.5), chances(n, NormalDist().cdf(SHIFT))
    assert quiet(still, n, best_box_signal) >= quiet(still, n, cut_box_signal) >= TARGET
    assert quiet(shifted, n, cut_box_signal) <= quiet(shifted, n, best_box_signal)


@pytest.mark.parametrize("n", range(SHORTEST, LONGEST + 1))
def test_a_cut_lies_inside_its_box(n):
    box = box_of(n)
    assert box.run_at_fewest <= box.longest_run
    assert box.crossings_at_longest >= box.fewest_crossings
    assert (box.run_at_fewest == box.longest_run) == (box.crossings_at_longest == box.fewest_crossings)


@pytest.mark.parametrize("n", [9, 101])
def test_other_lengths_are_refused(n):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        box_of(n)
