"""Reading figures: which a person may see, what number each has, what value each shows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.answers import selectors
from commonweal.answers.figure_cards import FigureCard, figure_card, own_figure_card
from commonweal.answers.methods.numbering import Placed, figure_numbers, placed_figures, placed_tables
from commonweal.answers.methods.projection import inline_text
from commonweal.answers.models import Answer, Figure
from commonweal.communities.models import Community, Membership
from commonweal.documents.methods.captions import captions_in, uid_of
from commonweal.documents.methods.orders import IN_TEXT
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel.prepared import prepared
from commonweal.measures import figures
from commonweal.measures import phrases as measure_phrases
from commonweal.measures import selectors as measures
from commonweal.measures.methods.cards import MeasureCard


def figure_visible_to(user: User, community: Community, uid: UUID) -> Figure | None:
    """A figure of a community that the person is a member of, with measure, place and answer. One query."""
    return next(iter(_figure(user.pk, community.pk, uid)), None)


def n_figures_in(community: Community) -> int:
    """How many figures stand in a community's answers. One query."""
    return len(_standing_figures(community.pk))


def figure_cards(
    community: Community,
    edition: EditionDocument,
    *,
    language: str,
    uids: Collection[str] | None = None,
    numbers: Mapping[str, str] | None = None,
    wide: int = IN_TEXT,
) -> dict[str, FigureCard]:
    """The figures of a community in a language, by uid, without their drawings. Three queries.

    Only the community's own figures are among them, whatever uids a document names; ``uids`` keeps
    those that are named; ``numbers`` saves a query where the caller has them from ``numbers_of``;
    ``wide`` is the width of their wide drawings in units.
    """
    chosen = [figure for figure in _figures_of(community.pk) if uids is None or str(figure.uid) in uids]
    if not chosen:
        return {}
    numbers = numbers_in(community, edition) if numbers is None else numbers
    values = measures.newest_cards(
        community, [(figure.measure, figure.place) for figure in chosen if not figure.is_own]
    )
    own = figures.own_cards(community, [_own_key(figure) for figure in chosen if figure.is_own])
    cards = {}
    for figure in chosen:
        uid, number = str(figure.uid), numbers.get(str(figure.uid), "")
        if figure.is_own:
            cards[uid] = own_figure_card(figure, own.get(_own_key(figure)), number, language, wide=wide)
        else:
            cards[uid] = figure_card(figure, _value_of(community, figure, values), number, language, wide=wide)
    return cards


def numbers_in(community: Community, edition: EditionDocument) -> dict[str, str]:
    """The number of every figure that stands in an answer of the Profile, by uid. One query."""
    return _numbered(dict(_documents(community.pk, edition.id, edition.edition)), edition)


def documents_in(community: Community, edition: EditionDocument) -> dict[str, dict[str, Any]]:
    """The texts of the Profile by ref. One query."""
    return dict(_documents(community.pk, edition.id, edition.edition))


def places_of(document_by_ref: Mapping[str, dict[str, Any]], edition: EditionDocument) -> dict[str, Placed]:
    """Where each figure and each table with a caption of some texts stands, by uid, in the order of reading. Pure."""
    read = [
        (question.ref, question.item_ref, document_by_ref[question.ref])
        for question in edition.questions_of(selectors.PROFILE)
        if document_by_ref.get(question.ref)
    ]
    return placed_figures(read) | placed_tables(read)


def places_among(answers: Iterable[Answer], edition: EditionDocument) -> dict[str, Placed]:
    """The same of answers to an edition, read with their texts. No query."""
    return places_of({answer.ref: answer.document for answer in answers}, edition)


def titles_of(
    community: Community, documents: Iterable[Mapping[str, Any]], uids: Collection[str] | None = None
) -> dict[str, str]:
    """What figures and tables show, by uid. One query, of the figures.

    A figure shows its measure and place, told in the reader's language; a table what its caption in the documents says.
    ``uids`` keeps the figures that are named.
    """
    tables = {uid_of(one): inline_text(one) for document in documents for one in captions_in(document)}
    return tables | {
        str(figure.uid): f"{measure_phrases.in_language(figure.measure.name)}, {figure.place.full_name}"
        for figure in _figures_of(community.pk)
        if uids is None or str(figure.uid) in uids
    }


def numbers_of(answers: Iterable[Answer], edition: EditionDocument) -> dict[str, str]:
    """The same of all answers to an edition, read with their texts. No query."""
    return _numbered({answer.ref: answer.document for answer in answers}, edition)


def _numbered(document_by_ref: Mapping[str, dict[str, Any]], edition: EditionDocument) -> dict[str, str]:
    return figure_numbers(
        (question.item_ref, document_by_ref[question.ref])
        for question in edition.questions_of(selectors.PROFILE)
        if question.ref in document_by_ref
    )


@prepared
def _figure(user_id: int, community_id: int, uid: UUID) -> QuerySet[Figure]:
    mine = Membership.objects.filter(user_id=user_id).values("community_id")
    return _with_facts(Figure.objects.filter(uid=uid, answer__community_id=community_id, answer__community__in=mine))


@prepared
def _figures_of(community_id: int) -> QuerySet[Figure]:
    figures = Figure.objects.filter(answer__community_id=community_id)
    return figures.select_related("measure", "place", "release")


@prepared
def _standing_figures(community_id: int) -> QuerySet[Figure, int]:
    figures = Figure.objects.filter(answer__community_id=community_id, archived_at__isnull=True)
    return figures.values_list("pk", flat=True)


@prepared
def _documents(community_id: int, slug: str, edition: str) -> QuerySet[Answer, tuple[str, dict[str, Any]]]:
    ours = Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)
    return ours.values_list("ref", "document")


def _with_facts(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    return figures.select_related("measure", "place__state", "release", "answer__community").defer(
        "answer__document", "answer__html", "answer__text"
    )


def _own_key(figure: Figure) -> figures.OwnKey:
    return (figure.measure_id, figure.place_id, figure.group)


def _value_of(community: Community, figure: Figure, values: dict[tuple[str, str], MeasureCard]) -> MeasureCard | None:
    """The newest value, or for a frozen figure the one of its release."""
    if figure.release is None:
        return values.get((figure.measure.key, figure.place.fips))
    return measures.measure_card(community, figure.measure, figure.place, figure.release)
