"""The words of measures: numbers, sentences, source lines, in the language that is active."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from commonweal.measures.enums import Area, Estimate, Polarity, ValueFormat, ValueStatus
from commonweal.measures.methods.cards import MeasureCard, PlaceLevel, Text
from commonweal.measures.methods.levels import Difference, published_decimals, rounded
from commonweal.measures.methods.local_values import Fault

FAULTS: Mapping[Fault, Promise] = {
    Fault.UNKNOWN_MEASURE: gettext_lazy("No measure has this name. Copy it from the list of measures."),
    Fault.UNKNOWN_PLACE: gettext_lazy("This is none of the community’s places. Leave it empty for the home place."),
    Fault.NO_YEAR: gettext_lazy("Name the year, such as 2024, 2023-24 or May 2024."),
    Fault.NO_NUMBER: gettext_lazy("Type a number, such as 12.5 or 1,240."),
    Fault.TOO_LARGE: gettext_lazy("This number is too large to be right."),
    Fault.NOT_A_PERCENT: gettext_lazy("This measure is a percent, so its value lies between 0 and 100."),
    Fault.HALF_A_RATIO: gettext_lazy("Give both the number of cases and the number of people, or neither."),
    Fault.NO_DENOMINATOR: gettext_lazy("The number of people must be more than 0."),
    Fault.TOO_LONG: gettext_lazy("This is too long. Shorten it."),
    Fault.TWICE: gettext_lazy("A row above has the same measure, place, period and group."),
    Fault.BEYOND: gettext_lazy(
        "A sheet has room for 1,000 rows: from this one on nothing was read. Begin another sheet."
    ),
}
"""What to do about each fault in a value that was typed."""

NO_BREAK = "\u00a0"


class ValueStyle(Protocol):
    """How values of a measure are written: a card has it, and so has a measure."""

    @property
    def value_format(self) -> str: ...

    @property
    def unit(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row of the table of numbers."""

    kind: str
    place: str
    value: str
    margin: str
    period: str
    estimate: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A card in one line of a list: no sentence, no reasons, no table."""

    key: str
    name: str
    definition: str
    area: str
    value: str
    state_value: str
    beside_state: str
    period: str
    estimate: str
    status: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class ToldCard:
    """A card in the words of one language. ``because`` gives the reasons, one sentence each."""

    key: str
    name: str
    definition: str
    direction: str
    unit: str
    area: str
    value: str
    state_value: str
    nation_value: str
    place: str
    period: str
    estimate: str
    interval: str
    sentence: str
    because: tuple[str, ...]
    beside_state: str
    status: str
    source_line: str
    alternative: str
    is_invented: bool
    rows: tuple[ToldRow, ...]


def told(card: MeasureCard, language: str) -> ToldCard:
    """Tell a card in a language."""
    with translation.override(language):
        return _told(card)


def told_lines(cards: Iterable[MeasureCard], language: str) -> list[ToldLine]:
    """Tell cards as lines of a list, in their order."""
    with translation.override(language):
        return [_line(card) for card in cards]


def in_language(text: Text) -> str:
    """A text of content in the active language, in English or any it has where it is not translated."""
    return text.get(translation.get_language() or "en") or text.get("en") or next(iter(text.values()), "")


def value_text(value: Decimal, card: ValueStyle, *, decimals: int, with_unit: bool = True) -> str:
    """A value as people write it: ``16.4%``, ``$61,200``, ``76.8 years``, ``yes``."""
    if card.value_format == ValueFormat.YES_NO:
        return _("yes") if value else _("no")
    number = _number(value, decimals)
    if card.value_format == ValueFormat.PERCENT:
        return f"{number}%"
    if card.value_format == ValueFormat.DOLLARS:
        return f"−${number.lstrip('-')}" if value < 0 else f"${number}"
    return f"{number}{NO_BREAK}{in_language(card.unit)}" if with_unit else number


def plain_value_text(value: Decimal, measure: ValueStyle) -> str:
    """A value of a measure with at most the decimals it was given with, whatever margin it has."""
    decimals = min(published_decimals(value), 6)
    return value_text(value, measure, decimals=decimals)


def level_text(level: PlaceLevel | None, card: MeasureCard, *, with_unit: bool = True) -> str:
    """A level's value, or the words that stand in its place; '' where the release has none."""
    if level is None:
        return ""
    if level.level.value is None or level.level.status in {ValueStatus.SUPPRESSED, ValueStatus.MISSING}:
        return status_text(level.level.status)
    decimals = card.decimals_of(level.level)
    return value_text(level.level.value, card, decimals=decimals, with_unit=with_unit)


