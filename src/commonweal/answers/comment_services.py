"""Acts on comments: say something, answer it, change or remove one's own, settle it, open it again.

The events name the comment and never hold its words: who removes a comment removes what it said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import comment_selectors
from commonweal.answers.errors import CommentClosed, CommentEmpty
from commonweal.answers.methods import mentions
from commonweal.answers.models import Answer, Comment, Mention
from commonweal.kernel import events
from commonweal.kernel.permissions import require


@dataclass(frozen=True, slots=True)
class Passage:
    """What a comment is about: the words, and their places in the Yjs text as base64 (empty: not known)."""

    quote: str = ""
    start: str = ""
    end: str = ""


NO_PASSAGE = Passage()


@transaction.atomic
def add_comment(
    *,
    answer: Answer,
    text: str,
    by: User,
    now: datetime,
    parent_uid: UUID | None = None,
    passage: Passage = NO_PASSAGE,
    replacement: str | None = None,
) -> Comment:
    """Say something about an answer or a passage, or reply. A reply to a reply joins the same thread.

    With a ``replacement`` it suggests these words for the passage, and may say nothing beside
    (``suggestion_services`` knows what a suggestion needs).

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
        CommentEmpty: if nothing is said.
        NoSuchComment: if there is no such comment to reply to.
    """
    require("answers.comment", by, answer)
    parent = comment_selectors.comment(answer, parent_uid) if parent_uid else None
    comment = Comment(
        answer=answer,
        parent_id=(parent.parent_id or parent.pk) if parent else None,
        by=by,
        at=now,
        text=_kept(answer, text) if text.strip() or replacement is None else "",
        replacement=replacement,
    )
    if parent is None:
        comment.quote, comment.anchor_start, comment.anchor_end = passage.quote, passage.start, passage.end
    comment.save()
    _record("comment.added" if replacement is None else "suggestion.made", comment, by, now)
    _mention(comment, mentions.mentioned(comment.text), by, now)
    return comment


@transaction.atomic
def change_comment(*, answer: Answer, uid: UUID, text: str, by: User, now: datetime) -> Comment:
    """Change the words of one's own comment, soon after writing it.

    Raises:
        NoSuchComment, CommentEmpty: if it is not there, or nothing would be left.
        NotPermitted: if somebody else wrote it.
        CommentClosed: if it is too old, or was removed.
    """
    comment = _locked(answer, uid)
    require("answers.change_comment", by, comment)
    if not comment_selectors.may_still_change(comment, now):
        raise CommentClosed
    kept = _kept(answer, text) if text.strip() or comment.replacement is None else ""
    if kept == comment.text:
        return comment
    before = set(mentions.mentioned(comment.text))
    comment.text, comment.edited_at = kept, now
    comment.save(update_fields=["text", "edited_at"])
    named = mentions.mentioned(kept)
    comment.mentions.exclude(user__uid__in=named).delete()
    _record("comment.changed", comment, by, now)
    _mention(comment, [one for one in named if one not in before], by, now)
    return comment


@transaction.atomic
def remove_comment(*, answer: Answer, uid: UUID, by: User, now: datetime) -> Comment:
    """Remove one's own comment: its words are gone for good, its place stays for those who replied.

    Raises:
        NoSuchComment: if it is not there.
        NotPermitted: if somebody else wrote it.
    """
    comment = _locked(answer, uid)
    require("answers.change_comment", by, comment)
    if comment.removed_at is None:
        comment.text = comment.quote = comment.anchor_start = comment.anchor_end = ""
        comment.removed_at, comment.replacement = now, None
        comment.save(update_fields=["text", "quote", "anchor_start", "anchor_end", "removed_at", "replacement"])
        comment.mentions.all().delete()
        _record("comment.removed", comment, by, now)
    return comment


@transaction.atomic
def resolve_comment(*, answer: Answer, uid: UUID, by: User, now: datetime) -> Comment:
    """Settle a comment with its replies: it moves out of the way and can be opened again. A suggestion ends by itself.

    Raises:
        NoSuchComment: if it is not there; a reply means its thread.
        NotPermitted: if ``by`` neither writes answers nor wrote the comment.
    """
    comment = _thread(answer, uid, by)
    if comment.resolved_at is None and comment.replacement is None:
        comment.resolved_at, comment.resolved_by = now, by
        comment.save(update_fields=["resolved_at", "resolved_by"])
        _record("comment.resolved", comment, by, now)
    return comment


@transaction.atomic
def reopen_comment(*, answer: Answer, uid: UUID, by: User, now: datetime) -> Comment:
    """Open a settled comment again. Raises what ``resolve_comment`` raises."""
    comment = _thread(answer, uid, by)
    if comment.resolved_at is not None and comment.replacement is None:
        comment.resolved_at = comment.resolved_by = None
        comment.save(update_fields=["resolved_at", "resolved_by"])
        _record("comment.reopened", comment, by, now)
    return comment


def _locked(answer: Answer, uid: UUID) -> Comment:
    Comment.objects.select_for_update().filter(answer=answer, uid=uid).first()
    return comment_selectors.comment(answer, uid)


def _thread(answer: Answer, uid: UUID, by: User) -> Comment:
    comment = _locked(answer, uid)
    require("answers.resolve_comment", by, comment)
    if comment.parent_id is not None:
        return comment_selectors.comment(answer, Comment.objects.get(pk=comment.parent_id).uid)
    return comment


def _kept(answer: Answer, text: str) -> str:
    """The words with the names of members as uids."""
    written = text.strip()
    if not written:
        raise CommentEmpty
    return mentions.with_uids(written, comment_selectors.name_by_uid(answer.community))


def _mention(comment: Comment, uids: Iterable[str], by: User, now: datetime) -> None:
    """Note who is named. Nobody is told of what they wrote themselves."""
    people = User.objects.filter(uid__in=list(uids), memberships__community=comment.answer.community_id)
    named = [person for person in people.order_by("pk") if person.pk != by.pk]
    Mention.objects.bulk_create([Mention(comment=comment, user=person) for person in named], ignore_conflicts=True)
    if named:
        told = {"comment": str(comment.uid), "people": [str(person.uid) for person in named]}
        events.record("comment.mentioned", comment.answer.node, by=by, at=now, after=told)


def _record(verb: str, comment: Comment, by: User, now: datetime) -> None:
    events.record(verb, comment.answer.node, by=by, at=now, after={"comment": str(comment.uid)})
