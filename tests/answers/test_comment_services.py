from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from commonweal.answers import comment_selectors, comment_services, errors
from commonweal.answers.comment_services import Passage
from commonweal.answers.models import Comment, Mention
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event

pytestmark = pytest.mark.django_db


def say(scene, now, text="Should we say both?", by=None, **more):
    return comment_services.add_comment(answer=scene.answer, text=text, by=by or scene.reader, now=now, **more)


def act(name, scene, comment, by, now, **more):
    return getattr(comment_services, name)(answer=scene.answer, uid=comment.uid, by=by, now=now, **more)


def seen(scene, now, reader=None):
    return comment_selectors.discussion(scene.answer, reader or scene.reader, now)


def verbs():
    return list(Event.objects.filter(verb__startswith="comment.").order_by("pk").values_list("verb", flat=True))


def test_every_member_comments_and_the_event_holds_no_words(scene, now):
    comment = say(scene, now, passage=Passage("four towns", "AQ==", "Ag=="))
    event = Event.objects.get(verb="comment.added")
    assert (event.node, event.after) == (scene.answer.node, {"comment": str(comment.uid)})
    assert (comment.quote, comment.anchor_start, comment.anchor_end) == ("four towns", "AQ==", "Ag==")


def test_a_stranger_does_not_comment(scene, now):
    with pytest.raises(NotPermitted):
        say(scene, now, by=scene.stranger)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_comment_says_something(scene, now, text):
    with pytest.raises(errors.CommentEmpty):
        say(scene, now, text)


def test_a_reply_to_a_reply_joins_the_thread(scene, now):
    first = say(scene, now)
    reply = say(scene, now, "Yes.", parent_uid=first.uid, passage=Passage("not kept"))
    again = say(scene, now, "Or no.", parent_uid=reply.uid)
    assert (reply.parent_id, again.parent_id, reply.quote) == (first.pk, first.pk, "")
    [thread] = seen(scene, now).open
    assert [one.written for one in thread.replies] == ["Yes.", "Or no."]


def test_a_reply_to_nothing_is_refused(scene, now):
    with pytest.raises(errors.NoSuchComment):
        say(scene, now, parent_uid=uuid4())


def test_members_who_are_named_are_noted_and_strangers_and_oneself_are_not(scene, now):
    comment = say(scene, now, "@Writer Person, @Stranger Person and I, @Reader Person")
    assert [mention.user for mention in comment.mentions.all()] == [scene.writer]
    event = Event.objects.get(verb="comment.mentioned")
    assert event.after == {"comment": str(comment.uid), "people": [str(scene.writer.uid)]}
    [thread] = seen(scene, now).open
    assert [piece.text for piece in thread.pieces if piece.person] == ["@Writer Person", "@Reader Person"]


def test_its_writer_changes_it_for_a_quarter_of_an_hour(scene, now):
    comment = say(scene, now, "@Writer Person?")
    act("change_comment", scene, comment, scene.reader, now + timedelta(minutes=15), text="@Lena Lead?")
    assert list(comment.mentions.values_list("user", flat=True)) == [scene.lead.pk]
    with pytest.raises(errors.CommentClosed):
        act("change_comment", scene, comment, scene.reader, now + timedelta(minutes=16), text="Too late")
    assert verbs() == ["comment.added", "comment.mentioned", "comment.changed", "comment.mentioned"]


@pytest.mark.parametrize("name", ["change_comment", "remove_comment"])
def test_nobody_changes_or_removes_what_others_said(scene, now, name):
    comment = say(scene, now)
    more = {"text": "Mine"} if name == "change_comment" else {}
    with pytest.raises(NotPermitted):
        act(name, scene, comment, scene.lead, now, **more)


def test_removing_takes_the_words_and_leaves_the_place_for_replies(scene, now):
    first = say(scene, now, "Secret @Writer Person", passage=Passage("four towns", "AQ==", "Ag=="))
    say(scene, now, "Yes.", by=scene.writer, parent_uid=first.uid)
    for _time in range(2):
        act("remove_comment", scene, first, scene.reader, now)
    first.refresh_from_db()
    assert (first.text, first.quote, first.anchor_start, Mention.objects.count()) == ("", "", "", 0)
    assert (len(seen(scene, now).open), seen(scene, now).n_open, verbs().count("comment.removed")) == (1, 1, 1)
    with pytest.raises(errors.CommentClosed):
        act("change_comment", scene, first, scene.reader, now, text="Back")


def test_a_removed_comment_without_replies_is_not_shown(scene, now):
    act("remove_comment", scene, say(scene, now), scene.reader, now)
    assert seen(scene, now).open == ()


def test_settling_and_opening_again_by_a_writer_or_who_asked(scene, now):
    comment = say(scene, now)
    say(scene, now, "Yes.", parent_uid=comment.uid)
    act("resolve_comment", scene, comment, scene.writer, now)
    act("resolve_comment", scene, comment, scene.writer, now)
    assert (seen(scene, now).n_open, len(seen(scene, now).resolved)) == (0, 1)
    act("reopen_comment", scene, comment, scene.reader, now)
    assert seen(scene, now).n_open == 2
    assert verbs()[2:] == ["comment.resolved", "comment.reopened"]


def test_a_reader_does_not_settle_what_others_asked(scene, now):
    comment = say(scene, now, by=scene.writer)
    with pytest.raises(NotPermitted):
        act("resolve_comment", scene, comment, scene.reader, now)


def test_each_sees_what_they_may_do(scene, now):
    say(scene, now)
    [own] = seen(scene, now).open
    [others] = seen(scene, now, scene.writer).open
    assert (own.may_change, own.may_remove, own.may_resolve) == (True, True, True)
    assert (others.may_change, others.may_remove, others.may_resolve) == (False, False, True)
    assert not seen(scene, now + timedelta(hours=1)).open[0].may_change


BROKEN = [
    {"text": ""},
    {"text": "Words", "removed_at": True},
    {"text": "Words", "anchor_start": "AQ==", "quote": "four"},
    {"text": "Words", "anchor_start": "AQ==", "anchor_end": "Ag=="},
]


@pytest.mark.parametrize("fields", BROKEN)
def test_the_database_holds_no_broken_comment(scene, now, fields):
    fields = {name: now if value is True else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(answer=scene.answer, by=scene.reader, at=now, **fields)


@pytest.mark.parametrize("fields", [{"quote": "four"}, {"resolved_at": True}])
def test_the_database_holds_no_reply_with_a_passage_or_an_end(scene, now, fields):
    parent = say(scene, now)
    fields = {name: now if value is True else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(answer=scene.answer, parent=parent, by=scene.reader, at=now, text="Yes.", **fields)


def test_a_person_is_named_once_in_a_comment(scene, now):
    comment = say(scene, now, "@Writer Person")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.create(comment=comment, user=scene.writer)
