"""Reading answers: which there are, how they came to be, and what the rooms need to know."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q, QuerySet

from commonweal.accounts.models import User
from commonweal.answers import phrases
from commonweal.answers.assignment_selectors import NOBODY, Assigned
from commonweal.answers.enums import AnswerState
from commonweal.answers.errors import NoSuchVersion
from commonweal.answers.methods.assignments import is_late
from commonweal.answers.methods.projection import EMPTY_DOCUMENT
from commonweal.answers.models import Answer
from commonweal.answers.review_selectors import ReviewStanding
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Membership
from commonweal.communities.selectors import communities_visible_to
from commonweal.frameworks.methods.document import EditionDocument, Item, Question
from commonweal.kernel import snapshots
from commonweal.kernel.models import Event
from commonweal.kernel.prepared import prepared

PROFILE = "P"
"""The ref of the section that is the Community Profile."""
VERSION_VERBS = ("answer.edited", "answer.restored")
"""Events that kept the text as it was before."""
REVIEW_VERBS = (
    "answer.sent_to_review",
    "answer.agreed",
    "answer.agreed_by_all",
    "answer.others_asked",
    "answer.review_taken_back",
)
"""Events that tell how the group came to agree."""
LONGEST_HISTORY = 200
"""Versions shown of one answer, newest first."""
LATEST_STRETCHES = 5
"""Those shown beside the answer itself."""


class Length(NamedTuple):
    """How many words one answer has, for pages that need no more of it."""

    pk: int
    ref: str
    n_words: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of some answers beside their texts, by primary key of the answer, on a day."""

    today: date
    assigned: Mapping[int, Assigned]
    reviews: Mapping[int, ReviewStanding]


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """One question in the contents of the Profile, and what was written to it (None: not begun)."""

    question: Question
    slug: str
    state: AnswerState
    answer: Answer | None
    is_current: bool = False
    assigned: Assigned = NOBODY
    is_late: bool = False
    agreed_at: datetime | None = None
    """When all agreed the last time; where the state is a draft, to another text than the present."""


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """One item of the Profile (P.1, P.2) and its questions in order."""

    item: Item
    rows: tuple[ContentsRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One stretch of writing in the history of an answer; ``n_words`` is how long the text was after it."""

    event: Event
    n_words: int
    is_restoration: bool

    @property
    def writer(self) -> str:
        """Who wrote, also when the account is gone."""
        return _name(self.event)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One act of a group review in the history of an answer."""

    event: Event

    @property
    def writer(self) -> str:
        """Who did it, also when the account is gone."""
        return _name(self.event)


@dataclass(frozen=True, slots=True)
class Version:
    """A stretch of writing: the text before it and after it, in JSON form."""

    event: Event
    before: dict[str, Any]
    after: dict[str, Any]
    until: datetime | None
    """When the next stretch began; None if this is the last one."""

    @property
    def writer(self) -> str:
        """Who wrote, also when the account is gone."""
        return _name(self.event)


def answers_visible_to(user: User) -> QuerySet[Answer]:
    """The answers of the communities a person may see, those of copies too, with their community.

    For sockets, which know no page's community. A conflict of interest closes a community to its members too.
    """
    mine = communities_visible_to(user).order_by().values("pk")
    return Answer.texts.filter(community_id__in=mine).select_related("community")


def answers_of(community: Community, edition: EditionDocument) -> QuerySet[Answer]:
    """A community's answers to an edition, with who wrote last, without their long fields."""
    ours = Answer.objects.filter(community=community, edition__slug=edition.id, edition__edition=edition.edition)
    return ours.select_related("edited_by").defer("document", "html", "text")


def answers_in_contents(community: Community, edition: EditionDocument) -> list[Answer]:
    """A community's answers to an edition, with who wrote last, without their texts. One query."""
    return _without_texts(community.pk, edition.id, edition.edition)


def lengths_in(community: Community, edition: EditionDocument) -> list[Length]:
    """How long each answer is that somebody opened. One query."""
    return [Length(*row) for row in _lengths(community.pk, edition.id, edition.edition)]


def answers_to_read(community: Community, edition: EditionDocument) -> list[Answer]:
    """The same answers with their texts. One query."""
    return _with_texts(community.pk, edition.id, edition.edition)


def answer_to(community: Community, edition: EditionDocument, ref: str) -> Answer | None:
    """A community's answer to one question, whole, if anybody opened it yet. One query."""
    return next(iter(_whole(community.pk, edition.id, edition.edition, ref)), None)


def is_edition_answered(slug: str, edition: str) -> bool:
    """Whether anybody wrote an answer to this edition, be it in a copy; from then on its text stays as it is."""
    return Answer.texts.filter(edition__slug=slug, edition__edition=edition, last_seq__gt=0).exists()


def profile_contents(
    answers: Iterable[Answer], edition: EditionDocument, current_ref: str = "", *, standing: Standing | None = None
) -> tuple[ContentsItem, ...]:
    """The contents of the Community Profile: each question with its answer. No queries of its own."""
    answer_by_ref = {answer.ref: answer for answer in answers}
    return tuple(
        ContentsItem(
            item,
            tuple(
                _row(question, answer_by_ref.get(question.ref), current_ref, standing) for question in item.questions
            ),
        )
        for item in edition.section(PROFILE).items
    )


def current_row(contents: Iterable[ContentsItem]) -> ContentsRow:
    """The row of the question that is open."""
    return next(row for part in contents for row in part.rows if row.is_current)


def history_of(answer: Answer) -> QuerySet[Event]:
    """The stretches of writing in an answer, newest first, with who wrote. Each kept the text before it."""
    return _stretches_on(Q(node_id=answer.node_id))


def history_lines(answer: Answer) -> list[HistoryLine]:
    """The stretches of writing as lines, newest first, with the words each left behind. One query."""
    return _lines(answer, _stretches(answer.node_id))


def latest_lines(answer: Answer) -> list[HistoryLine]:
    """The first few lines of the history. One query."""
    return _lines(answer, _latest_stretches(answer.node_id))


def whole_history(answer: Answer) -> list[HistoryLine | ReviewLine]:
    """Stretches of writing and acts of group reviews, newest first. Two queries."""
    told = [ReviewLine(event) for event in _acts(answer.node_id)]
    lines: list[HistoryLine | ReviewLine] = [*history_lines(answer), *told]
    return sorted(lines, key=lambda line: (line.event.at, line.event.pk), reverse=True)


def version(answer: Answer, event_uid: UUID) -> Version:
    """One stretch of writing with its texts. Three queries at most; the answer must be up to date.

    Raises:
        NoSuchVersion: if the event is not one of this answer's.
    """
    event = next(iter(_stretch(answer.node_id, event_uid)), None)
    if event is None:
        raise NoSuchVersion
    following = next(iter(_stretch_after(answer.node_id, event.at, event.pk)), None)
    after = document_before(following) if following else answer.document or EMPTY_DOCUMENT
    return Version(event, document_before(event), dict(after), following.at if following else None)


def document_before(event: Event) -> dict[str, Any]:
    """The text as it was before a stretch of writing."""
    if event.snapshot is None:
        raise NoSuchVersion
    kept: Any = snapshots.value_of(event.snapshot)
    document: dict[str, Any] = kept["document"]
    return document


def roles_in(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The roles people have the use of, asked as (community key, person key). One query.

    Who may not sign in has none; in an archived community everybody is a reader.
    """
    rows = Membership.objects.filter(
        community_id__in={community for community, _person in pairs},
        user_id__in={person for _community, person in pairs},
        user__is_active=True,
    ).values_list("community_id", "user_id", "role", "community__node__archived_at")
    return {(community, person): Role.READER if archived_at else role for community, person, role, archived_at in rows}


def live_sessions(keys: Collection[str], now: datetime) -> set[str]:
    """Those of these sessions in which somebody is still signed in. One query."""
    live = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    return set(live.values_list("session_key", flat=True))


def last_seqs(answer_ids: Collection[int]) -> dict[int, int]:
    """The number of the last update of each answer. One query."""
    return dict(Answer.texts.filter(pk__in=answer_ids).values_list("pk", "last_seq"))


def change_mark() -> int:
    """A number that differs from the last time when another connection wrote anything. SQLite only."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        mark: int = cursor.fetchone()[0]
        return mark


@prepared
def _without_texts(community_id: int, slug: str, edition: str) -> QuerySet[Answer]:
    ours = Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)
    return ours.select_related("edited_by").defer("document", "html", "text")


@prepared
def _lengths(community_id: int, slug: str, edition: str) -> QuerySet[Answer, tuple[int, str, int]]:
    ours = Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)
    return ours.values_list("pk", "ref", "n_words")


