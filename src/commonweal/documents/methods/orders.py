"""What is asked of the drawing engine, and the address under which the result is kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

METHOD_VERSION = 2
"""Raise it when the chart style or the rewriting changes: every drawing is then drawn anew."""

WIDE = 640
IN_TEXT = 500
ON_PAPER = 360
NARROW = 320
"""Total widths in drawing units: of a page, of a column of text, of a picture with its words beside it on paper, of a
phone. A page offers two of
them and shows the one that fits, because a drawing that shrinks has letters too small to read."""


@dataclass(frozen=True)
class DrawingOrder:
    """A Vega-Lite specification (plain JSON values), a width in units, a language and a spoken label.

    Raises:
        ValueError: if the label is empty, for then the figure would say nothing to a screen reader.
    """

    spec: Mapping[str, object]
    width: int
    language: str
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A drawing is ordered with a label that says its values in words.")

    @cached_property
    def address(self) -> str:
        """SHA-256 of everything that changes the drawing, as 64 hexadecimal digits.

        It names a cached picture and is no record: numbers are written as Python writes them.

        Raises:
            TypeError: if the specification holds anything but plain JSON values.
        """
        parts = [METHOD_VERSION, self.width, self.language, self.alt, self.spec]
        text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
