import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from commonweal.measures.methods.multiplicity import adjusted_p, discoveries, expected_false, rank_correlation
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=60)
PAIRS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=4, max_size=40)


@given(P_VALUES)
def test_adjusted_values_are_those_of_scipy(p_values):
    assert adjusted_p(p_values) == pytest.approx(tuple(stats.false_discovery_control(p_values)))


@given(P_VALUES, st.randoms())
def test_the_order_of_tests_does_not_matter(p_values, order):
    shuffled = list(p_values)
    order.shuffle(shuffled)
    assert sorted(adjusted_p(shuffled)) == sorted(adjusted_p(p_values))


@given(P_VALUES)
def test_what_stands_among_many_stands_alone(p_values):
    assert all(p <= 0.05 for p, stands in zip(p_values, discoveries(p_values), strict=True) if stands)


@given(PAIRS)
def test_a_rank_correlation_is_that_of_scipy(pairs):
    x, y = zip(*pairs, strict=True)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    found = rank_correlation(x, y)
    assert found.value == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
    assert -1 <= found.interval.lower <= found.value <= found.interval.upper <= 1


@given(PAIRS)
def test_a_measure_turned_over_turns_the_correlation_over(pairs):
    x, y = zip(*pairs, strict=True)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    there, back = rank_correlation(x, y), rank_correlation(x, [-value for value in y])
    assert back.value == pytest.approx(-there.value)
    assert back.interval.lower == pytest.approx(-there.interval.upper)


def test_fifty_tests_are_expected_to_fool_us_two_or_three_times():
    assert expected_false(50) == 2.5


@pytest.mark.parametrize(
    "refused",
    [
        lambda: adjusted_p([]),
        lambda: adjusted_p([1.1]),
        lambda: adjusted_p([math.nan]),
        lambda: discoveries([0.1], rate=0),
        lambda: expected_false(-1),
        lambda: rank_correlation([1, 2, 3], [1, 2, 3]),
        lambda: rank_correlation([1, 2, 3, 4], [1, 2, 3]),
        lambda: rank_correlation([1, 2, 3, 4], [5, 5, 5, 5]),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
