import pytest
from django.contrib.messages import get_messages

from commonweal.communities.enums import Role
from commonweal.frameworks.services import load_shipped_content
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db

PEOPLE = "/c/willow-creek/people/"


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("n_more", [0, 2])
def test_people_has_constant_query_count(client, community, member, django_assert_num_queries, n_more):
    for n in range(n_more):
        join(community, make_person(f"Person {n}"), Role.WRITER)
    client.force_login(member(Role.READER).user)
    with django_assert_num_queries(4):  # session, user, membership with its community, members
        response = client.get(PEOPLE)
    assert len(response.context["members"]) == 3 + n_more


def test_reader_sees_names_and_roles_but_no_address_and_no_form(client, community, member):
    client.force_login(member(Role.READER).user)
    text = client.get(PEOPLE).text
    assert "Wanda Writer" in text
    assert "wanda@example.org" not in text
    assert "<select" not in text


def test_lead_changes_a_role(client, community, member):
    client.force_login(member(Role.LEAD).user)
    reader = member(Role.READER)
    response = client.post(f"{PEOPLE}{reader.uid}/role/", {"role": "writer"})
    reader.refresh_from_db()
    assert (response.url, reader.role, said(response)) == (PEOPLE, "writer", ["Ray Reader is writer now."])


@pytest.mark.parametrize("act", ["role", "remove"])
def test_last_lead_stays_and_hears_why(client, community, member, act):
    client.force_login(member(Role.LEAD).user)
    response = client.post(f"{PEOPLE}{member(Role.LEAD).uid}/{act}/", {"role": "reader"})
    assert said(response) == [
        "A community needs at least one lead. Nothing was changed. Make somebody else lead first."
    ]
    assert member(Role.LEAD)


def test_removed_person_finds_nothing_any_more(client, community, member):
    client.force_login(member(Role.LEAD).user)
    reader = member(Role.READER)
    client.post(f"{PEOPLE}{reader.uid}/remove/")
    client.force_login(reader.user)
    assert client.get(PEOPLE).status_code == 404


def test_lead_of_another_community_cannot_reach_in(client, community, member):
    make_community("juniper-falls", "Juniper Falls", lead=(juno := make_person("Juno Lead")))
    client.force_login(juno)
    assert client.post(f"/c/juniper-falls/people/{member(Role.READER).uid}/remove/").status_code == 404
    assert member(Role.READER)


def test_start_page_stays_within_its_queries(client, community, member, now, django_assert_max_num_queries):
    load_shipped_content(now=now)
    client.force_login(member(Role.LEAD).user)
    with django_assert_max_num_queries(12):
        response = client.get("/c/willow-creek/")
    assert [step.is_done for step in response.context["steps"]] == [False, False, True, False, False, False]
    assert response.context["now"].title == "Say where you are"


def test_reader_is_offered_only_what_a_reader_can_do(client, community, member, now):
    load_shipped_content(now=now)
    client.force_login(member(Role.READER).user)
    steps = client.get("/c/willow-creek/").context["steps"]
    assert [step.url for step in steps if step.url] == [PEOPLE, "/c/willow-creek/profile/print/"]


@pytest.mark.parametrize(("n", "status"), [(0, 200), (1, 302), (2, 200)])
def test_first_page_leads_to_the_only_community(client, n, status):
    person = make_person()
    for number in range(n):
        make_community(f"c{number}", f"C {number}", lead=person)
    client.force_login(person)
    response = client.get("/")
    assert response.status_code == status
    assert response.headers.get("Location") == ("/c/c0/" if n == 1 else None)
