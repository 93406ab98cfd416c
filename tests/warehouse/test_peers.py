import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.peers import deskewed, nearest_neighbours

pytestmark = pytest.mark.any_database

TABLES = (
    st.integers(2, 15)
    .flatmap(lambda n: st.lists(st.lists(st.integers(-50, 50), min_size=n, max_size=n), min_size=1, max_size=4))
    .filter(lambda table: any(len(set(column)) > 1 for column in table))
)


@given(TABLES)
def test_peers_come_nearest_first_without_the_place_itself(table):
    found = nearest_neighbours(table, 0)
    distances = [peer.distance for peer in found]
    assert distances == sorted(distances)
    assert 0 not in [peer.place for peer in found]
    assert len(found) == min(15, len(table[0]) - 1)


@given(TABLES)
def test_distance_is_the_same_both_ways(table):
    there = next(peer for peer in nearest_neighbours(table, 0) if peer.place == 1)
    back = next(peer for peer in nearest_neighbours(table, 1) if peer.place == 0)
    assert there.distance == pytest.approx(back.distance)
    assert there.gaps == pytest.approx(tuple(-gap for gap in back.gaps))


@given(TABLES, st.integers(1, 9), st.integers(-50, 50))
def test_peers_do_not_know_units(table, factor, shift):
    other = [[value * factor + shift for value in column] for column in table]
    one, two = nearest_neighbours(table, 0), nearest_neighbours(other, 0)
    assert [peer.distance for peer in two] == pytest.approx([peer.distance for peer in one])


@given(TABLES)
def test_a_variable_of_weight_zero_is_left_out(table):
    extra = [list(range(len(table[0]))), *table]
    weights = [0.0] + [1.0] * len(table)
    found = nearest_neighbours(extra, 0, weights=weights)
    assert [peer.distance for peer in found] == [peer.distance for peer in nearest_neighbours(table, 0)]


def test_the_variable_that_differs_most_comes_first():
    peer = nearest_neighbours([[1, 2, 3], [5, 95, 50]], 0, k=1)[0]
    assert peer.most_different == tuple(sorted((0, 1), key=lambda i: -abs(peer.gaps[i])))


def test_only_skewed_positive_values_are_logged():
    assert deskewed([1, 2, 3]) == (1, 2, 3)
    assert deskewed([-1, 1, 1, 1, 100]) == (-1, 1, 1, 1, 100)
    assert deskewed([1, 1, 1, 1, 100])[-1] == math.log(100)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: nearest_neighbours([], 0),
        lambda: nearest_neighbours([[1]], 0),
        lambda: nearest_neighbours([[1, 2]], 2),
        lambda: nearest_neighbours([[1, 2], [1]], 0),
        lambda: nearest_neighbours([[1, 1]], 0),
        lambda: nearest_neighbours([[1, 2]], 0, k=0),
        lambda: nearest_neighbours([[1, 2]], 0, weights=[1, 1]),
        lambda: nearest_neighbours([[1, math.nan]], 0),
        lambda: deskewed([]),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
