from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.documents.methods.colours import LEAST_CONTRAST, contrast, is_colour, least_contrast, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", "21.0"),
        ("#777777", "#ffffff", "4.4"),
        ("#767676", "#ffffff", "4.5"),
        ("#ff0000", "#ffffff", "3.9"),
    ],
)
def test_contrast_of_known_pairs(one, other, expected):
    assert contrast(one, other) == contrast(other, one) == Decimal(expected)


@given(COLOURS)
def test_the_readable_colour_can_be_read_and_no_darker_than_it_must(colour):
    darker = readable(colour)
    assert least_contrast(darker) >= LEAST_CONTRAST
    assert (darker == colour) == (least_contrast(colour) >= LEAST_CONTRAST)


@pytest.mark.parametrize("text", ["", "#fff", "#FFFFFF", "red", "#12345g", "#123456\n", "url(#a)"])
def test_what_is_no_colour_is_none(text):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="is not a colour"):
        contrast(text, "#ffffff")
