"""Reading the comments on an answer."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.answers import phrases
from commonweal.answers.errors import NoSuchComment
from commonweal.answers.methods import mentions
from commonweal.answers.methods.mentions import Piece
from commonweal.answers.methods.projection import text_of
from commonweal.answers.models import Answer, Comment
from commonweal.communities.models import Community
from commonweal.communities.selectors import names_of_members
from commonweal.kernel.prepared import prepared

CHANGED_WITHIN = timedelta(minutes=15)
"""How long its writer may change the words of a comment."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as one person sees it: its words, its replies, and what this person may do with it."""

    comment: Comment
    name: str
    pieces: tuple[Piece, ...]
    written: str
    may_change: bool
    may_remove: bool
    may_resolve: bool
    may_decide: bool = False
    """Whether this person may accept or decline it: an open suggestion, and they write answers."""
    may_withdraw: bool = False
    is_standing: bool = True
    """Whether the words that a suggestion replaces stand in the text as it was drawn last."""
    replies: list["Shown"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Discussion:
    """All comments on an answer: those that are open, oldest first, and those that are settled."""

    open: tuple[Shown, ...]
    resolved: tuple[Shown, ...]
    names: tuple[str, ...]
    """The full names of the members, for mentioning them."""

    @property
    def n_open(self) -> int:
        """Comments and replies that are not settled and not removed."""
        return sum(1 for thread in self.open for one in (thread, *thread.replies) if one.comment.removed_at is None)


def comments_on(answer: Answer) -> QuerySet[Comment]:
    """The comments on an answer with their writers, oldest first."""
    return _with_writers(Comment.objects.filter(answer_id=answer.pk))


def comment(answer: Answer, uid: UUID) -> Comment:
    """One comment on an answer.

    Raises:
        NoSuchComment: if the answer has no such comment.
    """
    found = comments_on(answer).filter(uid=uid).first()
    if found is None:
        raise NoSuchComment
    found.answer = answer
    return found


def name_by_uid(community: Community) -> dict[str, str]:
    """The full names of the members by uid. One query."""
    return {str(uid): name for uid, name in names_of_members(community)}


def discussion(answer: Answer, reader: User, now: datetime) -> Discussion:
    """The comments on an answer as a member sees them. Two queries.

    A removed comment without replies is not shown; one with replies keeps its place.
    """
    names = name_by_uid(answer.community)
    may_settle = reader.has_perm("answers.take", answer)
    shown: dict[int, Shown] = {}
    for one in _comments(answer.pk):
        seen = shown[one.pk] = _shown(one, names, reader, now, may_settle=may_settle)
        if one.replacement is not None:
            seen = shown[one.pk] = _suggested(seen, answer, reader, may_decide=may_settle)
        if one.parent_id in shown and one.removed_at is None:
            shown[one.parent_id].replies.append(seen)
    threads = [one for one in shown.values() if one.comment.parent_id is None and not _is_gone(one)]
    return Discussion(
        tuple(one for one in threads if one.comment.resolved_at is None),
        tuple(one for one in threads if one.comment.resolved_at is not None),
        tuple(names.values()),
    )


def may_still_change(one: Comment, now: datetime) -> bool:
    """Whether a comment is young enough for its words to be changed."""
    return one.removed_at is None and now - one.at <= CHANGED_WITHIN


def _with_writers(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("by", "resolved_by").order_by("at", "pk")


@prepared
def _comments(answer_id: int) -> QuerySet[Comment]:
    return _with_writers(Comment.objects.filter(answer_id=answer_id))


def _suggested(seen: Shown, answer: Answer, reader: User, *, may_decide: bool) -> Shown:
    """A comment that suggests other words: it is decided or withdrawn, not settled."""
    is_open = seen.comment.resolved_at is None
    return replace(
        seen,
        may_resolve=False,
        may_remove=seen.may_remove and not is_open,
        may_decide=may_decide and is_open,
        may_withdraw=is_open and seen.comment.by_id == reader.pk,
        is_standing=seen.comment.quote in (text_of(answer.document) if answer.document else ""),
    )


def _is_gone(one: Shown) -> bool:
    return one.comment.removed_at is not None and not one.replies


def _shown(one: Comment, names: dict[str, str], reader: User, now: datetime, *, may_settle: bool) -> Shown:
    nobody = str(phrases.FORMER_MEMBER)
    is_own = one.by_id == reader.pk
    return Shown(
        comment=one,
        name=one.by.full_name if one.by else nobody,
        pieces=tuple(mentions.pieces(one.text, names, nobody)),
        written=mentions.as_written(one.text, names, nobody),
        may_change=is_own and may_still_change(one, now),
        may_remove=is_own and one.removed_at is None,
        may_resolve=one.parent_id is None and (may_settle or is_own),
    )
