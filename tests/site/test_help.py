"""Help in place: topics, the way from a page to its topic, and the words of the field."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from commonweal.frameworks import services
from commonweal.site.help_topics import OWN_WORDS, TOPIC_BY_SLUG, TOPIC_OF_PACKAGE, TOPIC_OF_PAGE, TOPICS, topic_of
from tests.factories.people import make_person
from tests.guards.test_public_views import patterns

pytestmark = pytest.mark.django_db


def test_every_topic_is_listed_and_can_be_read(client):
    index = client.get(reverse("site:help")).text
    for topic in TOPICS:
        address = reverse("site:help-topic", args=[topic.slug])
        assert f'href="{address}"' in index
        shown = client.get(address).text
        assert [question for question, _answer in topic.answers if str(question) not in shown] == []


def test_a_topic_that_is_none_is_not_found(client):
    assert client.get(reverse("site:help-topic", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_answers_are_short_and_spanish(topic):
    for question, answer in topic.answers:
        assert len(str(answer)) <= 320
        with translation.override("es"):
            spanish = (str(question), str(answer))
        assert spanish != (str(question), str(answer))


def test_pages_and_packages_that_lead_to_help_exist():
    names = patterns()
    assert [name for name in TOPIC_OF_PAGE if name not in names] == []
    packages = {name.partition(":")[0] for name in names}
    assert [name for name in TOPIC_OF_PACKAGE if name not in packages] == []
    assert {*TOPIC_OF_PAGE.values(), *TOPIC_OF_PACKAGE.values()} == TOPIC_BY_SLUG.keys()


@pytest.mark.parametrize(("page", "topic"), [("frameworks:editions", "framework"), ("accounts:sign-in", "sign-in")])
def test_the_mark_in_the_header_leads_to_the_help_of_the_page(client, page, topic):
    if page != "accounts:sign-in":
        client.force_login(make_person())
    shown = client.get(reverse(page)).text
    assert f'href="{reverse("site:help-topic", args=[topic])}"' in shown or page == "accounts:sign-in"
    assert topic_of(page) == topic


def test_strangers_see_the_words_of_the_field_and_members_those_of_the_edition_too(client, now):
    services.load_shipped_content(now=now)
    address = reverse("site:words")
    stranger = client.get(address)
    assert [str(word) for word, _meaning in OWN_WORDS if str(word) not in stranger.text] == []
    assert stranger.context["terms"] == []
    client.force_login(make_person(language="es"))
    member = client.get(address)
    names = [name for name, _meaning in member.context["terms"]]
    assert len(names) > 30
    assert names == sorted(names, key=str.casefold)


def test_words_can_be_read_before_any_edition_is_here(client):
    client.force_login(make_person())
    assert client.get(reverse("site:words")).context["terms"] == []


@pytest.mark.parametrize("name", ["site:help", "site:words"])
def test_help_asks_for_session_and_person_alone(client, name, django_assert_max_num_queries):
    client.force_login(make_person())
    client.get(reverse(name))
    with django_assert_max_num_queries(4):
        client.get(reverse(name))


def test_help_has_no_page_without_a_topic():
    with pytest.raises(NoReverseMatch):
        reverse("site:help-topic", args=[""])
