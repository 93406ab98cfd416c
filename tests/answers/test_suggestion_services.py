"""Other words for a passage: proposed, put in, declined, withdrawn; never over words that changed."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from commonweal.answers import comment_selectors, comment_services, errors, suggestion_services
from commonweal.answers.comment_services import Passage
from commonweal.answers.models import Answer, Comment
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event, SearchEntry

pytestmark = pytest.mark.django_db


def suggest(scene, now, quote="four towns", replacement="five towns", *, why="Tolliver counts.", by=None):
    return suggestion_services.suggest(
        answer=scene.answer, passage=Passage(quote), replacement=replacement, why=why, by=by or scene.reader, now=now
    )


def act(name, scene, comment, now, by=None, **more):
    return getattr(suggestion_services, name)(
        answer=scene.answer, uid=comment.uid, by=by or scene.writer, now=now, **more
    )


def text(scene):
    return Answer.objects.get(pk=scene.answer.pk).text


def verbs():
    return list(Event.objects.filter(verb__startswith="suggestion.").order_by("pk").values_list("verb", flat=True))


def shown(scene, now, reader):
    answer = Answer.objects.select_related("community").get(pk=scene.answer.pk)
    return comment_selectors.discussion(answer, reader, now).open[0]


def test_what_is_accepted_is_in_the_text_by_the_one_who_accepts(scene, now):
    scene.write("We are four towns.", now=now)
    suggestion = act("accept", scene, suggest(scene, now), now)
    assert (text(scene), suggestion.outcome, suggestion.resolved_by) == ("We are five towns.", "accepted", scene.writer)
    answer = Answer.objects.get(pk=scene.answer.pk)
    assert (answer.edited_by, verbs()) == (scene.writer, ["suggestion.made", "suggestion.accepted"])
    event = Event.objects.get(verb="suggestion.accepted")
    assert event.after == {"comment": str(suggestion.uid), "by": str(scene.reader.uid)}
    assert Event.objects.filter(verb="answer.edited", after={"suggestion": str(suggestion.uid)}).exists()


def test_an_empty_replacement_takes_the_words_out(scene, now):
    scene.write("We are four towns.", now=now)
    act("accept", scene, suggest(scene, now, " four", "", why=""), now)
    assert text(scene) == "We are towns."


@pytest.mark.parametrize(("nth", "after"), [(0, "five towns, four towns"), (1, "four towns, five towns")])
def test_of_several_places_the_one_that_is_meant_changes(scene, now, nth, after):
    scene.write("four towns, four towns", now=now)
    act("accept", scene, suggest(scene, now), now, nth=nth)
    assert text(scene) == after


@pytest.mark.parametrize(("written", "nth"), [("six towns", None), ("four towns, four towns", None), ("four towns", 1)])
def test_where_it_is_not_clear_nothing_changes_and_one_does_it_by_hand(scene, now, written, nth):
    scene.write(written, now=now)
    suggestion = suggest(scene, now)
    with pytest.raises(errors.PassageChanged):
        act("accept", scene, suggestion, now, nth=nth)
    assert (text(scene), Comment.objects.get(pk=suggestion.pk).outcome) == (written, "")
    act("accept", scene, suggestion, now, by_hand=True)
    assert (text(scene), Comment.objects.get(pk=suggestion.pk).outcome) == (written, "accepted")


def test_a_decline_says_why_in_the_thread(scene, now):
    suggestion = suggest(scene, now)
    with pytest.raises(errors.CommentEmpty):
        act("decline", scene, suggestion, now, words=" ")
    act("decline", scene, suggestion, now, words="It is a village.")
    [thread] = comment_selectors.discussion(scene.answer, scene.reader, now).resolved
    assert (thread.comment.outcome, [one.written for one in thread.replies]) == ("declined", ["It is a village."])


def test_only_who_made_it_withdraws_and_readers_do_not_decide(scene, now):
    suggestion = suggest(scene, now)
    with pytest.raises(NotPermitted):
        act("withdraw", scene, suggestion, now, by=scene.lead)
    for name, more in (("accept", {}), ("decline", {"words": "No."})):
        with pytest.raises(NotPermitted):
            act(name, scene, suggestion, now, by=scene.reader, **more)
    act("withdraw", scene, suggestion, now, by=scene.reader)
    assert verbs() == ["suggestion.made", "suggestion.withdrawn"]


def test_it_is_decided_once(scene, now):
    suggestion = act("withdraw", scene, suggest(scene, now), now, by=scene.reader)
    for name, more in (("accept", {}), ("decline", {"words": "No."}), ("withdraw", {})):
        with pytest.raises(errors.SuggestionClosed):
            act(name, scene, suggestion, now, by=scene.writer, **more)
    with pytest.raises(errors.NoSuchComment):
        suggestion_services.accept(answer=scene.answer, uid=uuid4(), by=scene.writer, now=now)


def test_a_plain_comment_is_no_suggestion_and_a_suggestion_is_not_settled(scene, now):
    comment = comment_services.add_comment(answer=scene.answer, text="Hm.", by=scene.reader, now=now)
    with pytest.raises(errors.SuggestionClosed):
        act("accept", scene, comment, now)
    suggestion = suggest(scene, now)
    comment_services.resolve_comment(answer=scene.answer, uid=suggestion.uid, by=scene.lead, now=now)
    assert Comment.objects.get(pk=suggestion.pk).resolved_at is None


@pytest.mark.parametrize(
    ("quote", "replacement"), [("", "x"), ("same", "same"), ("a", "b\nc"), ("a", "b\x00"), ("a", "b\x0b")]
)
def test_a_suggestion_needs_words_of_one_line_and_other_ones(scene, now, quote, replacement):
    with pytest.raises(errors.SuggestionNeedsWords):
        suggest(scene, now, quote, replacement)


def test_each_person_sees_what_they_may_do(scene, now):
    scene.write("We are four towns.", now=now)
    suggest(scene, now)
    own, writers = shown(scene, now, scene.reader), shown(scene, now, scene.writer)
    assert (own.may_withdraw, own.may_decide, own.may_resolve, own.may_remove) == (True, False, False, False)
    assert (writers.may_withdraw, writers.may_decide, writers.is_standing) == (False, True, True)
    scene.write("We are six towns.", now=now)
    assert shown(scene, now, scene.writer).is_standing is False


def test_a_withdrawn_one_can_be_removed_with_all_its_words(scene, now):
    suggestion = act("withdraw", scene, suggest(scene, now), now, by=scene.reader)
    comment_services.remove_comment(answer=scene.answer, uid=suggestion.uid, by=scene.reader, now=now)
    kept = Comment.objects.get(pk=suggestion.pk)
    assert (kept.text, kept.quote, kept.replacement) == ("", "", None)


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "", "replacement": None},
        {"quote": "", "replacement": "x"},
        {"outcome": "accepted"},
        {"outcome": "burned", "resolved": True},
    ],
)
def test_the_database_keeps_its_rules(scene, now, broken):
    fields = {"answer": scene.answer, "by": scene.reader, "at": now, "text": "So.", "quote": "a", **broken}
    if fields.pop("resolved", False):
        fields["resolved_at"] = now
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**fields)


def test_why_of_a_suggestion_is_found_like_any_comment(scene, now):
    made = suggest(scene, now)
    entry = SearchEntry.objects.get(thing=f"comment:{made.uid}")
    assert (entry.text_words, entry.is_inner) == ("tolliver counts", True)
    comment_services.remove_comment(answer=scene.answer, uid=made.uid, by=scene.reader, now=now)
    assert not SearchEntry.objects.filter(pk=entry.pk).exists()
