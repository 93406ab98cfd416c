import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods.signal_rules import NELSON, WESTERN_ELECTRIC, Rule, flagged, standardized, two_in_three
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SCORES = st.lists(st.floats(-4, 4).map(lambda z: round(z, 1)), min_size=1, max_size=40)
RULES = st.sampled_from(list(Rule))


@given(SCORES, RULES)
def test_a_series_turned_over_has_the_same_signals(z, rule):
    assert flagged([-value for value in z], rule) == flagged(z, rule)


@given(SCORES, SCORES, RULES)
def test_what_comes_later_changes_no_signal(z, later, rule):
    assert tuple(i for i in flagged([*z, *later], rule) if i < len(z)) == flagged(z, rule)


@pytest.mark.parametrize(
    ("rule", "z"),
    [
        (Rule.N2, [1.0] * 9),
        (Rule.N4, [0.1, -0.1] * 7),
        (Rule.N6, [1.1, 0.0, 1.1, 1.1, 1.1]),
        (Rule.N8, [1.5, -1.5] * 4),
    ],
)
def test_a_pattern_is_flagged_at_its_last_point_and_not_before(rule, z):
    assert flagged(z, rule) == (len(z) - 1,)
    assert flagged(z[:-1], rule) == ()


def test_the_rules_are_two_named_sets():
    assert (len(WESTERN_ELECTRIC), len(NELSON)) == (4, 8)


@given(SCORES)
def test_two_in_three_marks_only_points_beyond_a_line(z):
    marks = two_in_three(z, [-2] * len(z), [2] * len(z))
    assert all(value * mark > 2 for value, mark in zip(z, marks, strict=True) if mark)


def test_values_are_standardized_by_centre_and_spread():
    assert standardized([8, 10, 14], centre=10, sigma=2) == (-1, 0, 2)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: flagged([], Rule.WE1),
        lambda: flagged([math.nan], Rule.WE1),
        lambda: standardized([1], centre=0, sigma=0),
        lambda: two_in_three([1], [0], [1, 2]),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
