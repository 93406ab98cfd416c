"""Colours on white paper: whether letters in them can be read. Pure: no Django, no clock, no files."""

import re
from decimal import ROUND_DOWN, Decimal

LEAST_CONTRAST = Decimal("4.5")
"""Of letters on their ground. Source: WCAG 2.2, success criterion 1.4.3 (AA)."""
WHITE, PANEL = "#ffffff", "#f3f1eb"
"""The grounds on which letters stand in a document: the paper, and a quiet panel."""

_HEX = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as we keep them: ``#1b4a72``, in small letters."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> Decimal:
    """The contrast of two colours, from 1 to 21, rounded down to tenths so that no almost counts.

    >>> contrast("#000000", "#ffffff")
    Decimal('21.0')

    Source: WCAG 2.2, contrast ratio.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    ratio = (light + Decimal("0.05")) / (dark + Decimal("0.05"))
    return ratio.quantize(Decimal("0.1"), ROUND_DOWN)


def least_contrast(colour: str) -> Decimal:
    """The contrast of letters in a colour on the ground where it is least."""
    return min(contrast(colour, ground) for ground in (WHITE, PANEL))


def readable(colour: str) -> str:
    """The same colour if letters in it can be read, else the nearest darker one in which they can.

    >>> readable("#1b4a72")
    '#1b4a72'
    """
    parts = _parts(colour)
    for percent in range(100, -1, -1):
        darker = "#" + "".join(f"{part * percent // 100:02x}" for part in parts)
        if least_contrast(darker) >= LEAST_CONTRAST:
            return darker
    raise AssertionError("Black can be read on every ground.")


def _parts(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour such as #1b4a72.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> Decimal:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(part: int) -> Decimal:
    share = part / 255
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return Decimal(repr(linear))
