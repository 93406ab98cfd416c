"""What must hold of answers, those of copies too, their logs and what is said about them."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from commonweal.answers import log
from commonweal.answers.models import Answer, Assignment, Comment
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel.models import Node
from commonweal.kernel.soundness import invariant

DRAWN_WITHIN = timedelta(minutes=5)
"""An open room draws its text itself, every second or so."""


@invariant("answers.log_ends_where_it_says", "The last entry of an answer's log has the number that the answer says.")
def _logs() -> Iterator[str]:
    ended = Answer.texts.annotate(newest=Coalesce(Max("updates__seq"), 0))
    for answer in ended.exclude(newest=F("last_seq")).only("uid", "ref"):
        yield _name(answer)


def _draw() -> None:
    for pk in list(_undrawn().values_list("pk", flat=True)):
        log.refresh(pk)


def _undrawn() -> QuerySet[Answer]:
    return Answer.texts.behind().filter(Q(edited_at=None) | Q(edited_at__lt=timezone.now() - DRAWN_WITHIN))


@invariant(
    "answers.text_follows_its_log", "What readers read is what was written, some minutes later at most.", mend=_draw
)
def _texts() -> Iterator[str]:
    return (_name(answer) for answer in _undrawn())


def _set_scopes() -> None:
    for answer in list(_strays()):
        Node.objects.filter(pk=answer.node_id).update(scope=answer.community.node.scope)


def _strays() -> QuerySet[Answer]:
    return Answer.texts.select_related("community__node").exclude(node__scope=F("community__node__scope"))


@invariant("answers.scope_is_the_community", "An answer is seen by the community that writes it.", mend=_set_scopes)
def _scopes() -> Iterator[str]:
    return (_name(answer) for answer in _strays())


@invariant("answers.replies_stay_beside", "A reply stands at the answer of the comment it answers, one step below.")
def _replies() -> Iterator[str]:
    replies = Comment.objects.exclude(parent=None)
    for comment in replies.filter(~Q(parent__answer=F("answer")) | Q(parent__parent__isnull=False)):
        yield f"comment {comment.uid}"


def _strangers() -> QuerySet[Assignment]:
    inside = Assignment.objects.filter(user__memberships__community=F("answer__community"))
    return Assignment.objects.exclude(pk__in=inside.values("pk"))


def _give_back() -> None:
    Assignment.objects.filter(pk__in=list(_strangers().values_list("pk", flat=True))).delete()


@invariant("answers.writers_are_members", "Whoever an answer is given to is in its community.", mend=_give_back)
def _assignments() -> Iterator[str]:
    return (f"assignment {one.uid}" for one in _strangers())


@invariant("answers.refs_are_of_their_edition", "Every answer answers a question of its edition.")
def _refs() -> Iterator[str]:
    for answer in Answer.texts.select_related("edition").defer("document", "html", "text", "edition__document"):
        document = frameworks.edition(answer.edition.slug, answer.edition.edition)
        if answer.ref not in {question.ref for question in document.questions}:
            yield _name(answer)


def _name(answer: Answer) -> str:
    return f"answer {answer.uid} ({answer.ref})"
