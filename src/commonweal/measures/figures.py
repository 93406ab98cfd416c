"""A measure as a figure: its card in words and its two drawings. Used by pages, answers and print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from commonweal.documents import services as documents
from commonweal.documents.methods.orders import NARROW, WIDE, DrawingOrder
from commonweal.documents.models import Drawing
from commonweal.measures import charts, selectors
from commonweal.measures.enums import Area
from commonweal.measures.methods.cards import MeasureCard
from commonweal.measures.phrases import ToldCard, told
from commonweal.warehouse.models import Place

__all__ = ["ToldArea", "ToldCard", "drawing_orders", "drawings_of", "told", "told_by_area"]


@dataclass(frozen=True, slots=True)
class ToldArea:
    """The measures of one area that have a figure, in words."""

    key: str
    name: str
    cards: tuple[ToldCard, ...]


def told_by_area(place: Place, language: str) -> list[ToldArea]:
    """Every measure with a figure at the place, told in a language, by area. Areas without one are absent."""
    by_area: dict[str, list[ToldCard]] = {}
    for card in selectors.cards_at(place):
        by_area.setdefault(card.area, []).append(told(card, language))
    return [ToldArea(area.value, str(area.label), tuple(by_area[area.value])) for area in Area if area.value in by_area]


def drawing_orders(card: MeasureCard, language: str, *, wide: int = WIDE) -> Mapping[str, DrawingOrder]:
    """What to draw of a card, as ``wide`` and ``narrow``; nothing where a picture would add nothing.

    ``wide`` is the width of the wide one in units, for places narrower than a page.
    """
    if not charts.is_drawable(card):
        return {}
    label = told(card, language).alternative
    return {
        name: DrawingOrder(charts.interval_chart(card, width=width, language=language), width, language, label)
        for name, width in (("wide", wide), ("narrow", NARROW))
    }


def drawings_of(card: MeasureCard, *, language: str, at: datetime) -> list[Drawing]:
    """The drawings of a card, wide then narrow; those that were never drawn are asked for now. One query."""
    orders = drawing_orders(card, language).values()
    kept = documents.request_drawings(orders, at=at)
    return [kept[order.address] for order in orders]
