"""What of answers can be found by words: what communities wrote, and what their members say about it."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.accounts.services import follow_names
from commonweal.answers.comment_selectors import name_by_uid
from commonweal.answers.methods import mentions
from commonweal.answers.methods.projection import INLINE
from commonweal.answers.models import Answer, Comment
from commonweal.frameworks.methods.refs import slug_of
from commonweal.kernel import events
from commonweal.kernel.models import Event
from commonweal.kernel.search import index
from commonweal.kernel.search.index import Findable

WITH_COMMENTS = ("answer__community", "answer__node")
"""What is read with a comment, to say where it stands."""


@events.follow("answer.")
def follow_answer(event: Event) -> None:
    """Keep what is found of an answer in step with its acts, the beginning of a stretch of writing among them."""
    put_answers(Answer.objects.filter(node=event.node_id))


@events.follow("comment.", "suggestion.made")
def follow_comment(event: Event) -> None:
    """Keep what is found of a comment, also one that suggests words, in step; a removed one is not found any more."""
    told: dict[str, str] = event.after or {}
    said = Comment.objects.filter(uid=told["comment"]).select_related(*WITH_COMMENTS)
    for comment in said:
        if comment.text:
            index.put([_comment(comment, name_by_uid(comment.answer.community))])
        else:
            index.take_out(f"comment:{comment.uid}")


@follow_names
def follow_person(person: User) -> None:
    """Let comments that name a person be found by the person's new name, and by no other."""
    told = Comment.objects.filter(mentions__user=person).exclude(text="").select_related(*WITH_COMMENTS)
    index.put(_found_in(told.order_by("answer__community_id")))


def put_answers(answers: QuerySet[Answer]) -> None:
    """Let answers be found by their texts as they are now; one without words is not found."""
    for answer in answers.select_related("community", "node").defer("document", "html"):
        if answer.text:
            index.put([_answer(answer)])
        else:
            index.take_out(f"answer:{answer.uid}")


def _answers() -> Iterator[Findable]:
    written = Answer.objects.exclude(text="").select_related("community", "node")
    return (_answer(one) for one in written.defer("document", "html").iterator())


def _comments() -> Iterator[Findable]:
    said = Comment.objects.exclude(text="").select_related(*WITH_COMMENTS)
    return _found_in(said.order_by("answer__community_id").iterator())


def _found_in(comments: Iterable[Comment]) -> Iterator[Findable]:
    """The comments, which come community by community: one query for the names of each."""
    names: dict[int, dict[str, str]] = {}
    for comment in comments:
        community = comment.answer.community
        if community.pk not in names:
            names = {community.pk: name_by_uid(community)}
        yield _comment(comment, names[community.pk])


def _answer(answer: Answer) -> Findable:
    path = reverse("answers:write", args=[answer.community.slug, slug_of(answer.ref)])
    text = answer.text.replace(INLINE["figureReference"], "…")
    return Findable(f"answer:{answer.uid}", "answer", answer.node_id, path, _title(answer), {"": text})


def _comment(comment: Comment, names: dict[str, str]) -> Findable:
    answer = comment.answer
    path = reverse("answers:write", args=[answer.community.slug, slug_of(answer.ref)])
    return Findable(
        thing=f"comment:{comment.uid}",
        kind="comment",
        node_id=answer.node_id,
        path=f"{path}?beside=comments#comment-{comment.uid}",
        title=_title(answer),
        text={"": mentions.as_written(comment.text, names, "…")},
        is_inner=True,
    )


def _title(answer: Answer) -> dict[str, str]:
    return {language: f"{answer.ref} {label}" for language, label in answer.node.title.items()}


index.register("answer", order=30, label=_("Answers"), icon="profile", source=_answers)
index.register("comment", order=80, label=_("Comments"), icon="chat", source=_comments)
