"""How much room each part of a set document takes, from the marks its template leaves. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Extents:
    """Pages of the text (not of cover and contents), and what part of a page each marked piece takes."""

    n_pages: int
    pages_by_ref: Mapping[str, float]
    """In pages to two places; a piece that ends where it begins takes none."""


@dataclass
class _Piece:
    """Where a marked piece begins and ends, as pages and parts of one, and the figures that belong to it."""

    begin: float
    end: float
    figures: set[str] = field(default_factory=set)


def extents_of(marks: Iterable[Mapping[str, Any]]) -> Extents:
    """Read the marks in the order of the document.

    A mark says ``ref``, ``side`` (begin, end, figure or float), ``page`` from 1, and ``y``, ``top`` and ``height``:
    where it stands, where the text of a page begins and how high it is, in points. For a figure and its float ``ref``
    is its uid, and a float says the ``room`` it takes. A figure counts for the piece it belongs to, wherever it stands.

    >>> begin = {"ref": "P.1", "side": "begin", "page": 3, "y": 100, "top": 100, "height": 600}
    >>> extents_of([begin, {**begin, "side": "end", "page": 4, "y": 400}])
    Extents(n_pages=2, pages_by_ref={'P.1': 1.5})
    """
    pieces: dict[str, _Piece] = {}
    ended: set[str] = set()
    floats: list[tuple[str, float, float]] = []
    numbers: list[int] = []
    current: _Piece | None = None
    for mark in marks:
        numbers.append(mark["page"])
        place = mark["page"] + _part(mark)
        match mark["side"]:
            case "begin":
                current = pieces[mark["ref"]] = _Piece(place, place)
            case "end" if mark["ref"] in pieces:
                pieces[mark["ref"]].end = place
                ended.add(mark["ref"])
            case "figure" if current:
                current.figures.add(mark["ref"])
            case "float":
                floats.append((mark["ref"], place, mark["room"] / mark["height"]))
    pages = {ref: round(max(0.0, _room(piece, floats)), 2) for ref, piece in pieces.items() if ref in ended}
    return Extents(max(numbers) - min(numbers) + 1 if numbers else 0, pages)


def _room(piece: _Piece, floats: Iterable[tuple[str, float, float]]) -> float:
    room = piece.end - piece.begin
    for uid, place, taken in floats:
        is_inside, is_own = piece.begin <= place < piece.end, uid in piece.figures
        if is_inside != is_own:
            room += taken if is_own else -taken
    return room


def _part(mark: Mapping[str, Any]) -> float:
    part: float = (mark["y"] - mark["top"]) / mark["height"]
    return min(max(part, 0.0), 1.0)
