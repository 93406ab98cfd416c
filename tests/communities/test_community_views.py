import pytest
from django.contrib.messages import get_messages

from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Invitation
from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel import nodes
from commonweal.kernel.models import Event
from commonweal.kernel.visibility import conflict_provider
from tests.factories.people import make_community, make_person

pytestmark = pytest.mark.django_db

SETTINGS = "/c/willow-creek/settings/"
NEW = {
    "name": "Adams County", "slug": "Adams", "languages": ["en", "es"], "time_zone": "America/Denver",
    "email": "ana@example.org", "language": "es",
}  # fmt: skip


@pytest.fixture
def lead(client, member):
    person = member(Role.LEAD).user
    client.force_login(person)
    return person


@pytest.fixture
def operator(client):
    person = make_person("Opal Operator", is_superuser=True)
    client.force_login(person)
    return person


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_lead_changes_the_settings_and_the_history_tells(client, community, lead):
    fields = {"name": "Willow", "languages": ["es"], "time_zone": "America/Denver"}
    assert client.post(SETTINGS, fields).url == SETTINGS
    community.refresh_from_db()
    assert (community.name, community.languages, community.time_zone) == ("Willow", ["es"], "America/Denver")
    assert community.node.title == {"es": "Willow"}
    event = Event.objects.latest("pk")
    assert (event.verb, event.before["name"], event.after["name"]) == ("community.changed", "Willow Creek", "Willow")


def test_same_settings_again_leave_no_event(client, community, lead):
    client.post(SETTINGS, {"name": "Willow Creek", "languages": ["en", "es"], "time_zone": "America/Chicago"})
    assert not Event.objects.filter(verb="community.changed").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"languages": []}, "languages"), ({"time_zone": "Moon/Base"}, "time_zone")],
)
def test_faulty_settings_come_back(client, community, lead, change, field):
    fields = {"name": "Willow", "languages": ["en"], "time_zone": "America/Denver"} | change
    response = client.post(SETTINGS, fields)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Community.objects.get().name == "Willow Creek"


def test_archived_community_is_read_and_not_changed(client, community, member, lead, now):
    load_shipped_content(now=now)
    client.post(f"{SETTINGS}archive/")
    assert "This community is archived." in client.get("/c/willow-creek/people/").text
    assert client.get("/c/willow-creek/profile/").status_code == 200
    n_events = Event.objects.count()
    for path in ("people/invitations/", f"people/{member(Role.READER).uid}/remove/", "settings/"):
        response = client.post(f"/c/willow-creek/{path}", {"emails": "a@example.org", "role": "lead", "language": "en"})
        assert (response.status_code, "is archived" in response.text) == (403, True)
    assert Event.objects.count() == n_events


def test_lead_brings_it_back(client, community, lead, now):
    nodes.archive(community.node, by=lead, at=now)
    assert "Bring it back" in client.get(SETTINGS).text
    assert said(client.post(f"{SETTINGS}bring-back/")) == ["The community is back. Everything is as it was."]
    assert "<select" in client.get("/c/willow-creek/people/").text


def test_switcher_shows_only_ones_own(client, community, lead):
    assert "communities-pop" not in client.get("/c/willow-creek/people/").text
    make_community("juniper-falls", "Juniper Falls", lead=lead)
    make_community("sage", "Sage Flats", lead=make_person())
    text = client.get("/c/willow-creek/people/").text
    assert ('href="/c/juniper-falls/"' in text, "Sage Flats" in text) == (True, False)


@pytest.mark.parametrize("n_more", [0, 3])
def test_switcher_costs_no_query(client, community, lead, django_assert_num_queries, n_more):
    for number in range(n_more):
        make_community(f"c{number}", f"C {number}", lead=lead)
    with django_assert_num_queries(3):  # session, person, memberships with communities
        client.get("/c/willow-creek/people/roles/")


def test_conflict_closes_a_community_to_its_members(client, community, lead, monkeypatch):
    make_community("juniper-falls", "Juniper Falls", lead=lead)
    monkeypatch.setattr("commonweal.kernel.visibility._conflict_providers", [])
    conflict_provider(lambda _person: [community.node.scope])
    assert client.get("/c/willow-creek/people/").status_code == 404
    assert "Willow Creek" not in client.get("/c/juniper-falls/people/").text
    assert client.get("/").url == "/c/juniper-falls/"


def test_operator_founds_a_community_and_its_lead_is_invited(
    client, operator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/operations/communities/new/", NEW)
    assert response.url == "/operations/communities/"
    founded = Community.objects.get(slug="adams")
    assert (founded.members.count(), Invitation.objects.get().role) == (0, Role.LEAD)
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]
    assert "Nobody yet" in client.get(response.url).text
    assert client.get("/c/adams/people/invitations/").status_code == 200
    assert client.get("/c/adams/people/").status_code == 404


def test_operator_invites_no_more_once_there_is_a_lead(client, community, operator):
    assert client.get("/c/willow-creek/people/invitations/").status_code == 403


def test_address_that_is_taken_is_said_and_nothing_is_founded(client, community, operator):
    response = client.post("/operations/communities/new/", NEW | {"slug": "willow-creek"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["slug"])
    assert (Community.objects.count(), Invitation.objects.count()) == (1, 0)


@pytest.mark.parametrize("path", ["/operations/communities/", "/operations/communities/new/"])
def test_only_operators_see_all_communities(client, community, lead, path):
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_list_has_constant_query_count(client, operator, django_assert_num_queries, n):
    for number in range(n):
        make_community(f"c{number}", f"C {number}", lead=make_person(f"Lead {number}"))
    with django_assert_num_queries(4):  # session, person, communities, leads
        page = client.get("/operations/communities/")
    assert [line.leads for line in page.context["lines"]] == [(f"Lead {number}",) for number in range(n)]
