import pytest

from commonweal.accounts.models import User
from commonweal.answers.models import Answer, Assignment, Comment, Mention
from commonweal.communities.models import Community
from commonweal.kernel.models import Event
from commonweal.site import content, demo
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
OPENED = ("P.1a(2)", "P.2a(1)")
"""Questions that were given to people and not begun."""


def build(now) -> list:
    list(content.load_shipped(now=now))
    return demo.build("start", now=now, progress=lambda _percent, _message: None)


def test_first_stage_has_people_answers_history_and_a_figure(now):
    sign_ins = build(now)
    community = Community.objects.get()
    assert [(entry.role, entry.full_name) for entry in sign_ins] == [
        ("lead", "Marisol Ortega-Lund"),
        ("writer", "Rosa Delgado"),
        ("writer", "Priya Venkat"),
        ("reader", "Tom Lindqvist"),
    ]
    assert community.is_example
    assert dict(Answer.objects.values_list("ref", "n_words")) == {
        "P.1a(1)": 193,
        "P.1a(3)": 236,
        "P.1b(2)": 88,
    } | dict.fromkeys(OPENED, 0)
    assert Event.objects.filter(verb="answer.edited").count() == 5
    assert Answer.objects.get(ref="P.1a(3)").figures.count() == 1
    assert (Assignment.objects.count(), Comment.objects.count(), Mention.objects.count()) == (7, 3, 1)


def test_everybody_in_the_table_can_sign_in(client, now):
    for entry in build(now):
        response = client.post("/sign-in/", {"email": entry.email, "password": entry.password})
        assert response.status_code == 302
        client.post("/sign-out/")


def test_second_run_changes_nothing(now):
    first = build(now)
    n_events = Event.objects.count()
    assert build(now) == first
    assert (Event.objects.count(), User.objects.count()) == (n_events, 4)


def test_it_is_refused_beside_real_people_who_come_from_outside(now, settings):
    settings.SITE_URL = "https://bend.example"
    make_person("Real Person", email="real@bend.example.org")
    with pytest.raises(demo.DemoRefused):
        build(now)
    assert not Community.objects.exists()


def test_unknown_stage_is_a_mistake(now):
    with pytest.raises(ValueError, match="no stage moon"):
        demo.build("moon", now=now, progress=lambda _percent, _message: None)
