"""Reading how far answers are, and who agreed to what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from commonweal.accounts.models import User
from commonweal.answers import phrases
from commonweal.answers.assignment_selectors import NOBODY, assigned_by_answer
from commonweal.answers.enums import AnswerState
from commonweal.answers.methods import review
from commonweal.answers.methods.key_factors import without_key_factors
from commonweal.answers.methods.review import Round, Voice
from commonweal.answers.methods.schema import version_needed
from commonweal.answers.models import Agreement, Answer, GroupReview
from commonweal.answers.yjs import SCHEMA
from commonweal.communities.enums import Role
from commonweal.communities.selectors import everybody_in
from commonweal.kernel import snapshots
from commonweal.kernel.models import Snapshot
from commonweal.kernel.prepared import prepared

TEXT = "answer.document"
"""The kind of snapshot that holds a text; the history keeps its versions as the same kind."""
IS_STANDING = Q(ended_at__isnull=True) | Q(agreed_snapshot__isnull=False)
"""Group reviews that were not taken back."""


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """How far an answer is. ``agreed_at`` is when all agreed the last time, be it to another text than the present."""

    state: AnswerState
    agreed_at: datetime | None = None

    @property
    def is_changed(self) -> bool:
        """Whether all agreed to a text that is no longer this one."""
        return self.state is AnswerState.DRAFT and self.agreed_at is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What one person who was asked has said of the current text."""

    user: User | None
    voice: Voice
    at: datetime | None
    agreement: Agreement

    @property
    def name(self) -> str:
        """Who it is, also when the account is gone."""
        return self.user.full_name if self.user else str(phrases.FORMER_MEMBER)


def text_value(document: dict[str, Any]) -> dict[str, Any]:
    """A text as people agree to it: its words, not what was marked in them, however new this software is."""
    words = without_key_factors(document) if document else document
    return {"schema": version_needed(words, SCHEMA) if words else 1, "document": words}


def address_of(document: dict[str, Any]) -> str:
    """The address of a text: the same for the same text, kept or not."""
    return snapshots.address_of(TEXT, text_value(document))


def latest_review(answer: Answer) -> GroupReview | None:
    """The group review that counts: the open one, else the last in which all agreed. One query."""
    return next(iter(_latest_review(answer.pk)), None)


def standing_of(answer: Answer, latest: GroupReview | None) -> ReviewStanding:
    """How far an answer is whose text is up to date. No query."""
    round_ = Round(latest.agreed_snapshot_id) if latest else None
    state = review.state_of(round_, address_of(answer.document), is_begun=answer.last_seq > 0)
    return ReviewStanding(state, latest.ended_at if latest else None)


def review_standings(answers: Iterable[Answer]) -> dict[int, ReviewStanding]:
    """How far the answers are, by primary key; who is not in it was never reviewed. Two queries at most.

    The text is looked at only where the log grew since all agreed: the same text may have come back.
    """
    answer_by_pk = {answer.pk: answer for answer in answers}
    latest_by_pk = {one.answer_id: one for one in _standing_reviews(answer_by_pk.keys())}
    grown = [
        pk
        for pk, latest in latest_by_pk.items()
        if latest.agreed_snapshot_id and latest.agreed_seq != answer_by_pk[pk].last_seq
    ]
    address_by_pk = {pk: address_of(document) for pk, document in _documents(grown)}
    return {
        pk: ReviewStanding(
            review.state_of(
                Round(latest.agreed_snapshot_id),
                address_by_pk.get(pk, latest.agreed_snapshot_id or ""),
                is_begun=answer_by_pk[pk].last_seq > 0,
            ),
            latest.ended_at,
        )
        for pk, latest in latest_by_pk.items()
    }


def said_in(latest: GroupReview, current: str) -> list[Said]:
    """What the people who were asked have said of the text with this address, by name. One query."""
    return [
        Said(one.user, review.voice_of(one.snapshot_id, current), one.agreed_at, one) for one in _agreements(latest.pk)
    ]


def whom_to_ask(answer: Answer, sender: User) -> list[User]:
    """Who is asked to agree where a lead chose nobody: every lead and two others. Two queries."""
    members = everybody_in(answer.community)
    leads = [member.user for member in members if member.role == Role.LEAD]
    others = [member.user for member in members if member.role == Role.WRITER]
    others += [member.user for member in members if member.role == Role.READER]
    assigned = assigned_by_answer(answer.community, [answer.pk]).get(answer.pk, NOBODY)
    return review.whom_to_ask(leads, assigned.people, others, sender)


def document_of(snapshot_id: str) -> dict[str, Any]:
    """The text that a snapshot holds."""
    kept: Any = snapshots.value_of(Snapshot.objects.get(pk=snapshot_id))
    document: dict[str, Any] = kept["document"]
    return document


@prepared
def _latest_review(answer_id: int) -> QuerySet[GroupReview]:
    reviews = GroupReview.objects.filter(IS_STANDING, answer_id=answer_id).select_related("sent_by")
    return reviews.order_by("-pk")[:1]


@prepared
def _agreements(review_id: int) -> QuerySet[Agreement]:
    said = Agreement.objects.filter(review_id=review_id).select_related("user")
    return said.order_by("user__full_name", "pk")


@prepared
def _standing_reviews(answer_ids: Collection[int]) -> QuerySet[GroupReview]:
    return GroupReview.objects.filter(IS_STANDING, answer_id__in=answer_ids).order_by("pk")


def _documents(answer_ids: list[int]) -> Iterable[tuple[int, dict[str, Any]]]:
    return Answer.objects.filter(pk__in=answer_ids).values_list("pk", "document") if answer_ids else []