@prepared
def _with_texts(community_id: int, slug: str, edition: str) -> QuerySet[Answer]:
    ours = Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)
    return ours.select_related("edited_by").defer("text")


@prepared
def _whole(community_id: int, slug: str, edition: str, ref: str) -> QuerySet[Answer]:
    ours = Answer.objects.filter(community_id=community_id, edition__slug=slug, edition__edition=edition)
    return ours.filter(ref=ref).select_related("edited_by")


def _stretches_on(node: Q) -> QuerySet[Event]:
    events = Event.objects.filter(node, verb__in=VERSION_VERBS, snapshot__isnull=False)
    return events.select_related("by").order_by("-at", "-pk")


@prepared
def _stretches(node_id: int) -> QuerySet[Event]:
    return _stretches_on(Q(node_id=node_id))[:LONGEST_HISTORY]


@prepared
def _latest_stretches(node_id: int) -> QuerySet[Event]:
    return _stretches_on(Q(node_id=node_id))[:LATEST_STRETCHES]


@prepared
def _stretch(node_id: int, uid: UUID) -> QuerySet[Event]:
    return _stretches_on(Q(node_id=node_id, uid=uid)).select_related("by", "snapshot")


@prepared
def _stretch_after(node_id: int, at: datetime, pk: int) -> QuerySet[Event]:
    later = Q(at__gt=at) | Q(at=at, pk__gt=pk)
    return _stretches_on(Q(node_id=node_id) & later).select_related("by", "snapshot").reverse()[:1]


