import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.representation import binomial_range, exact_multinomial, representation

pytestmark = pytest.mark.any_database

TRAITS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 20)), min_size=2, max_size=4).filter(
    lambda rows: sum(count for count, _weight in rows) > 0
)


def columns(rows):
    counts, weights = zip(*rows, strict=True)
    return counts, [weight / sum(weights) for weight in weights]


@given(TRAITS)
def test_the_approximate_test_is_that_of_scipy(rows):
    counts, shares = columns(rows)
    found = representation(counts, shares)
    oracle = stats.chisquare(counts, found.expected)
    assert (found.chi_square, found.p_chi_square) == pytest.approx((oracle.statistic, oracle.pvalue))


@given(st.integers(0, 12), st.integers(1, 99))
def test_the_exact_test_of_two_values_is_the_binomial_one(count, percent):
    oracle = stats.binomtest(count, 12, percent / 100).pvalue
    assert exact_multinomial([count, 12 - count], [percent / 100, 1 - percent / 100]) == pytest.approx(oracle)


@given(TRAITS, st.randoms())
def test_the_order_of_values_does_not_matter(rows, order):
    shuffled = list(rows)
    order.shuffle(shuffled)
    one, other = representation(*columns(rows)), representation(*columns(shuffled))
    assert (other.p_exact, other.dissimilarity) == pytest.approx((one.p_exact, one.dissimilarity))


@given(st.integers(1, 60), st.integers(1, 99))
def test_a_range_holds_what_is_expected_and_its_confidence(n, percent):
    low, high = binomial_range(n, percent / 100)
    inside = stats.binom.cdf(high, n, percent / 100) - stats.binom.cdf(low - 1, n, percent / 100)
    assert inside >= 0.95 - 1e-9
    assert low - 1 < n * percent / 100 < high + 1


def test_small_expected_counts_are_tested_exactly():
    few, many = representation([9, 2, 1], [0.6, 0.2, 0.2]), representation([90, 20, 10], [0.6, 0.2, 0.2])
    assert few.p == few.p_exact
    assert many.p == many.p_chi_square
    assert few.seats_short == (0, 0, 1)


def test_too_many_outcomes_leave_the_approximate_test():
    found = representation([40] * 12, [1 / 12] * 12)
    assert (found.p_exact, found.p) == (None, found.p_chi_square)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: representation([1], [1.0]),
        lambda: representation([0, 0], [0.5, 0.5]),
        lambda: representation([1, -1], [0.5, 0.5]),
        lambda: representation([1.5, 1], [0.5, 0.5]),
        lambda: representation([1, 1], [0.5, 0.4]),
        lambda: representation([1, 1], [1.0, 0.0]),
        lambda: representation([1, 1], [math.nan, 0.5]),
        lambda: representation([1, 1, 1], [0.5, 0.5]),
        lambda: binomial_range(5, 1.0),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
