from collections import Counter

import pytest

from commonweal.accounts.models import User
from commonweal.answers.enums import AnswerState
from commonweal.answers.methods.key_factors import marked_in
from commonweal.answers.models import Answer, Assignment, Comment, Figure, Mention
from commonweal.answers.review_selectors import review_standings
from commonweal.answers.version_models import ProfileVersion
from commonweal.communities.models import Community
from commonweal.frameworks.selectors import current_edition
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
        "P.1a(3)": 242,
        "P.1b(2)": 88,
    } | dict.fromkeys(OPENED, 0)
    assert Event.objects.filter(verb="answer.edited").count() == 5
    assert Answer.objects.get(ref="P.1a(3)").figures.count() == 1
    assert (Assignment.objects.count(), Comment.objects.count(), Mention.objects.count()) == (7, 4, 1)


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


def test_whole_profile_is_written_by_six_people_with_eight_figures(now):
    list(content.load_shipped(now=now))
    sign_ins = demo.build("profile", now=now, progress=lambda _percent, _message: None)
    assert [entry.full_name for entry in sign_ins[4:]] == ["Walt Brandvold", "Denise Okafor"]
    answers = {answer.ref: answer for answer in Answer.objects.filter(copy=None)}
    assert set(answers) == {question.ref for question in current_edition().questions_of("P")}
    assert min(answer.n_words for answer in answers.values()) > 80
    assert sum(answer.n_words for answer in answers.values()) > 3200
    assert Figure.objects.count() == 8
    assert {event.by.full_name for event in Event.objects.filter(verb="answer.edited")} == {
        "Marisol Ortega-Lund",
        "Rosa Delgado",
        "Priya Venkat",
        "Walt Brandvold",
    }
    assert [version.name for version in ProfileVersion.objects.order_by("pk")] == [
        "Before the two evenings",
        "For the first session",
    ]
    states = Counter(one.state for one in review_standings(answers.values()).values())
    assert states == {AnswerState.AGREED: 4, AnswerState.REVIEW: 1}
    kinds = {factor.kind for answer in answers.values() for factor in marked_in(answer.document).values()}
    assert len(kinds) >= 9
    assert Event.objects.filter(at__gt=now).count() == 0
