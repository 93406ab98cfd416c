"""Who hears of acts on answers.

Those asked to write or to agree, those named, answered or settled in a discussion, those whose words a version keeps.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.answers import version_selectors
from commonweal.answers.models import Answer, Comment
from commonweal.answers.version_models import ProfileVersion
from commonweal.frameworks.methods.refs import slug_of
from commonweal.kernel import events, notices
from commonweal.kernel.enums import Way
from commonweal.kernel.models import Event
from commonweal.kernel.notices import Told

notices.register(
    "answer.assigned",
    label=_("A question is given to you"),
    sentence=_("%(who)s gave you “%(what)s” to write."),
    usual=Way.AT_ONCE,
)
notices.register(
    "answer.to_agree",
    label=_("You are asked to agree to a text"),
    sentence=_("%(who)s asks you to read “%(what)s” and agree."),
    usual=Way.AT_ONCE,
)
notices.register(
    "answer.agreed", label=_("All agreed to a text of yours"), sentence=_("All who were asked agreed to “%(what)s”.")
)
notices.register(
    "comment.mentioned",
    label=_("You are named in a comment"),
    sentence=_("%(who)s named you in a comment on “%(what)s”."),
    usual=Way.AT_ONCE,
)
notices.register(
    "comment.replied",
    label=_("Somebody answers a comment of yours"),
    sentence=_("%(who)s answered in a discussion of yours on “%(what)s”."),
)
notices.register(
    "comment.resolved",
    label=_("A comment of yours is settled"),
    sentence=_("%(who)s settled your comment on “%(what)s”."),
    usual=Way.INBOX,
)
notices.register(
    "profile.version_kept",
    label=_("The Profile is kept as a version"),
    sentence=_("%(who)s kept the Profile, with words of yours or your agreement, as “%(what)s”."),
)
notices.register(
    "suggestion.accepted",
    label=_("Words you suggested are in the text"),
    sentence=_("%(who)s put the words you suggested into “%(what)s”."),
    usual=Way.INBOX,
)


@events.follow("answer.assigned")
def tell_assigned(event: Event) -> None:
    """Tell those whose the answer was not before."""
    before = {one["person"] for one in _values(event.before).get("people", ())}
    new = [one["person"] for one in _values(event.after).get("people", ()) if one["person"] not in before]
    _give("answer.assigned", event, new, key=f"assigned:{event.uid}")


@events.follow("answer.sent_to_review", "answer.others_asked")
def tell_asked(event: Event) -> None:
    """Tell those who are asked to agree, once for each group review."""
    answer = _answer(event)
    review = answer.reviews.filter(ended_at=None).first()
    if review is not None:
        _give(
            "answer.to_agree", event, _values(event.after).get("asked", ()), key=f"review:{review.uid}", answer=answer
        )


@events.follow("answer.agreed_by_all")
def tell_agreed(event: Event) -> None:
    """Tell who sent the text to the group and whose it is."""
    answer = _answer(event)
    writers = User.objects.filter(assignments__answer=answer)
    review = answer.reviews.select_related("sent_by").order_by("-sent_at").first()
    senders = [review.sent_by] if review and review.sent_by else []
    uids = {str(person.uid) for person in [*writers, *senders]}
    _give("answer.agreed", event, uids, key=f"agreed:{event.uid}", answer=answer)


@events.follow("comment.mentioned")
def tell_mentioned(event: Event) -> None:
    """Tell those who are named."""
    told = _values(event.after)
    _give("comment.mentioned", event, told["people"], key=f"comment:{told['comment']}", comment=told["comment"])


@events.follow("comment.added")
def tell_replied(event: Event) -> None:
    """Tell those who wrote in the thread. Who is named in the reply too hears of it once."""
    comment = Comment.objects.select_related("parent").get(uid=_values(event.after)["comment"])
    if comment.parent is None:
        return
    thread = Comment.objects.filter(parent=comment.parent) | Comment.objects.filter(pk=comment.parent.pk)
    people = set(thread.exclude(by=None).values_list("by__uid", flat=True))
    key = f"comment:{comment.uid}"
    _give("comment.replied", event, map(str, people), key=key, comment=str(comment.uid))


@events.follow("comment.resolved")
def tell_resolved(event: Event) -> None:
    """Tell who began the discussion."""
    comment = Comment.objects.select_related("by").get(uid=_values(event.after)["comment"])
    uids = [str(comment.by.uid)] if comment.by else []
    _give("comment.resolved", event, uids, key=f"resolved:{event.uid}", comment=str(comment.uid))


@events.follow("suggestion.accepted")
def tell_accepted(event: Event) -> None:
    """Tell who suggested the words; who declines them says why in a reply, which is told as one."""
    told = _values(event.after)
    uids = [told["by"]] if told["by"] else []
    _give("suggestion.accepted", event, uids, key=f"accepted:{event.uid}", comment=told["comment"])


@events.follow("profile.version_kept")
def tell_version_kept(event: Event) -> None:
    """Tell those whose words stand in a version, and those who had agreed to some."""
    version = ProfileVersion.objects.select_related("community", "edition", "snapshot", "node").get(node=event.node_id)
    people = version_selectors.concerned_by(version)
    path = reverse("answers:version", args=[version.community.slug, version.uid])
    key = f"version:{version.uid}"
    notices.give(event.verb, people, Told(version.node, path), key=key, by=event.by, at=event.at)


def _give(
    kind: str, event: Event, uids: Iterable[str], *, key: str, comment: str = "", answer: Answer | None = None
) -> None:
    """Give a notice to those of these people who are members of the community."""
    answer = answer or _answer(event)
    path = reverse("answers:write", args=[answer.community.slug, slug_of(answer.ref)])
    if comment:
        path = f"{path}?beside=comments#comment-{comment}"
    members = User.objects.filter(uid__in=list(uids), memberships__community=answer.community_id)
    notices.give(kind, members, Told(answer.node, path), key=key, by=event.by, at=event.at)


def _answer(event: Event) -> Answer:
    rows = Answer.objects.select_related("community", "node").defer("document", "html", "text")
    return rows.get(node=event.node_id)


def _values(told: Any) -> dict[str, Any]:
    values: dict[str, Any] = told or {}
    return values