def margin_text(level: PlaceLevel, card: MeasureCard) -> str:
    """The interval, or ``none published``."""
    if level.level.interval is None:
        return _("none published")
    lower, upper = level.level.interval
    decimals = card.decimals_of(level.level)
    return _("%(lower)s to %(upper)s") % {
        "lower": value_text(lower, card, decimals=decimals, with_unit=False),
        "upper": value_text(upper, card, decimals=decimals, with_unit=False),
    }


def period_text(level: PlaceLevel) -> str:
    """The years, with a proper dash between them."""
    return level.period.replace("-", "–") or _("period not stated")


def _told(card: MeasureCard) -> ToldCard:
    sentence = _sentence(card)
    return ToldCard(
        key=card.key,
        name=in_language(card.name),
        definition=in_language(card.definition),
        direction=_label(Polarity(card.polarity).label),
        unit=in_language(card.unit),
        area=_label(Area(card.area).label),
        value=level_text(card.here, card),
        state_value=level_text(card.state, card),
        nation_value=level_text(card.nation, card),
        place=card.here.name,
        period=period_text(card.here),
        estimate=_label(Estimate(card.here.estimate).label),
        interval=_("%(percent)s%% interval") % {"percent": card.here.confidence_percent},
        sentence=sentence,
        because=_because(card),
        beside_state=_beside_state(card),
        status=card.here.level.status,
        source_line=_source_line(card),
        alternative=_alternative(card, sentence),
        is_invented=card.release.is_invented,
        rows=tuple(_row(level, card) for level in card.levels()),
    )


def _line(card: MeasureCard) -> ToldLine:
    return ToldLine(
        key=card.key,
        name=in_language(card.name),
        definition=in_language(card.definition),
        area=_label(Area(card.area).label),
        value=level_text(card.here, card),
        state_value=level_text(card.state, card),
        beside_state=_beside_state(card),
        period=period_text(card.here),
        estimate=_label(Estimate(card.here.estimate).label),
        status=card.here.level.status,
        is_invented=card.release.is_invented,
    )


def _sentence(card: MeasureCard) -> str:
    here, name = card.here, in_language(card.name)
    place = {"measure": name, "place": here.name, "period": period_text(here)}
    if here.level.status == ValueStatus.SUPPRESSED:
        return _("%(measure)s in %(place)s: too few to show, to protect privacy.") % place
    if here.level.value is None:
        return _("%(measure)s in %(place)s: no figure was published.") % place
    value = level_text(here, card)
    level = _("%(measure)s: %(value)s in %(place)s, %(period)s.") % {**place, "value": value}
    if here.level.status == ValueStatus.UNRELIABLE:
        return level + " " + _("The publisher marks it as unreliable.")
    beside = _beside_state_sentence(card)
    return f"{level} {beside}" if beside else level


def _beside_state_sentence(card: MeasureCard) -> str:
    if card.state is None or card.value_format == ValueFormat.YES_NO:
        return ""
    state = {"state": level_text(card.state, card), "name": card.state.name}
    match card.beside_state:
        case Difference.HIGHER:
            return _("That is higher than %(state)s in %(name)s, beyond both margins.") % state
        case Difference.LOWER:
            return _("That is lower than %(state)s in %(name)s, beyond both margins.") % state
        case Difference.CANNOT_TELL:
            return _("It cannot be told apart from %(state)s in %(name)s: the margins overlap.") % state
        case Difference.NO_INTERVAL if card.area != Area.PEOPLE:
            return _("%(name)s stands at %(state)s.") % state
    return ""


def _beside_state(card: MeasureCard) -> str:
    """The comparison in one or two words, for lists."""
    if card.area == Area.PEOPLE and card.beside_state == Difference.NO_INTERVAL:
        return ""
    match card.beside_state:
        case Difference.HIGHER:
            return pgettext("beside the state", "higher")
        case Difference.LOWER:
            return pgettext("beside the state", "lower")
        case Difference.CANNOT_TELL:
            return pgettext("beside the state", "cannot be told apart")
        case Difference.NO_INTERVAL:
            return pgettext("beside the state", "no margins published")
    return ""


