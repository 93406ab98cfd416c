from datetime import timedelta

import pytest

from commonweal.answers.models import Answer
from commonweal.kernel.models import Event

pytestmark = pytest.mark.django_db


def test_profile_shows_every_question_with_its_state_and_who_wrote_last(scene, client, now):
    scene.write("We are four towns.", now=now)
    client.force_login(scene.reader)
    page = client.get(f"/c/{scene.community.slug}/profile/").content.decode()
    assert page.count('<th scope="row">') == 18
    assert "1 of 18 questions has an answer under way. Together they hold 4 words." in page
    assert "Writer Person" in page
    assert "<p>We are four towns.</p>" in page


@pytest.mark.parametrize("n_answers", [1, 3])
def test_profile_has_constant_query_count(scene, client, now, django_assert_max_num_queries, n_answers):
    for number in range(1, n_answers):
        client.force_login(scene.lead)
        client.get(f"/c/{scene.community.slug}/profile/p-1a-{number + 1}/")
    client.force_login(scene.reader)
    with django_assert_max_num_queries(8):  # session, person, community, edition, answers, people, reviews, switcher
        client.get(f"/c/{scene.community.slug}/profile/")


@pytest.mark.parametrize("n_versions", [1, 3])
def test_write_has_constant_query_count(scene, client, now, django_assert_max_num_queries, n_versions):
    for number in range(n_versions):
        scene.write(f"Text {number}", now=now + timedelta(hours=number))
    client.force_login(scene.writer)
    with django_assert_max_num_queries(12):  # the same eight, answer, versions, members, comments
        page = client.get(scene.address, {"beside": "history"})
    assert len(page.context["versions"]) == n_versions


def test_write_gives_the_editor_what_it_needs(scene, client, now):
    scene.write("Four towns.", now=now)
    client.force_login(scene.writer)
    context = client.get(scene.address).context
    assert context["editor"]["ws_path"] == f"/ws/answers/{scene.answer.uid}/"
    assert context["editor"]["person"]["name"] == "Writer Person"
    assert (context["can_write"], context["n_words"]) == (True, 2)
    assert context["answer_html"] == "<p>Four towns.</p>"
    assert [row.is_current for part in context["toc"] for row in part.rows].index(True) == 0


def test_opening_a_question_nobody_opened_makes_its_answer_once(scene, client):
    client.force_login(scene.reader)
    address = f"/c/{scene.community.slug}/profile/p-2a-1/"
    assert [client.get(address).status_code for _time in range(2)] == [200, 200]
    assert Answer.objects.filter(ref="P.2a(1)").count() == 1


@pytest.mark.parametrize("slug", ["p-9z-9", "1-1a-1", "nonsense"])
def test_a_question_the_profile_does_not_have_is_not_there(scene, client, slug):
    client.force_login(scene.writer)
    assert client.get(f"/c/{scene.community.slug}/profile/{slug}/").status_code == 404


def test_history_and_comparison_tell_what_changed(scene, client, now):
    scene.write("We are three towns.", now=now)
    scene.write("We are four towns.", now=now + timedelta(hours=1), by=scene.lead)
    client.force_login(scene.reader)
    history = client.get(f"{scene.address}history/")
    assert [(line.writer, line.n_words) for line in history.context["lines"]] == [
        ("Lena Lead", 4),
        ("Writer Person", 4),
    ]
    event = history.context["lines"][0].event
    page = client.get(f"{scene.address}history/{event.uid}/").content.decode()
    assert "<del>three</del><ins>four</ins>" in page
    assert "Bring back" not in page


def test_restoring_brings_the_earlier_text_back_and_can_be_undone(scene, client, now):
    scene.write("First.", now=now)
    scene.write("Second.", now=now + timedelta(hours=1))
    client.force_login(scene.writer)
    edited = Event.objects.filter(verb="answer.edited").latest("at")
    client.post(f"{scene.address}history/{edited.uid}/restore/")
    assert Answer.objects.get(pk=scene.answer.pk).text == "First."
    restored = Event.objects.get(verb="answer.restored")
    client.post(f"{scene.address}history/{restored.uid}/restore/")
    assert Answer.objects.get(pk=scene.answer.pk).text == "Second."


def test_a_reader_restores_nothing(scene, client, now):
    scene.write("First.", now=now)
    event = Event.objects.get(verb="answer.edited")
    client.force_login(scene.reader)
    response = client.post(f"{scene.address}history/{event.uid}/restore/")
    assert response.status_code == 403
    assert Answer.objects.get(pk=scene.answer.pk).text == "First."


@pytest.mark.parametrize("address", ["profile/", "profile/p-1a-1/", "profile/p-1a-1/history/"])
def test_a_stranger_sees_nothing(scene, client, now, address):
    scene.write("A secret of Willow Creek.", now=now)
    client.force_login(scene.stranger)
    assert client.get(f"/c/{scene.community.slug}/{address}").status_code == 404


def test_an_event_of_another_answer_is_not_a_version_of_this_one(scene, client, now):
    scene.write("First.", now=now)
    event = Event.objects.get(verb="answer.edited")
    client.force_login(scene.writer)
    other = f"/c/{scene.community.slug}/profile/p-1a-2/"
    client.get(other)
    assert client.get(f"{other}history/{event.uid}/").status_code == 404
