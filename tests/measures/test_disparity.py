import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods import disparity
from commonweal.measures.methods.direction import Better
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

GROUPS = st.lists(st.tuples(st.integers(1, 1_000), st.integers(1, 10_000)), min_size=2, max_size=12)
INDICES = [
    disparity.between_group_variance,
    disparity.index_of_disparity_from_mean,
    disparity.theil_index,
    disparity.mean_log_deviation,
    disparity.concentration_index,
]
RELATIVE = [
    disparity.index_of_disparity_from_mean,
    disparity.theil_index,
    disparity.mean_log_deviation,
    disparity.relative_concentration_index,
]
ORDERED = [disparity.concentration_index, disparity.relative_concentration_index]


def columns(groups):
    return tuple(zip(*groups, strict=True))


@pytest.mark.parametrize("index", [*INDICES, *ORDERED])
@given(rate=st.integers(1, 100), people=st.lists(st.integers(1, 100), min_size=2, max_size=9))
def test_equal_groups_have_no_disparity(index, rate, people):
    assert index([rate] * len(people), people) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("index", RELATIVE)
@given(groups=GROUPS, factor=st.integers(2, 50))
def test_relative_measures_do_not_know_the_unit(index, groups, factor):
    rates, people = columns(groups)
    assert index([rate * factor for rate in rates], people) == pytest.approx(index(rates, people), abs=1e-9)


@pytest.mark.parametrize("index", [*INDICES, *ORDERED])
@given(groups=GROUPS, factor=st.integers(2, 50))
def test_populations_count_by_their_shares(index, groups, factor):
    rates, people = columns(groups)
    assert index(rates, [n * factor for n in people]) == pytest.approx(index(rates, people), abs=1e-6)


@pytest.mark.parametrize("index", ORDERED)
@given(groups=GROUPS)
def test_the_order_turned_round_turns_the_sign(index, groups):
    rates, people = columns(groups)
    assert index(rates[::-1], people[::-1]) == pytest.approx(-index(rates, people), abs=1e-6)


@pytest.mark.parametrize("index", [disparity.theil_index, disparity.mean_log_deviation])
@given(groups=GROUPS)
def test_entropy_measures_are_never_below_zero(index, groups):
    assert index(*columns(groups)) >= -1e-12


@given(GROUPS, st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_the_gap_runs_from_the_worst_to_the_best(groups, better):
    rates, _people = columns(groups)
    gap = disparity.worst_to_best(rates, better=better)
    assert gap.difference == abs(rates[gap.best] - rates[gap.worst])
    assert gap.ratio >= 1
    assert (rates[gap.best] >= rates[gap.worst]) == (better == Better.HIGHER or gap.difference == 0)


@given(GROUPS)
def test_all_would_gain_by_the_best_rate(groups):
    rates, people = columns(groups)
    assert disparity.population_attributable_risk(rates, people, better=Better.HIGHER) >= -1e-9
    assert disparity.population_attributable_risk(rates, people, better=Better.LOWER) <= 1e-9


@given(st.floats(-3, 3), st.floats(-3, 3), st.lists(st.integers(1, 100), min_size=3, max_size=9))
def test_the_logit_line_is_found_again(intercept, slope, people):
    whole, below, rates = sum(people), 0, []
    for n in people:
        rates.append(1 / (1 + math.exp(-(intercept + slope * (below + n / 2) / whole))))
        below += n
    found = disparity.logistic_gradient(rates, people)
    top, bottom = (1 / (1 + math.exp(-(intercept + x * slope))) for x in (1, 0))
    assert found.slope_index == pytest.approx(top - bottom, abs=1e-6)
    assert found.relative_index == pytest.approx(top / bottom, rel=1e-5)


@given(st.integers(1, 50), st.integers(1, 50), st.lists(st.integers(1, 100), min_size=2, max_size=9))
def test_a_straight_line_is_found_again(bottom, rise, people):
    whole, below, rates = sum(people), 0, []
    for n in people:
        rates.append(bottom + rise * (below + n / 2) / whole)
        below += n
    found = disparity.linear_gradient(rates, people)
    assert (found.slope_index, found.relative_index) == pytest.approx((rise, (bottom + rise) / bottom))


def test_pearcy_and_keppel_compare_the_others_with_the_reference():
    assert disparity.index_of_disparity([10, 20], reference=0) == 100


def test_a_simulated_interval_is_the_same_for_the_same_seed_and_holds_the_index():
    rates, errors = [10.0, 20.0, 30.0], [1.0, 1.0, 1.0]

    def gap(drawn):
        return disparity.worst_to_best(drawn, better=Better.LOWER).difference

    interval = disparity.simulated_interval(rates, errors, gap, seed=7)
    assert interval == disparity.simulated_interval(rates, errors, gap, seed=7)
    assert interval.holds(20)
    assert 4 < interval.width < 8


def test_groups_without_error_have_an_interval_without_width():
    interval = disparity.simulated_interval([1.0, 3.0], [0.0, 0.0], max, seed=1)
    assert (interval.lower, interval.upper) == (3, 3)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: disparity.worst_to_best([1], better=Better.LOWER),
        lambda: disparity.worst_to_best([1, 2], better=Better.CONTEXT),
        lambda: disparity.worst_to_best([0, 2], better=Better.LOWER),
        lambda: disparity.index_of_disparity([0, 2], reference=0),
        lambda: disparity.index_of_disparity([1, 2], reference=2),
        lambda: disparity.theil_index([0, 0], [1, 1]),
        lambda: disparity.theil_index([-1, 5], [1, 1]),
        lambda: disparity.mean_log_deviation([0, 1], [1, 1]),
        lambda: disparity.concentration_index([1, 2], [1]),
        lambda: disparity.between_group_variance([1, math.nan], [1, 1]),
        lambda: disparity.linear_gradient([1], [1]),
        lambda: disparity.logistic_gradient([0, 0], [1, 1]),
        lambda: disparity.logistic_gradient([0.2, 1.2], [1, 1]),
        lambda: disparity.logistic_gradient([0, 1], [1, 1]),
        lambda: disparity.simulated_interval([1, 2], [1], max, seed=1),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
