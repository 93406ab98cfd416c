import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonweal.warehouse.methods.composite import (
    CompositeMeasure,
    composite,
    national_z,
    unrounded_rate,
    z_scores,
)
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

VALUES = st.lists(st.integers(-100, 100), min_size=2, max_size=40).filter(lambda values: len(set(values)) > 1)


@given(VALUES)
def test_standard_scores_have_mean_zero_and_deviation_one(values):
    z = z_scores(values)
    assert math.fsum(z) == pytest.approx(0, abs=1e-9)
    assert math.fsum(score * score for score in z) / len(z) == pytest.approx(1)


@given(VALUES, st.integers(1, 9), st.integers(-50, 50))
def test_standard_scores_know_neither_unit_nor_zero(values, factor, shift):
    assert z_scores([value * factor + shift for value in values]) == pytest.approx(z_scores(values))


@given(VALUES)
def test_reverse_coding_turns_scores_over(values):
    assert z_scores(values, higher_is_worse=False) == pytest.approx(tuple(-z for z in z_scores(values)))


@given(VALUES, st.integers(0, 40))
def test_a_missing_value_counts_as_the_mean_and_moves_nobody(values, position):
    at = min(position, len(values))
    with_gap = z_scores([*values[:at], None, *values[at:]])
    assert with_gap[at] == 0
    assert (*with_gap[:at], *with_gap[at + 1 :]) == pytest.approx(z_scores(values))


def test_scores_of_small_places_are_held_to_three():
    values = [0] * 30 + [1]
    small, large = ([1_000] * 30 + [size] for size in (20_000, 20_001))
    assert z_scores(values, populations=small)[-1] == 3
    assert z_scores(values, populations=large)[-1] == pytest.approx(math.sqrt(30))


@given(VALUES)
def test_the_place_with_the_lowest_score_has_rank_one(values):
    found = composite([CompositeMeasure(tuple(values), 1.0)])
    assert found.ranks[found.scores.index(min(found.scores))] == 1
    assert all(1 <= quarter <= 4 for quarter in found.quartiles)


@given(VALUES, st.floats(0.1, 10))
def test_the_size_of_all_weights_together_does_not_change_ranks(values, factor):
    assume(len(set(values)) == len(values))
    measures = [CompositeMeasure(tuple(values), 0.7), CompositeMeasure(tuple(value**3 for value in values), 0.3)]
    other = [CompositeMeasure(measure.values, measure.weight * factor) for measure in measures]
    assert composite(other).ranks == composite(measures).ranks


def test_a_score_by_the_nations_mean():
    assert national_z(12, mean=10, deviation=4) == 0.5
    assert national_z(12, mean=10, deviation=4, higher_is_worse=False) == -0.5


@given(st.integers(10, 500), st.integers(100, 10_000))
def test_the_rate_behind_five_printed_decimals_is_found(count, people):
    rate = count / people * 100_000
    assert unrounded_rate(count, round(rate, 5), per=100_000) == rate


@pytest.mark.parametrize(("count", "printed"), [(0, 0.0), (3, 0.0), (7, 61234.5678)])
def test_a_rate_that_no_number_of_people_gives_stays_as_printed(count, printed):
    assert unrounded_rate(count, printed, per=100_000) == printed


@pytest.mark.parametrize(
    "refused",
    [
        lambda: z_scores([]),
        lambda: z_scores([1, None]),
        lambda: z_scores([2, 2, 2]),
        lambda: z_scores([1, math.nan]),
        lambda: z_scores([1, 2], populations=[1]),
        lambda: z_scores([1, 2], populations=[1, 0]),
        lambda: composite([]),
        lambda: composite([CompositeMeasure((1, 2), 1), CompositeMeasure((1, 2, 3), 1)]),
        lambda: composite([CompositeMeasure((1, 2), -1)]),
        lambda: national_z(1, mean=0, deviation=0),
        lambda: unrounded_rate(-1, 5, per=100),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
