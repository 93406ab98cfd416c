from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonweal.answers import assignment_selectors, assignment_services
from commonweal.answers.errors import NotAWriter
from commonweal.answers.models import Assignment
from commonweal.communities.selectors import today_in
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 14), date(2026, 11, 30)


def assign(scene, now, *people, due_on=OCTOBER, by=None):
    assignment_services.assign(answer_id=scene.answer.pk, people=people, due_on=due_on, by=by or scene.lead, now=now)


def assigned(scene):
    return assignment_selectors.assigned_by_answer(scene.community, [scene.answer.pk]).get(scene.answer.pk)


def verbs():
    return list(Event.objects.filter(verb__in=EVENTS).order_by("pk").values_list("verb", flat=True))


EVENTS = ("answer.assigned", "answer.taken", "answer.given_back")


def test_a_lead_gives_an_answer_to_people_by_a_day(scene, now):
    assign(scene, now, scene.writer, scene.lead)
    assert assigned(scene) == assignment_selectors.Assigned((scene.lead, scene.writer), OCTOBER)
    event = Event.objects.get(verb="answer.assigned")
    assert (event.by, event.before, len(event.after["people"])) == (scene.lead, {"people": []}, 2)


def test_assigning_again_replaces_people_and_day_and_the_same_again_is_no_event(scene, now):
    assign(scene, now, scene.writer)
    assign(scene, now, scene.lead, due_on=NOVEMBER)
    assign(scene, now, scene.lead, due_on=NOVEMBER)
    assert assigned(scene) == assignment_selectors.Assigned((scene.lead,), NOVEMBER)
    assert verbs() == ["answer.assigned", "answer.assigned"]


def test_nobody_is_a_possible_answer(scene, now):
    assign(scene, now, scene.writer)
    assign(scene, now, due_on=None)
    assert assigned(scene) is None


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_who_may_not_write_gets_no_answer(scene, now, role):
    with pytest.raises(NotAWriter):
        assign(scene, now, scene.writer, getattr(scene, role))
    assert assigned(scene) is None


@pytest.mark.parametrize("role", ["writer", "reader", "stranger"])
def test_only_leads_assign(scene, now, role):
    with pytest.raises(NotPermitted):
        assign(scene, now, scene.writer, by=getattr(scene, role))


def test_a_writer_takes_an_answer_by_the_day_that_was_set_and_gives_it_back(scene, now):
    assign(scene, now, scene.lead)
    assignment_services.take(answer_id=scene.answer.pk, by=scene.writer, now=now)
    assignment_services.take(answer_id=scene.answer.pk, by=scene.writer, now=now)
    assert Assignment.objects.get(user=scene.writer).due_on == OCTOBER
    assignment_services.give_back(answer_id=scene.answer.pk, by=scene.writer, now=now)
    assignment_services.give_back(answer_id=scene.answer.pk, by=scene.writer, now=now)
    assert assigned(scene).people == (scene.lead,)
    assert verbs() == list(EVENTS)


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_who_may_not_write_takes_nothing(scene, now, role):
    with pytest.raises(NotPermitted):
        assignment_services.take(answer_id=scene.answer.pk, by=getattr(scene, role), now=now)


def test_who_left_the_community_is_not_named(scene, now):
    assign(scene, now, scene.writer)
    scene.community.memberships.get(user=scene.writer).delete()
    assert assigned(scene) is None


def test_an_answer_is_a_persons_once(scene, now):
    assign(scene, now, scene.writer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(answer=scene.answer, user=scene.writer, by=scene.lead, at=now)


def test_the_day_it_is_where_the_community_is(scene, now):
    assert today_in(scene.community, now.replace(hour=3)) == date(2026, 11, 23)