def _because(card: MeasureCard) -> tuple[str, ...]:
    reasons = [*_status_reasons(card), *_margin_reasons(card), *_sum_reasons(card)]
    if card.here.estimate == Estimate.MODEL:
        reasons.append(_("A modelled estimate: it shows the level and cannot show change."))
    elif card.here.estimate == Estimate.ROLLING:
        reasons.append(_("Several years together: it shows a level; periods that overlap are never compared."))
    else:
        reasons.append(_("Figures published once show a level, not a trend."))
    if card.release.is_invented:
        reasons.append(_("All figures here are invented."))
    return tuple(reasons)


def _status_reasons(card: MeasureCard) -> list[str]:
    match card.here.level.status:
        case ValueStatus.MISSING:
            return [_("The publisher left it blank: too few cases to show, or not available.")]
        case ValueStatus.SUPPRESSED:
            return [_("The publisher keeps back counts so small that they could point to a person.")]
        case ValueStatus.UNRELIABLE:
            return [_("Too few cases stand behind it, so we compare it with nothing.")]
    return []


def _margin_reasons(card: MeasureCard) -> list[str]:
    if not card.here.level.is_usable or card.value_format == ValueFormat.YES_NO:
        return []
    if not card.here.level.has_interval:
        return [_("No margin is published for it, so we do not call a difference one.")]
    facts = {"percent": card.here.confidence_percent, "margin": margin_text(card.here, card)}
    here = _("The margin here (%(percent)s%% interval) is %(margin)s.") % facts
    if card.state and card.state.level.has_interval:
        state = _("In %(name)s it is %(margin)s.") % {
            "name": card.state.name,
            "margin": margin_text(card.state, card),
        }
        return [here, state]
    return [here, _("The state’s comes without a margin, so we do not call the difference one.")]


def _sum_reasons(card: MeasureCard) -> list[str]:
    """Which values the release does not hold itself."""
    summed = [level.name for level in (card.state, card.nation) if level and level.row == 0]
    if not summed:
        return []
    told = _("The value of %(places)s is summed from the counties of the file, which does not give it.")
    return [told % {"places": get_text_list(summed, _("and"))}]


def _source_line(card: MeasureCard) -> str:
    release = card.release
    taken = formats.date_format(release.retrieved_at, "DATE_FORMAT")
    if release.is_invented:
        return _("Source: invented figures of the worked example. Period %(period)s.") % {
            "period": period_text(card.here)
        }
    return _("Source: %(source)s, through %(title)s. Period %(period)s. Taken %(date)s. License %(license)s.") % {
        "source": card.here.source or release.publisher,
        "title": release.title,
        "period": period_text(card.here),
        "date": taken,
        "license": release.licence,
    }


def _alternative(card: MeasureCard, sentence: str) -> str:
    """The chart in words, for those who do not see it."""
    others = "; ".join(f"{level.name} {level_text(level, card)}" for level in card.levels()[1:])
    parts = [sentence]
    if card.here.level.has_interval:
        facts = {"percent": card.here.confidence_percent, "margin": margin_text(card.here, card)}
        parts.append(_("%(percent)s%% interval %(margin)s.") % facts)
    return " ".join([*parts, f"{others}." if others else ""]).strip()


def _row(level: PlaceLevel, card: MeasureCard) -> ToldRow:
    return ToldRow(
        kind=level.kind,
        place=level.name,
        value=level_text(level, card),
        margin=margin_text(level, card) if level.level.value is not None else "",
        period=period_text(level),
        estimate=_label(Estimate(level.estimate).label),
    )


def status_text(status: str) -> str:
    """What stands in the place of a value that is not there."""
    return _("too few to show") if status == ValueStatus.SUPPRESSED else _("not published")


def _number(value: Decimal, decimals: int) -> str:
    """Numbers follow US usage in every language: a decimal point, commas between thousands."""
    return f"{rounded(value, decimals):,.{decimals}f}"


def _label(label: str | Promise) -> str:
    return str(label)
