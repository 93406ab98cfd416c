from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods.levels import (
    Difference,
    Level,
    difference,
    published_decimals,
    rounded,
    shown_decimals,
)
from tests.factories.cards import make_level

NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)
INTERVALS = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted).map(lambda n: Level(n[1], n[0], n[2]))


@pytest.mark.parametrize(
    ("here", "other", "expected"),
    [
        ("41.2 39.1 43.0", "34.2 33.4 35.1", Difference.HIGHER),
        ("34.2 33.4 35.1", "41.2 39.1 43.0", Difference.LOWER),
        ("41.2 39.1 43.0", "40.0 39.5 40.5", Difference.CANNOT_TELL),
        ("41.2 39.1 43.0", "39.0 38.0 39.1", Difference.CANNOT_TELL),
        ("41.2", "34.2 33.4 35.1", Difference.NO_INTERVAL),
        ("41.2 39.1 43.0", "34.2", Difference.NO_INTERVAL),
        ("", "34.2 33.4 35.1", Difference.NO_VALUE),
        ("41.2 39.1 43.0", "", Difference.NO_VALUE),
    ],
)
def test_a_difference_is_said_only_beyond_both_margins(here, other, expected):
    assert difference(make_level(here), make_level(other)) == expected


def test_an_unreliable_value_is_compared_with_nothing():
    assert difference(make_level("6.1 5.0 7.0", "unreliable"), make_level("8.0 7.9 8.1")) == Difference.NO_VALUE


@given(INTERVALS, INTERVALS)
def test_the_two_sides_never_contradict_each_other(here, other):
    turned = {Difference.HIGHER: Difference.LOWER, Difference.LOWER: Difference.HIGHER}
    there = difference(other, here)
    assert difference(here, other) == turned.get(there, there)


@pytest.mark.parametrize(
    ("text", "decimals", "shown"),
    [("16.4 14.9 17.9", 1, 1), ("16.4 11.0 22.0", 1, 0), ("16.4 11.5 21.4", 1, 1), ("16.4", 1, 1), ("5 1 9", 0, 0)],
)
def test_a_wide_margin_bears_no_last_decimal(text, decimals, shown):
    assert shown_decimals(decimals, make_level(text)) == shown


@pytest.mark.parametrize(("value", "n"), [("32.000000", 0), ("3.900000", 1), ("100", 0), ("0", 0), ("0.125", 3)])
def test_decimals_are_those_that_were_published(value, n):
    assert published_decimals(Decimal(value)) == n


@pytest.mark.parametrize(("value", "decimals", "text"), [("2.5", 0, "2"), ("3.5", 0, "4"), ("-0.04", 1, "0.0")])
def test_rounding_is_half_to_even_without_a_negative_zero(value, decimals, text):
    assert str(rounded(Decimal(value), decimals)) == text
