"""Acts on suggestions: propose other words for a passage, accept them into the text, decline or withdraw them.

A suggestion is a comment with a replacement (design, "no tracked changes on a shared text"). Accepting writes into the
text as any change does: the one who accepts is its writer, the proposer is named by the event.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import comment_selectors, comment_services, log, store
from commonweal.answers.comment_services import Passage
from commonweal.answers.enums import Outcome
from commonweal.answers.errors import PassageChanged, SuggestionClosed, SuggestionNeedsWords
from commonweal.answers.methods import schema
from commonweal.answers.models import Answer, Comment
from commonweal.answers.yjs import SCHEMA
from commonweal.kernel import events
from commonweal.kernel.permissions import require

VERBS = {
    Outcome.ACCEPTED: "suggestion.accepted",
    Outcome.DECLINED: "suggestion.declined",
    Outcome.WITHDRAWN: "suggestion.withdrawn",
}
"""What the history says of each end of a suggestion."""


@transaction.atomic
def suggest(*, answer: Answer, passage: Passage, replacement: str, why: str, by: User, now: datetime) -> Comment:
    """Propose other words for a passage of one paragraph; ``why`` may be empty.

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
        SuggestionNeedsWords: if there is no passage, the words are the same, or they hold what a text cannot hold.
    """
    if not passage.quote or replacement == passage.quote or schema.CONTROL.search(replacement) or "\n" in replacement:
        raise SuggestionNeedsWords
    return comment_services.add_comment(
        answer=answer, text=why, by=by, now=now, passage=passage, replacement=replacement
    )


@transaction.atomic
def accept(
    *, answer: Answer, uid: UUID, by: User, now: datetime, nth: int | None = None, by_hand: bool = False
) -> Comment:
    """Put the suggested words in their place. ``nth`` tells which of several places is meant, from 0.

    With ``by_hand`` somebody has changed the text already, and it only ends.

    Raises:
        NoSuchComment, SuggestionClosed: if there is no such suggestion, or it was decided before.
        NotPermitted: if ``by`` may not write in the answer.
        PassageChanged: if the words do not stand there any more, or stand in several places.
    """
    require("communities.write_answers", by, answer.community)
    locked = log.locked([answer.pk])[answer.pk]
    suggestion = _open(answer, uid)
    if not by_hand:
        _write(locked, suggestion, nth, by, now)
    return _end(suggestion, Outcome.ACCEPTED, by, now)


@transaction.atomic
def decline(*, answer: Answer, uid: UUID, words: str, by: User, now: datetime) -> Comment:
    """Leave the text as it is, and say why: the words become a reply.

    Raises:
        NoSuchComment, SuggestionClosed: as ``accept``.
        NotPermitted: if ``by`` may not write in the answer.
        CommentEmpty: if nothing is said.
    """
    require("communities.write_answers", by, answer.community)
    suggestion = _open(answer, uid)
    comment_services.add_comment(answer=answer, text=words, by=by, now=now, parent_uid=uid)
    return _end(suggestion, Outcome.DECLINED, by, now)


@transaction.atomic
def withdraw(*, answer: Answer, uid: UUID, by: User, now: datetime) -> Comment:
    """Take back one's own suggestion; it stays to be read.

    Raises:
        NoSuchComment, SuggestionClosed: as ``accept``.
        NotPermitted: if somebody else made it.
    """
    suggestion = _open(answer, uid)
    require("answers.change_comment", by, suggestion)
    return _end(suggestion, Outcome.WITHDRAWN, by, now)


def _open(answer: Answer, uid: UUID) -> Comment:
    Comment.objects.select_for_update().filter(answer=answer, uid=uid).first()
    suggestion = comment_selectors.comment(answer, uid)
    if suggestion.replacement is None or suggestion.resolved_at is not None:
        raise SuggestionClosed
    return suggestion


def _write(answer: Answer, suggestion: Comment, nth: int | None, by: User, now: datetime) -> None:
    replica = log.replica_of(answer.pk)
    before = replica.document()
    try:
        update = replica.replace_words(suggestion.quote, suggestion.replacement or "", nth)
    except LookupError as fault:
        raise PassageChanged from fault
    if next(schema.faults(replica.document(), SCHEMA), None):
        raise PassageChanged
    log.write_now(answer, update, by_id=by.pk, at=now, replica=replica)
    store.record_version("answer.edited", answer, before, by=by, at=now, after={"suggestion": str(suggestion.uid)})


def _end(suggestion: Comment, outcome: Outcome, by: User, now: datetime) -> Comment:
    suggestion.outcome, suggestion.resolved_at, suggestion.resolved_by = outcome.value, now, by
    suggestion.save(update_fields=["outcome", "resolved_at", "resolved_by"])
    after = {"comment": str(suggestion.uid), "by": str(suggestion.by.uid) if suggestion.by else None}
    events.record(VERBS[outcome], suggestion.answer.node, by=by, at=now, after=after)
    return suggestion
