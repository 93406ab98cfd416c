"""The words of a measure over the years: what became of the county, and whose figure each row shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commonweal.measures.methods.levels import Level, published_decimals, shown_decimals
from commonweal.measures.methods.series import Series, SeriesPoint, Standing
from commonweal.measures.models import Measure
from commonweal.measures.phrases import status_text, value_text
from commonweal.warehouse.methods.lineage import Descent, Lineage


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """One row: the years, whose figure it is, the value with its margin, state and nation, and the release."""

    period: str
    mark: str
    value: str
    margin: str
    state: str
    nation: str
    title: str


@dataclass(frozen=True, slots=True)
class ToldSeries:
    """A series in words. ``notes`` say what became of the county, a sentence each."""

    notes: tuple[str, ...]
    points: tuple[ToldPoint, ...]
    apart: tuple[ToldPoint, ...]


def told_series(series: Series, measure: Measure, place_name: str) -> ToldSeries:
    """Tell a series in the active language."""
    return ToldSeries(
        notes=lineage_notes(series.lineage, place_name),
        points=tuple(_point(point, measure) for point in series.points),
        apart=tuple(_point(point, measure) for point in series.apart),
    )


def lineage_notes(lineage: Lineage, place_name: str) -> tuple[str, ...]:
    """What became of a county over the years and what that means for its figures, in the active language."""
    formers: dict[tuple[Descent, int | None], list[str]] = defaultdict(list)
    for former in lineage.formers:
        formers[former.descent, former.year].append(former.name)
    notes = [_former_note(descent, year, names, place_name) for (descent, year), names in formers.items()]
    if lineage.ended:
        notes.append(_ended_note(lineage, place_name))
    return tuple(notes)


def _former_note(descent: Descent, year: int | None, names: Iterable[str], place_name: str) -> str:
    facts = {"place": place_name, "year": year, "formers": _listed(names)}
    match descent:
        case Descent.SAME:
            return (
                _(
                    "Until %(year)s %(place)s was %(formers)s: the same land under another name and code. "
                    "What was published for it stands in the row of its year, marked."
                )
                % facts
            )
        case Descent.JOINED:
            return (
                _(
                    "%(formers)s became part of %(place)s in %(year)s. Where a release still counts the two apart, "
                    "numbers of people are added up and marked; every other figure is that of %(place)s alone and "
                    "says so, because the rate or median of two places is not their average."
                )
                % facts
            )
    return (
        _(
            "%(place)s came to be in %(year)s, with land of %(formers)s. What was published for those counties "
            "is about other land: it stands apart, and no figure was made of it."
        )
        % facts
    )


def _ended_note(lineage: Lineage, place_name: str) -> str:
    facts = {"place": place_name, "year": lineage.ended, "successors": _listed(lineage.successors)}
    return (
        _(
            "%(place)s ended in %(year)s. Its land is now that of %(successors)s. "
            "What is published since then is about them: a lead can choose one under “Places”."
        )
        % facts
    )


def _point(point: SeriesPoint, measure: Measure) -> ToldPoint:
    value = point.value
    period = value.period.replace("-", "–") or _("published in %(year)s") % {"year": value.release_year}
    return ToldPoint(
        period=period,
        mark=_mark(point),
        value=_text(point.level, measure),
        margin=_margin(point.level, measure),
        state=_text(point.state, measure),
        nation=_text(point.nation, measure),
        title=value.title,
    )


def _mark(point: SeriesPoint) -> str:
    names: Mapping[str, str] = {"names": _listed(point.names)}
    match point.standing:
        case Standing.SAME_LAND:
            return _("as %(names)s") % names
        case Standing.WITHOUT:
            return _("without %(names)s") % names
        case Standing.ADDED_UP:
            return _("with %(names)s, added up") % names
        case Standing.OTHER_LAND:
            return names["names"]
    return ""


def _text(level: Level | None, measure: Measure) -> str:
    if level is None:
        return ""
    if level.value is None:
        return status_text(level.status)
    return value_text(level.value, measure, decimals=_decimals(level, measure), with_unit=False)


def _margin(level: Level, measure: Measure) -> str:
    if level.interval is None:
        return ""
    lower, upper = (
        value_text(end, measure, decimals=_decimals(level, measure), with_unit=False) for end in level.interval
    )
    return _("%(lower)s to %(upper)s") % {"lower": lower, "upper": upper}


def _decimals(level: Level, measure: Measure) -> int:
    """As on cards: no finer than the margin, and without one no finer than it was published."""
    if level.has_interval or level.value is None:
        return shown_decimals(measure.decimals, level)
    return min(measure.decimals, published_decimals(level.value))


def _listed(names: Iterable[str]) -> str:
    return str(get_text_list(list(names), _("and")))
