"""A measure as a figure: its card in words and its two drawings. Used by pages, answers and print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from commonweal.communities.models import Community
from commonweal.documents import services as documents
from commonweal.documents.methods.orders import NARROW, WIDE, DrawingOrder
from commonweal.documents.models import Drawing
from commonweal.measures import charts, phrases, selectors
from commonweal.measures.enums import Area
from commonweal.measures.methods.cards import MeasureCard
from commonweal.measures.own_phrases import ToldOwn, own_drawing_orders, told_own
from commonweal.measures.own_selectors import OwnKey, own_cards, own_cards_at
from commonweal.measures.phrases import ToldCard, ToldLine, told_lines
from commonweal.warehouse.models import Place

__all__ = [
    "OwnKey",
    "ToldArea",
    "ToldCard",
    "ToldLine",
    "ToldOwn",
    "drawing_orders",
    "drawings_of",
    "own_cards",
    "own_cards_at",
    "own_drawing_orders",
    "told",
    "told_by_area",
    "told_first_of_areas",
    "told_own",
]

N_KEPT = 128
"""Cards whose words and drawings a process keeps: those of the figures that are looked at."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A card and all that is in it as text: 4.0 and 4 are equal numbers, and are told differently."""

    text: str
    card: MeasureCard = field(compare=False)


@dataclass(frozen=True, slots=True)
class ToldArea:
    """The measures of one area that have a figure, a line each."""

    key: str
    name: str
    cards: tuple[ToldLine, ...]


def told_by_area(community: Community, place: Place, language: str) -> list[ToldArea]:
    """Every measure with a figure at the place, told in a language, by area. Areas without one are absent."""
    return _by_area(selectors.cards_at(community, place), language)


def told_first_of_areas(community: Community, place: Place, language: str) -> list[ToldArea]:
    """The first measure with a figure of each area that has one."""
    return _by_area(selectors.leading_cards(community, place), language)


def _by_area(cards: list[MeasureCard], language: str) -> list[ToldArea]:
    by_area: dict[str, list[ToldLine]] = {}
    for card, line in zip(cards, told_lines(cards, language), strict=True):
        by_area.setdefault(card.area, []).append(line)
    return [ToldArea(area.value, str(area.label), tuple(by_area[area.value])) for area in Area if area.value in by_area]


def told(card: MeasureCard, language: str) -> ToldCard:
    """Tell a card in a language. The newest are kept, for their words follow from the card alone."""
    return _told(_Written(repr(card), card), language)


def drawing_orders(card: MeasureCard, language: str, *, label: str, wide: int = WIDE) -> Mapping[str, DrawingOrder]:
    """What to draw of a card, as ``wide`` and ``narrow``; nothing where a picture would add nothing.

    ``label`` says the picture in words, as ``told`` does; ``wide`` is the width of the wide one in units, for places
    narrower than a page. The newest are kept with their addresses.
    """
    return _orders(_Written(repr(card), card), language, label, wide)


@lru_cache(maxsize=N_KEPT)
def _told(written: _Written, language: str) -> ToldCard:
    return phrases.told(written.card, language)


@lru_cache(maxsize=N_KEPT)
def _orders(written: _Written, language: str, label: str, wide: int) -> Mapping[str, DrawingOrder]:
    card = written.card
    if not charts.is_drawable(card):
        return {}
    return {
        name: DrawingOrder(charts.interval_chart(card, width=width, language=language), width, language, label)
        for name, width in (("wide", wide), ("narrow", NARROW))
    }


def drawings_of(card: MeasureCard, *, label: str, language: str, at: datetime) -> list[Drawing]:
    """The drawings of a card, wide then narrow; those that were never drawn are asked for now. One query."""
    orders = drawing_orders(card, language, label=label).values()
    kept = documents.request_drawings(orders, at=at)
    return [kept[order.address] for order in orders]
