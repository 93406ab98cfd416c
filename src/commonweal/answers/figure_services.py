"""Acts on figures: put one into an answer, show them with their drawings."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import figure_selectors, log, services
from commonweal.answers.errors import NoSuchMeasure, NoSuchPlace
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.methods.projection import figures_in
from commonweal.answers.models import Answer, Figure
from commonweal.communities.models import Community
from commonweal.documents import services as documents
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel import events, links, nodes
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.measures import figures
from commonweal.measures import selectors as measures
from commonweal.measures.errors import NoFigure
from commonweal.measures.models import Measure
from commonweal.warehouse.models import Place


@transaction.atomic
def add_figure(
    *, answer_id: int, measure_key: str, place_fips: str, by: User, now: datetime, is_own: bool = False, group: str = ""
) -> Figure:
    """Make a live figure of a measure for an answer. Where it stands is written by the editor.

    It shows published values, or with ``is_own`` the community's own, of everybody or of a ``group`` of people.

    Raises:
        NotPermitted: if ``by`` may not write in the answer.
        NoSuchMeasure, NoSuchPlace: if there is no such measure, or the community does not look at that place.
        NoFigure: if no release in use holds the measure there, or no such own value was entered.
    """
    answer = Answer.texts.select_related("community", "node").get(pk=answer_id)
    require("communities.write_answers", by, answer.community)
    measure = Measure.objects.offered().select_related("node").filter(key=measure_key).first()
    if measure is None:
        raise NoSuchMeasure
    place = _place_of(answer.community, place_fips)
    if not is_own:
        measures.measure_card(answer.community, measure, place)
    elif not figures.own_cards(answer.community, [(measure.pk, place.pk, group)]):
        raise NoFigure
    node = nodes.create("figure", scope=scope_of(answer.community), title=measure.name, owner=by)
    figure = Figure.objects.create(
        answer=answer, node=node, measure=measure, place=place, is_own=is_own, group=group, created_by=by
    )
    links.connect(answer.node, "cites", node, by=by, at=now)
    links.connect(answer.node, "cites", measure.node, by=by, at=now)
    after = {"figure": str(figure.uid), "measure": measure.key, "place": place.fips, "is_own": is_own}
    events.record("figure.added", answer.node, by=by, at=now, after=after)
    return figure


@transaction.atomic
def add_figure_at_end(
    *, answer_id: int, measure_key: str, place_fips: str, by: User, now: datetime, is_own: bool = False, group: str = ""
) -> Figure:
    """Make a figure and write it at the end of the answer: the way that needs no editor.

    Raises what ``add_figure`` raises.
    """
    log.locked([answer_id])
    figure = add_figure(
        answer_id=answer_id, measure_key=measure_key, place_fips=place_fips, by=by, now=now, is_own=is_own, group=group
    )
    document = log.replica_of(answer_id).document()
    placed = {"type": "figure", "attrs": {"uid": str(figure.uid)}}
    longer = {**document, "content": [*document.get("content", ()), placed]}
    services.write_document(answer_id=answer_id, document=longer, by=by, now=now)
    return figure


def adopt_figures(*, source: Answer, target: Answer, by: User, now: datetime) -> None:
    """Let the figures that stand in one text belong to another that took its words over. For acts that hold both."""
    standing = Figure.objects.filter(answer=source, uid__in=figures_in(source.document))
    moved = list(standing.select_related("node", "measure__node"))
    for figure in moved:
        links.connect(target.node, "cites", figure.node, by=by, at=now)
        links.connect(target.node, "cites", figure.measure.node, by=by, at=now)
    Figure.objects.filter(pk__in=[figure.pk for figure in moved]).update(answer=target)


def shown_figures(
    community: Community,
    edition: EditionDocument,
    *,
    language: str,
    at: datetime,
    uids: Collection[str] | None = None,
    numbers: Mapping[str, str] | None = None,
) -> dict[str, FigureCard]:
    """The community's figures with what is kept of their drawings; what was never drawn is asked for.

    Four queries when everything is drawn, three with ``numbers`` given, none when ``uids`` is empty.
    """
    if uids is not None and not uids:
        return {}
    cards = figure_selectors.figure_cards(community, edition, language=language, uids=uids, numbers=numbers)
    return with_drawings(cards, at=at)


def with_drawings(cards: Mapping[str, FigureCard], *, at: datetime) -> dict[str, FigureCard]:
    """The same figures with what is kept of their drawings; what was never drawn is asked for."""
    kept = documents.request_drawings([order for card in cards.values() for order in card.orders], at=at)
    return {uid: card.drawn_from(kept) for uid, card in cards.items()}


def _place_of(community: Community, fips: str) -> Place:
    chosen = measures.places_of(community).filter(place__fips=fips).first()
    if chosen is None:
        raise NoSuchPlace
    return chosen.place
