import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods import margins
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.margins import SurveyEstimate

pytestmark = pytest.mark.any_database

AMOUNTS = st.floats(1, 1e7)
SURVEYED = st.builds(SurveyEstimate, AMOUNTS, st.floats(0.1, 1e5))


def test_the_handbooks_share_of_unmarried_women():
    share = margins.proportion(SurveyEstimate(203119, 5070), SurveyEstimate(630498, 831))
    assert (round(share.estimate, 3), round(share.moe, 3)) == (0.322, 0.008)


def test_of_parts_that_are_zero_the_largest_margin_counts_once():
    parts = [SurveyEstimate(0, 22), SurveyEstimate(0, 22), SurveyEstimate(0, 29), SurveyEstimate(41, 37)]
    assert margins.total(parts).moe == pytest.approx(math.hypot(29, 37))


@given(st.lists(SURVEYED, min_size=1, max_size=12), st.randoms())
def test_a_total_does_not_depend_on_the_order_of_its_parts(parts, order):
    shuffled = list(parts)
    order.shuffle(shuffled)
    assert margins.total(shuffled) == margins.total(parts)


@given(st.lists(SURVEYED, min_size=1, max_size=12))
def test_the_margin_of_a_total_lies_between_its_largest_part_and_the_sum(parts):
    moe = margins.total(parts).moe
    assert max(part.moe for part in parts) * (1 - 1e-9) <= moe <= sum(part.moe for part in parts) * (1 + 1e-9)


@given(SURVEYED, SURVEYED)
def test_a_share_is_never_less_certain_than_the_ratio(part, whole):
    share, ratio = margins.proportion(part, whole), margins.ratio(part, whole)
    assert share.estimate == ratio.estimate
    assert share.moe <= ratio.moe


@given(SURVEYED, SURVEYED)
def test_a_difference_turned_round_changes_only_its_sign(a, b):
    there, back = margins.difference_test(a, b), margins.difference_test(b, a)
    assert (there.z, there.difference.moe) == pytest.approx((-back.z, back.difference.moe))


@given(SURVEYED, SURVEYED, st.floats(0.01, 100))
def test_a_change_in_percent_does_not_depend_on_the_unit(now, before, factor):
    other = margins.percent_change(
        SurveyEstimate(now.estimate * factor, now.moe * factor),
        SurveyEstimate(before.estimate * factor, before.moe * factor),
    )
    first = margins.percent_change(now, before)
    assert (other.estimate, other.moe) == pytest.approx((first.estimate, first.moe), rel=1e-6, abs=1e-6)


@given(SURVEYED, SURVEYED)
def test_a_product_is_the_same_either_way(a, b):
    there, back = margins.product(a, b), margins.product(b, a)
    assert (there.estimate, there.moe) == pytest.approx((back.estimate, back.moe))


def test_replicates_know_what_the_sum_formula_does_not():
    one = [100 + step for step in (-4, -2, 2, 4)] * 20
    other = [100 - step for step in (-4, -2, 2, 4)] * 20
    together = margins.replicate_estimate(200, [a + b for a, b in zip(one, other, strict=True)])
    assert margins.replicate_estimate(100, one).moe == pytest.approx(1.645 * math.sqrt(40))
    assert together.moe == 0


@pytest.mark.parametrize(
    "refused",
    [
        lambda: SurveyEstimate(math.nan, 1),
        lambda: SurveyEstimate(1, -1),
        lambda: margins.total([]),
        lambda: margins.ratio(SurveyEstimate(1, 1), SurveyEstimate(0, 1)),
        lambda: margins.proportion(SurveyEstimate(1, 1), SurveyEstimate(-3, 1)),
        lambda: margins.difference_test(SurveyEstimate(1, 0), SurveyEstimate(2, 0)),
        lambda: margins.replicate_estimate(1, []),
        lambda: SurveyEstimate(0, 5).cv_percent,
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