@prepared
def _acts(node_id: int) -> QuerySet[Event]:
    acts = Event.objects.filter(node_id=node_id, verb__in=REVIEW_VERBS).select_related("by")
    return acts.order_by("-at", "-pk")[:LONGEST_HISTORY]


def _lines(answer: Answer, stretches: Iterable[Event]) -> list[HistoryLine]:
    lines, words = [], answer.n_words
    for event in stretches:
        lines.append(HistoryLine(event, words, is_restoration=event.verb == "answer.restored"))
        words = (event.before or {}).get("words", 0)
    return lines


def _name(event: Event) -> str:
    return event.by.full_name if event.by else str(phrases.FORMER_MEMBER)


def _row(question: Question, answer: Answer | None, current_ref: str, standing: Standing | None) -> ContentsRow:
    state = AnswerState.DRAFT if answer and answer.last_seq else AnswerState.EMPTY
    row = ContentsRow(question, question.slug, state, answer, question.ref == current_ref)
    if answer is None or standing is None:
        return row
    assigned = standing.assigned.get(answer.pk, NOBODY)
    reviewed = standing.reviews.get(answer.pk, ReviewStanding(state))
    return replace(
        row,
        state=reviewed.state,
        agreed_at=reviewed.agreed_at,
        assigned=assigned,
        is_late=is_late(assigned.due_on, standing.today, reviewed.state),
    )
