from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.answers import errors, review_selectors, review_services
from commonweal.answers.enums import AnswerState
from commonweal.answers.methods.review import Voice
from commonweal.answers.models import Agreement, GroupReview
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event

pytestmark = pytest.mark.django_db


def send(scene, now, *asked, by=None):
    return review_services.send_to_review(answer_id=scene.answer.pk, by=by or scene.lead, now=now, asked=asked or None)


def seen(scene):
    scene.answer.refresh_from_db()
    return review_selectors.address_of(scene.answer.document)


def agree(scene, now, by, text=None):
    return review_services.agree(answer_id=scene.answer.pk, seen=text or seen(scene), by=by, now=now)


def standing_of(scene):
    scene.answer.refresh_from_db()
    return review_selectors.review_standings([scene.answer])[scene.answer.pk]


def state(scene):
    return standing_of(scene).state


def voices(scene):
    latest = review_selectors.latest_review(scene.answer)
    return {one.name: one.voice for one in review_selectors.said_in(latest, seen(scene))}


def verbs(scene):
    return list(Event.objects.filter(node=scene.answer.node).order_by("pk").values_list("verb", flat=True))


def test_a_writer_sends_and_every_lead_and_two_others_are_asked(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, by=scene.writer)
    assert state(scene) is AnswerState.REVIEW
    assert voices(scene) == dict.fromkeys(["Lena Lead", "Reader Person", "Writer Person"], Voice.ASKED)


def test_when_all_who_were_asked_agreed_to_one_text_the_answer_is_agreed(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer, scene.reader)
    agree(scene, now, scene.writer)
    assert state(scene) is AnswerState.REVIEW
    agree(scene, now, scene.reader)
    assert state(scene) is AnswerState.AGREED
    assert verbs(scene)[1:] == ["answer.sent_to_review", "answer.agreed", "answer.agreed", "answer.agreed_by_all"]


def test_agreement_is_void_when_the_text_changes_and_comes_back_with_it(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer)
    agree(scene, now, scene.writer)
    scene.write("Three towns.", now=now + timedelta(days=1))
    standing = standing_of(scene)
    assert (standing.state, standing.agreed_at, standing.is_changed) == (AnswerState.DRAFT, now, True)
    scene.write("Four towns.", now=now + timedelta(days=2))
    assert state(scene) is AnswerState.AGREED


def test_who_agreed_to_an_earlier_text_is_asked_again(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer, scene.reader)
    agree(scene, now, scene.writer)
    scene.write("Three towns.", now=now)
    assert voices(scene) == {"Reader Person": Voice.ASKED, "Writer Person": Voice.OUTDATED}
    agree(scene, now, scene.reader)
    assert state(scene) is AnswerState.REVIEW
    agree(scene, now, scene.writer)
    assert state(scene) is AnswerState.AGREED


def test_one_agrees_to_what_one_has_seen(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer)
    before = seen(scene)
    scene.write("Three towns.", now=now)
    with pytest.raises(errors.TextChanged):
        agree(scene, now, scene.writer, before)
    assert voices(scene) == {"Writer Person": Voice.ASKED}


def test_agreeing_twice_is_one_event(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer, scene.reader)
    agree(scene, now, scene.writer)
    agree(scene, now, scene.writer)
    assert verbs(scene).count("answer.agreed") == 1


@pytest.mark.parametrize("role", ["lead", "reader", "stranger"])
def test_only_who_was_asked_agrees(scene, now, role):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer)
    with pytest.raises(NotPermitted):
        agree(scene, now, getattr(scene, role))


def test_who_was_asked_and_left_agrees_no_more_and_is_not_waited_for(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer, scene.reader)
    scene.community.memberships.get(user=scene.writer).delete()
    with pytest.raises(NotPermitted):
        agree(scene, now, User.objects.get(pk=scene.writer.pk))
    agree(scene, now, scene.reader)
    assert state(scene) is AnswerState.AGREED


def test_a_lead_asks_others_and_the_review_may_end_by_it(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer, scene.reader)
    agree(scene, now, scene.writer)
    review_services.ask(answer_id=scene.answer.pk, people=[scene.writer], by=scene.lead, now=now)
    assert state(scene) is AnswerState.AGREED
    assert Agreement.objects.get().user == scene.writer


def test_taking_back_makes_it_a_draft_and_the_last_agreement_counts_again(scene, now):
    scene.write("Four towns.", now=now)
    send(scene, now, scene.writer)
    agree(scene, now, scene.writer)
    send(scene, now, scene.reader)
    assert state(scene) is AnswerState.REVIEW
    review_services.take_back(answer_id=scene.answer.pk, by=scene.writer, now=now)
    assert state(scene) is AnswerState.AGREED


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_who_may_not_write_sends_and_takes_back_nothing(scene, now, role):
    scene.write("Four towns.", now=now)
    with pytest.raises(NotPermitted):
        send(scene, now, by=getattr(scene, role))
    send(scene, now)
    with pytest.raises(NotPermitted):
        review_services.take_back(answer_id=scene.answer.pk, by=getattr(scene, role), now=now)


def test_only_a_lead_chooses_who_is_asked(scene, now):
    scene.write("Four towns.", now=now)
    with pytest.raises(NotPermitted):
        send(scene, now, scene.reader, by=scene.writer)


def test_what_cannot_be_sent_is_refused(scene, now):
    with pytest.raises(errors.NothingToAgreeTo):
        send(scene, now)
    scene.write("Four towns.", now=now)
    with pytest.raises(errors.NotAMember):
        send(scene, now, scene.stranger)
    with pytest.raises(errors.NobodyAsked):
        review_services.send_to_review(answer_id=scene.answer.pk, by=scene.lead, now=now, asked=[])
    send(scene, now)
    with pytest.raises(errors.AlreadyInReview):
        send(scene, now)


@pytest.mark.parametrize("act", ["agree", "ask", "take_back"])
def test_without_a_review_there_is_nothing_to_do(scene, now, act):
    more = {"agree": {"seen": "a" * 64}, "ask": {"people": [scene.writer]}, "take_back": {}}[act]
    with pytest.raises(errors.NotInReview):
        getattr(review_services, act)(answer_id=scene.answer.pk, by=scene.lead, now=now, **more)


def test_an_answer_has_one_open_review(scene, now):
    GroupReview.objects.create(answer=scene.answer, sent_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupReview.objects.create(answer=scene.answer, sent_at=now)


@pytest.mark.parametrize("fields", [{"agreed_seq": 1}, {"agreed_seq": 1, "ended_at": True}])
def test_an_agreed_review_has_its_text_and_its_end(scene, now, fields):
    fields = {name: now if value is True else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupReview.objects.create(answer=scene.answer, sent_at=now, **fields)


def test_an_agreement_has_text_and_time_and_one_person(scene, now):
    review = GroupReview.objects.create(answer=scene.answer, sent_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(review=review, user=scene.writer, asked_at=now, agreed_at=now)
    Agreement.objects.create(review=review, user=scene.writer, asked_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(review=review, user=scene.writer, asked_at=now)
