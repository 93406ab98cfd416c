"""How much room each part of a set document takes, from the marks its template leaves. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

BEGIN, END = "begin", "end"


@dataclass(frozen=True)
class Extents:
    """Pages of the text (not of cover and contents), and what part of a page each marked piece takes."""

    n_pages: int
    pages_by_ref: Mapping[str, float]
    """In pages to two places; a piece that ends where it begins takes none."""


def extents_of(marks: Iterable[Mapping[str, Any]]) -> Extents:
    """Read the marks in the order of the document.

    A mark says ``ref``, ``side`` (begin or end), ``page`` from 1, and ``y``, ``top`` and ``height``: where it stands,
    where the text of a page begins and how high it is, in points.

    >>> begin = {"ref": "P.1", "side": "begin", "page": 3, "y": 100, "top": 100, "height": 600}
    >>> extents_of([begin, {**begin, "side": "end", "page": 4, "y": 400}])
    Extents(n_pages=2, pages_by_ref={'P.1': 1.5})
    """
    begun: dict[str, float] = {}
    pages: dict[str, float] = {}
    numbers: list[int] = []
    for mark in marks:
        numbers.append(mark["page"])
        place = mark["page"] + _part(mark)
        if mark["side"] == BEGIN:
            begun[mark["ref"]] = place
        elif mark["ref"] in begun:
            pages[mark["ref"]] = round(max(0.0, place - begun[mark["ref"]]), 2)
    return Extents(max(numbers) - min(numbers) + 1 if numbers else 0, pages)


def _part(mark: Mapping[str, Any]) -> float:
    part: float = (mark["y"] - mark["top"]) / mark["height"]
    return min(max(part, 0.0), 1.0)
