import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.natural_groups import natural_groups

pytestmark = pytest.mark.any_database

VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=9)


def within(stretch):
    mean = sum(stretch) / len(stretch)
    return sum((value - mean) ** 2 for value in stretch)


def least_of_all_divisions(values, k):
    ordered = sorted(values)
    cuts = combinations(range(1, len(ordered)), k - 1)
    edges = ([0, *cut, len(ordered)] for cut in cuts)
    return min(sum(within(ordered[a:b]) for a, b in pairwise(edge)) for edge in edges)


@given(VALUES, st.data())
def test_no_division_is_better(values, data):
    k = data.draw(st.integers(1, len(set(values))))
    assert natural_groups(values, k).within == pytest.approx(least_of_all_divisions(values, k), abs=1e-9)


@given(VALUES, st.data())
def test_groups_are_in_order_and_hold_everyone(values, data):
    k = data.draw(st.integers(1, len(set(values))))
    found = natural_groups(values, k)
    assert sum(found.sizes) == len(values)
    assert found.means == tuple(sorted(found.means))
    assert [label for _value, label in sorted(zip(values, found.labels, strict=True))] == sorted(found.labels)
    assert set(found.labels) == set(range(k))


@given(VALUES, st.integers(-1_000, 1_000))
def test_groups_move_with_the_values(values, shift):
    k = min(2, len(set(values)))
    moved = natural_groups([value + shift for value in values], k)
    assert moved.within == pytest.approx(natural_groups(values, k).within, abs=1e-6)


@pytest.mark.parametrize("refused", [([], 1), ([1, 1], 2), ([1, 2], 0), ([1, math.nan], 1)])
def test_what_bears_no_groups_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        natural_groups(*refused)
