"""A figure as people see it: number, sentence, drawings, source and numbers, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import formats, translation
from django.utils.translation import gettext as _

from commonweal.answers.models import Figure
from commonweal.documents.methods.orders import IN_TEXT, DrawingOrder
from commonweal.documents.models import Drawing
from commonweal.measures import figures, phrases
from commonweal.measures.methods.cards import MeasureCard
from commonweal.measures.methods.own_cards import OwnCard


@dataclass(frozen=True)
class FigureCard:
    """One figure, told in one language; ``number`` is empty while its place in the text is not known yet.

    ``orders`` are the drawings it needs, wide first, and ``drawings`` what is kept of them; both are
    empty for a figure that is no picture (a yes or no, a value that was not published).
    """

    uid: str
    number: str
    title: str
    sentence: str
    alt: str
    source: str
    live: str
    is_invented: bool
    measure_key: str
    place_fips: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    orders: tuple[DrawingOrder, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    @property
    def code(self) -> str:
        """What stands before the title: ``Figure P.1-2``, or ``Figure`` while it has no number."""
        return _("Figure %(number)s") % {"number": self.number} if self.number else _("Figure")

    def drawn_from(self, kept: Mapping[str, Drawing]) -> "FigureCard":
        """The same card with what is kept of its drawings, by address."""
        return replace(self, drawings=tuple(kept[order.address] for order in self.orders))


def figure_card(
    figure: Figure, card: MeasureCard | None, number: str, language: str, *, wide: int = IN_TEXT
) -> FigureCard:
    """Tell a figure in a language. Without a card, no release in use holds its value any more.

    ``wide`` is the width of its wide drawing in units.
    """
    with translation.override(language):
        return _told(figure, card, number, language, wide) if card else _without_value(figure, number)


def own_figure_card(
    figure: Figure, card: OwnCard | None, number: str, language: str, *, wide: int = IN_TEXT
) -> FigureCard:
    """Tell a figure of the community's own values. Without a card, all of them were taken back."""
    with translation.override(language):
        return _told_own(figure, card, number, language, wide) if card else _without_own(figure, number)


def _told(figure: Figure, card: MeasureCard, number: str, language: str, wide: int) -> FigureCard:
    told = figures.told(card, language)
    return FigureCard(
        uid=str(figure.uid),
        number=number,
        title=_("%(measure)s, %(place)s") % {"measure": told.name, "place": told.place},
        sentence=told.sentence,
        alt=told.alternative,
        source=told.source_line,
        live=_live_line(figure, card),
        is_invented=told.is_invented,
        measure_key=told.key,
        place_fips=card.here.fips,
        head=(_("Place"), _("Value"), told.interval, _("Period"), _("How it comes about")),
        rows=tuple((row.place, row.value, row.margin, row.period, row.estimate) for row in told.rows),
        orders=tuple(figures.drawing_orders(card, language, label=told.alternative, wide=wide).values()),
    )


def _without_value(figure: Figure, number: str) -> FigureCard:
    name = phrases.in_language(figure.measure.name)
    place = {"measure": name, "place": figure.place.full_name}
    sentence = _("%(measure)s in %(place)s: nothing imported holds this figure any more.") % place
    return FigureCard(
        uid=str(figure.uid),
        number=number,
        title=_("%(measure)s, %(place)s") % place,
        sentence=sentence,
        alt=sentence,
        source=_("The import it came from was undone. Import the file again, or take the figure out of the answer."),
        live="",
        is_invented=False,
        measure_key=figure.measure.key,
        place_fips=figure.place.fips,
        head=(),
        rows=(),
    )


def _told_own(figure: Figure, card: OwnCard, number: str, language: str, wide: int) -> FigureCard:
    told = figures.told_own(card, language)
    return FigureCard(
        uid=str(figure.uid),
        number=number,
        title=told.title,
        sentence=told.sentence,
        alt=told.alternative,
        source=told.source_line,
        live=_("Live: it follows the newest own values."),
        is_invented=card.is_invented,
        measure_key=told.key,
        place_fips=card.fips,
        head=told.head,
        rows=told.rows,
        orders=tuple(figures.own_drawing_orders(card, language, label=told.alternative, wide=wide).values()),
    )


def _without_own(figure: Figure, number: str) -> FigureCard:
    place = {"measure": phrases.in_language(figure.measure.name), "place": figure.place.full_name}
    return replace(
        _without_value(figure, number),
        sentence=_("%(measure)s in %(place)s: the own values it showed were taken back.") % place,
        alt=_("%(measure)s in %(place)s: the own values it showed were taken back.") % place,
        source=_("Enter a value again, or take the figure out of the answer."),
    )


def _live_line(figure: Figure, card: MeasureCard) -> str:
    release = {
        "title": card.release.title,
        "date": formats.date_format(card.release.retrieved_at, "DATE_FORMAT"),
    }
    if figure.release_id:
        return _("Frozen at %(title)s, taken %(date)s.") % release
    if card.release.is_invented:
        return _("Live: it follows the newest figures.")
    return _("Live: it follows the newest figures, now %(title)s, taken %(date)s.") % release
