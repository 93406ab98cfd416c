import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.enums import Polarity
from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.making_data_count import (
    Assurance,
    SpecialCause,
    Variation,
    assurance_of,
    read,
    special_causes,
    variation_of,
)
from commonweal.measures.methods.moving_range import NaturalLimits, natural_limits
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SERIES = st.lists(st.integers(0, 1_000), min_size=2, max_size=40)
LIMITS = NaturalLimits(0.0, -3.0, 3.0, 1.0, 20, is_screened=True)
TURNED = {
    SpecialCause.NONE: SpecialCause.NONE,
    SpecialCause.ABOVE_LIMIT: SpecialCause.BELOW_LIMIT,
    SpecialCause.RISING: SpecialCause.FALLING,
    SpecialCause.NEAR_UPPER_LIMIT: SpecialCause.NEAR_LOWER_LIMIT,
    SpecialCause.RUN_ABOVE: SpecialCause.RUN_BELOW,
}
TURNED |= {low: high for high, low in TURNED.items()}


def test_directions_are_those_of_a_measure():
    assert {better.value for better in Better} == set(Polarity.values)


@given(st.lists(st.floats(-4, 4).map(lambda z: round(z, 1)), min_size=1, max_size=40))
def test_a_series_turned_over_has_its_causes_turned_over(values):
    turned = special_causes([-value for value in values], LIMITS)
    assert turned == tuple(TURNED[cause] for cause in special_causes(values, LIMITS))


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ([0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 3.1], SpecialCause.ABOVE_LIMIT),
        ([-0.3, -0.2, 0.1, 0.2, 2.1, 2.2, 2.3], SpecialCause.RISING),
        ([0.5, 0.4, 0.5, 0.4, 2.1, 0.5, 2.2], SpecialCause.NEAR_UPPER_LIMIT),
        ([0.5, 0.4, 0.5, 0.4, 0.6, 0.5, 0.1], SpecialCause.RUN_ABOVE),
        ([0.5, 0.4, 0.5, 0.0, 0.6, 0.5, 0.1], SpecialCause.NONE),
        ([3.0], SpecialCause.NONE),
        ([2.5, -0.1, 2.5], SpecialCause.NONE),
    ],
)
def test_the_last_point_shows_the_first_rule_it_fits(values, cause):
    assert special_causes(values, LIMITS)[-1] == cause


def test_every_member_of_a_pattern_is_marked():
    values = [-0.1, 0.5, 0.4, 0.5, 0.4, 0.6, 0.5, 0.1]
    assert special_causes(values, LIMITS) == (SpecialCause.NONE, *[SpecialCause.RUN_ABOVE] * 7)


@given(SERIES, SERIES)
def test_a_phase_knows_nothing_of_the_one_before(before, after):
    whole = read([*before, *after], better=Better.LOWER, rebase_at=[len(before)])
    alone = read(after, better=Better.LOWER)
    assert whole.phases[1].limits == alone.phases[0].limits
    assert whole.causes[len(before) :] == alone.causes


@given(SERIES, st.integers(2, 20))
def test_locked_limits_are_those_of_the_first_points(values, n):
    locked = read(values, better=Better.HIGHER, lock_after=n)
    assert locked.phases[0].limits == natural_limits(values[:n])


@pytest.mark.parametrize(
    ("cause", "better", "variation"),
    [
        (SpecialCause.NONE, Better.HIGHER, Variation.COMMON_CAUSE),
        (SpecialCause.RISING, Better.HIGHER, Variation.IMPROVEMENT_HIGH),
        (SpecialCause.RISING, Better.LOWER, Variation.CONCERN_HIGH),
        (SpecialCause.FALLING, Better.LOWER, Variation.IMPROVEMENT_LOW),
        (SpecialCause.BELOW_LIMIT, Better.HIGHER, Variation.CONCERN_LOW),
        (SpecialCause.RUN_ABOVE, Better.CONTEXT, Variation.NEUTRAL_HIGH),
        (SpecialCause.NEAR_LOWER_LIMIT, Better.CONTEXT, Variation.NEUTRAL_LOW),
    ],
)
def test_the_icon_of_variation_follows_cause_and_direction(cause, better, variation):
    assert variation_of(cause, better) == variation


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        (4, Better.HIGHER, Assurance.CONSISTENT_FAIL),
        (4, Better.LOWER, Assurance.CONSISTENT_PASS),
        (-4, Better.HIGHER, Assurance.CONSISTENT_PASS),
        (-4, Better.LOWER, Assurance.CONSISTENT_FAIL),
        (3, Better.HIGHER, Assurance.INCONSISTENT),
        (-3, Better.LOWER, Assurance.INCONSISTENT),
        (0, Better.CONTEXT, None),
    ],
)
def test_a_target_on_a_limit_is_hit_and_miss(target, better, assurance):
    assert assurance_of(-3, 3, target, better) == assurance


@pytest.mark.parametrize(
    "refused",
    [
        lambda: read([], better=Better.LOWER),
        lambda: read([1, math.nan], better=Better.LOWER),
        lambda: read([1, 2, 3], better=Better.LOWER, rebase_at=[3]),
        lambda: read([1, 2, 3, 4], better=Better.LOWER, rebase_at=[2, 1]),
        lambda: read([1, 2, 3], better=Better.LOWER, rebase_at=[2]),
        lambda: read([1, 2, 3], better=Better.LOWER, lock_after=1),
        lambda: read([1, 2, 3], better=Better.LOWER, target=math.inf),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
