from datetime import date, timedelta

import pytest
from django.utils import timezone

from commonweal.answers import assignment_services, services
from commonweal.answers.models import Assignment

pytestmark = pytest.mark.django_db


def assign(scene, now, *people, due_on=None, answer=None):
    assignment_services.assign(
        answer_id=(answer or scene.answer).pk, people=people, due_on=due_on, by=scene.lead, now=now
    )


def test_a_lead_chooses_people_and_a_day(scene, client):
    client.force_login(scene.lead)
    page = client.get(f"{scene.address}assign/").text
    assert ("Writer Person" in page, "Reader Person" in page) == (True, False)
    response = client.post(f"{scene.address}assign/", {"people": [scene.writer.uid], "due_on": "2126-10-14"})
    assert response["Location"] == scene.address
    assert "Writer, by October 14" in client.get(scene.address).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due_on": "2020-01-01"}, "That day has passed. Choose today or a later day."),
        ({"due_on": "2126-01-01"}, "Choose who writes it by that day, or leave the day empty."),
        ({"due_on": "soon"}, "A day looks like 2026-10-14."),
        ({"people": ["somebody"]}, "Select a valid choice. somebody is not one of the available choices."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(scene, client, fields, sentence):
    client.force_login(scene.lead)
    response = client.post(f"{scene.address}assign/", fields)
    assert (response.status_code, sentence in response.text) == (422, True)
    assert Assignment.objects.count() == 0


def test_a_day_that_passed_stays_when_only_the_people_change(scene, client, now):
    passed = timezone.localdate() - timedelta(days=30)
    assign(scene, now, scene.writer, due_on=passed)
    client.force_login(scene.lead)
    client.post(f"{scene.address}assign/", {"people": [scene.lead.uid], "due_on": passed.isoformat()})
    assert Assignment.objects.get().user == scene.lead


def test_a_writer_takes_an_answer_and_finds_it_among_theirs(scene, client):
    client.force_login(scene.writer)
    client.post(f"{scene.address}take/")
    profile = client.get(f"/c/{scene.community.slug}/profile/")
    assert [row.question.ref for row in profile.context["yours"]] == ["P.1a(1)"]
    client.post(f"{scene.address}give-back/")
    assert client.get(f"/c/{scene.community.slug}/profile/").context["yours"] == []


def test_nobody_is_said_as_loud_as_a_name(scene, client):
    client.force_login(scene.reader)
    assert client.get(f"/c/{scene.community.slug}/profile/").text.count("Nobody</span>") == 18
    assert "Take it" not in client.get(scene.address).text


def test_what_is_late_says_so(scene, client, now):
    assign(scene, now, scene.writer, due_on=date(2020, 10, 14))
    client.force_login(scene.writer)
    assert "was due October 14" in client.get(scene.address).text
    assert "Was due October 14" in client.get(f"/c/{scene.community.slug}/profile/").text


@pytest.mark.parametrize("n_assigned", [1, 3])
def test_profile_has_constant_query_count_with_assignments(
    scene, client, now, django_assert_max_num_queries, n_assigned
):
    for number in range(1, n_assigned + 1):
        answer = services.open_answer(community=scene.community, ref=f"P.1a({number})", by=scene.lead)
        assign(scene, now, scene.writer, scene.lead, answer=answer)
    client.force_login(scene.writer)
    with django_assert_max_num_queries(8):  # session, person, community, edition, answers, people, reviews, switcher
        page = client.get(f"/c/{scene.community.slug}/profile/")
    assert len(page.context["yours"]) == n_assigned
