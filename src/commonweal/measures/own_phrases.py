"""The words of a community's own values as a figure: who says so, and who entered it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats, translation
from django.utils.translation import gettext as _

from commonweal.documents.methods.orders import NARROW, WIDE, DrawingOrder
from commonweal.measures.charts import own_chart
from commonweal.measures.enums import ValueFormat
from commonweal.measures.methods.own_cards import OwnCard, OwnValue
from commonweal.measures.phrases import in_language, plain_value_text

N_DRAWN = 8
"""Periods in one picture; the table beside it has all of them."""
FEWEST_DRAWN = 2


@dataclass(frozen=True, slots=True)
class ToldOwn:
    """A card of own values in one language. Rows are one for each period, newest first."""

    key: str
    name: str
    group: str
    title: str
    value: str
    period: str
    sentence: str
    alternative: str
    source_line: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def told_own(card: OwnCard, language: str) -> ToldOwn:
    """Tell a card in a language."""
    with translation.override(language):
        return _told(card)


def own_drawing_orders(card: OwnCard, language: str, *, label: str, wide: int = WIDE) -> Mapping[str, DrawingOrder]:
    """What to draw, as ``wide`` and ``narrow``: a mark for each period. Nothing of one period, or of yes and no."""
    if card.value_format == ValueFormat.YES_NO or len(card.values) < FEWEST_DRAWN:
        return {}
    with translation.override(language):
        rows = [(value.period, plain_value_text(value.value, card), value.value) for value in card.values[:N_DRAWN]]
    return {
        name: DrawingOrder(own_chart(rows, card.value_format, width=width), width, language, label)
        for name, width in (("wide", wide), ("narrow", NARROW))
    }


def _told(card: OwnCard) -> ToldOwn:
    newest, name = card.newest, in_language(card.name)
    facts = {
        "measure": name,
        "value": plain_value_text(newest.value, card),
        "place": card.place,
        "period": newest.period,
        "group": card.group,
        "community": card.community,
    }
    title = _("%(measure)s, %(place)s, %(group)s") if card.group else _("%(measure)s, %(place)s")
    sentence = (
        _("%(measure)s, %(group)s: %(value)s in %(place)s, %(period)s, as %(community)s found.")
        if card.group
        else _("%(measure)s: %(value)s in %(place)s, %(period)s, as %(community)s found.")
    ) % facts
    earlier = "; ".join(f"{value.period}: {plain_value_text(value.value, card)}" for value in card.values[1:])
    return ToldOwn(
        key=card.key,
        name=name,
        group=card.group,
        title=title % facts,
        value=facts["value"],
        period=newest.period,
        sentence=sentence,
        alternative=f"{sentence} {earlier}." if earlier else sentence,
        source_line=_source_line(card),
        head=_head(card),
        rows=tuple(_row(value, card) for value in card.values),
    )


def _source_line(card: OwnCard) -> str:
    newest = card.newest
    facts = {
        "source": newest.source,
        "community": card.community,
        "person": newest.entered_by,
        "date": formats.date_format(newest.entered_at, "DATE_FORMAT"),
    }
    source = (
        _("Source: %(source)s, an own value of %(community)s; no publisher stands behind it.")
        if newest.source
        else _("Source: an own value of %(community)s; no publisher stands behind it.")
    )
    entered = _("Entered by %(person)s, %(date)s.") if newest.entered_by else _("Entered %(date)s.")
    return f"{source % facts} {entered % facts}"


def _head(card: OwnCard) -> tuple[str, ...]:
    ratio = (_("Number of cases"), _("Out of how many")) if card.has_ratio else ()
    return (_("Period"), _("Value"), *ratio, _("Where it comes from"), _("Entered by"))


def _row(value: OwnValue, card: OwnCard) -> tuple[str, ...]:
    ratio = (_count(value.numerator), _count(value.denominator)) if card.has_ratio else ()
    return (value.period, plain_value_text(value.value, card), *ratio, value.source or "–", value.entered_by or "–")


def _count(number: Decimal | None) -> str:
    return "–" if number is None else f"{number.normalize():,f}"
