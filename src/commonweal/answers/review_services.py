"""Acts of a group review: put a text before named people, agree to it, ask others, take it back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from commonweal.accounts.models import User
from commonweal.answers import log, review_selectors
from commonweal.answers.errors import (
    AlreadyInReview,
    NobodyAsked,
    NotAMember,
    NothingToAgreeTo,
    NotInReview,
    TextChanged,
)
from commonweal.answers.methods.review import all_agree
from commonweal.answers.models import Agreement, Answer, GroupReview
from commonweal.kernel import events, snapshots
from commonweal.kernel.models import Snapshot
from commonweal.kernel.permissions import require


@transaction.atomic
def send_to_review(*, answer_id: int, by: User, now: datetime, asked: Sequence[User] | None = None) -> GroupReview:
    """Put an answer before the group. Where ``asked`` is None, every lead and two others are asked.

    Raises:
        NotPermitted: if ``by`` may not write in the answer, or is no lead and chose who is asked.
        NothingToAgreeTo: if nothing is written.
        AlreadyInReview: if it is before the group.
        NobodyAsked, NotAMember: if there is nobody to ask, or one of the people left the community.
    """
    answer = _answer_now(answer_id)
    require("answers.send_to_review", by, answer)
    if asked is not None:
        require("answers.choose_who_agrees", by, answer)
    if not answer.html:
        raise NothingToAgreeTo
    if answer.reviews.filter(ended_at=None).exists():
        raise AlreadyInReview
    people = _members(answer, asked if asked is not None else review_selectors.whom_to_ask(answer, by))
    review = GroupReview.objects.create(answer=answer, sent_by=by, sent_at=now)
    Agreement.objects.bulk_create([Agreement(review=review, user=person, asked_at=now) for person in people])
    events.record("answer.sent_to_review", answer.node, by=by, at=now, after=_names(people), snapshot=_kept(answer))
    return review


@transaction.atomic
def agree(*, answer_id: int, seen: str, by: User, now: datetime) -> GroupReview:
    """Agree to the text with the address ``seen``. When everybody who was asked has, the group review ends.

    Raises:
        NotInReview: if the answer is not before the group.
        NotPermitted: if ``by`` was not asked.
        TextChanged: if the answer holds another text now.
    """
    answer = _answer_now(answer_id)
    review = _open_review(answer)
    require("answers.agree", by, review)
    kept = _kept(answer)
    if kept.address != seen:
        raise TextChanged
    new = review.agreements.filter(Q(snapshot=None) | ~Q(snapshot=kept), user=by)
    if new.update(snapshot=kept, agreed_at=now):
        events.record("answer.agreed", answer.node, by=by, at=now, snapshot=kept)
    _end_if_all_agree(review, answer, kept, now)
    return review


@transaction.atomic
def ask(*, answer_id: int, people: Collection[User], by: User, now: datetime) -> GroupReview:
    """Ask these people to agree, and nobody else. What they said before counts; the review may end by this.

    Raises:
        NotInReview: if the answer is not before the group.
        NotPermitted: if ``by`` is not a lead.
        NobodyAsked, NotAMember: if there is nobody to ask, or one of the people left the community.
    """
    answer = _answer_now(answer_id)
    require("answers.choose_who_agrees", by, answer)
    review = _open_review(answer)
    people = _members(answer, people)
    asked = set(review.agreements.values_list("user_id", flat=True))
    review.agreements.exclude(user__in=people).delete()
    new = [person for person in people if person.pk not in asked]
    Agreement.objects.bulk_create([Agreement(review=review, user=person, asked_at=now) for person in new])
    if new or asked != {person.pk for person in people}:
        events.record("answer.others_asked", answer.node, by=by, at=now, after=_names(people))
    _end_if_all_agree(review, answer, _kept(answer), now)
    return review


@transaction.atomic
def take_back(*, answer_id: int, by: User, now: datetime) -> None:
    """Take an answer back from the group, to write on. What people said so far ends with the review.

    Raises:
        NotPermitted: if ``by`` may not write in the answer.
        NotInReview: if it is not before the group.
    """
    answer = _answer_now(answer_id)
    require("answers.send_to_review", by, answer)
    review = _open_review(answer)
    review.ended_at = now
    review.save(update_fields=["ended_at"])
    events.record("answer.review_taken_back", answer.node, by=by, at=now)


def _answer_now(answer_id: int) -> Answer:
    """The answer with its text up to date, locked until the transaction ends."""
    answer = log.refresh(answer_id)
    if answer is None:
        raise NotInReview
    return answer


def _open_review(answer: Answer) -> GroupReview:
    review = answer.reviews.filter(ended_at=None).first()
    if review is None:
        raise NotInReview
    review.answer = answer
    return review


def _members(answer: Answer, people: Collection[User]) -> list[User]:
    chosen = {person.pk: person for person in people}
    if not chosen:
        raise NobodyAsked
    if answer.community.memberships.filter(user_id__in=chosen).count() != len(chosen):
        raise NotAMember
    return list(chosen.values())


def _kept(answer: Answer) -> Snapshot:
    return snapshots.keep(review_selectors.TEXT, review_selectors.text_value(answer.document))


def _end_if_all_agree(review: GroupReview, answer: Answer, kept: Snapshot, now: datetime) -> None:
    """Who left the community is not waited for."""
    members = answer.community.memberships.values("user_id")
    said = list(review.agreements.filter(user_id__in=members).values_list("snapshot_id", flat=True))
    if not all_agree(said, kept.address):
        return
    review.ended_at, review.agreed_snapshot, review.agreed_seq = now, kept, answer.last_seq
    review.save(update_fields=["ended_at", "agreed_snapshot", "agreed_seq"])
    events.record("answer.agreed_by_all", answer.node, by=None, at=now, snapshot=kept)


def _names(people: Collection[User]) -> dict[str, list[str]]:
    return {"asked": sorted(str(person.uid) for person in people)}
