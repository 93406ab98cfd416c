"""The page Start of a community that is under way."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client

from commonweal.answers.models import Answer
from commonweal.communities.enums import Role
from commonweal.site.start_home import home
from tests.conftest import NOW
from tests.factories.people import make_community, make_person
from tests.factories.two_communities import SECRETS, build_scene

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """The worked example beside another community, built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene(NOW)
        transaction.set_rollback(True)


def shown(scene, role: str):
    return home(scene.example.community, scene.people[role], NOW)


@pytest.mark.parametrize("role", ["reader", "writer", "lead"])
def test_page_stays_within_its_queries(scene, role, django_assert_max_num_queries):
    client = Client()
    client.force_login(scene.people[role])
    client.get("/c/prairie-bend/")
    with django_assert_max_num_queries(12):
        page = client.get("/c/prairie-bend/")
    assert page.context["home"].n_begun == Answer.objects.filter(community__slug="prairie-bend", n_words__gt=0).count()
    assert [secret for secret in SECRETS if secret in page.text] == []


def test_what_waits_for_me_comes_first_and_in_order(scene):
    needs = shown(scene, "lead").needs
    assert needs[0].title.startswith("Agree to P.1b(2) ")
    days = [task.due_on or date.max for task in needs[1:]]
    assert all(one <= other for one, other in pairwise(days))


def test_each_area_has_one_level_and_no_verdict(scene):
    levels = shown(scene, "reader").levels
    assert len({level.area for level in levels}) == len(levels) > 0
    assert "Who lives here" not in {level.area for level in levels}


def test_reader_without_tasks_is_offered_nothing_to_write(scene):
    reader = shown(scene, "reader")
    assert reader.next == (reader.needs[0] if reader.needs else None)


def test_first_steps_stay_where_they_were(scene):
    client = Client()
    client.force_login(scene.people["lead"])
    assert len(client.get("/c/prairie-bend/first-steps/").context["steps"]) == 6


def test_community_that_has_not_begun_shows_its_first_steps(scene):
    client = Client()
    client.force_login(lead := make_person("Lena Lead", time_zone="America/Chicago"))
    make_community(lead=lead)
    assert "steps" in client.get("/c/willow-creek/").context


@pytest.mark.parametrize(
    ("hour", "words"), [(15, "Good morning, Marisol"), (20, "Good afternoon, Marisol"), (2, "Good evening, Marisol")]
)
def test_greeting_follows_the_persons_clock(scene, monkeypatch, hour, words):
    moment = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    monkeypatch.setattr("commonweal.communities.views.timezone.now", lambda: moment)
    client = Client()
    client.force_login(scene.example.community.members.get(memberships__role=Role.LEAD))
    assert words in client.get("/c/prairie-bend/").text
