"""Organizations: who takes part, from which sector, and who of the members belongs to it."""

import json
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from commonweal.communities import organization_selectors, organization_services, services
from commonweal.communities.enums import Role
from commonweal.communities.errors import NameTaken
from commonweal.communities.models import Organization
from commonweal.frameworks.models import ContentDocument
from commonweal.kernel import nodes
from commonweal.kernel.erasure import erase_person
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event
from tests.factories.people import make_community, make_person

pytestmark = pytest.mark.django_db

PAGE = "/c/willow-creek/organizations/"
VALUES = {
    "name": "Willow Clinic", "sector": "health", "about": "Keeps people well.", "website": "https://clinic.example",
    "contact_name": "Cora Contact", "contact_email": "cora@clinic.example", "is_backbone": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def vocabulary(now):
    """Three sectors, two of them key, as the frameworks load them."""
    names = {"health": "Salud", "education": "Educación", "faith": "Comunidades de fe"}
    entries = [
        {"id": one, "key": one != "faith", "name": {"en": one.capitalize(), "es": es}, "examples": {"en": f"{one}s"}}
        for one, es in names.items()
    ]
    document = json.dumps({"sectors": entries})
    return ContentDocument.objects.create(
        node=nodes.create("vocabulary", scope="frameworks", title={}), kind="vocabulary", slug="sectors-generations",
        document=document, sha256=sha256(document.encode()).hexdigest(), loaded_at=now,
    )  # fmt: skip


@pytest.fixture
def add(community, member, now):
    """A function that lets the writer add an organization."""

    def make(people=(), **changes) -> Organization:
        return organization_services.add_organization(
            community=community, values=VALUES | changes, people=people, by=member(Role.WRITER).user, now=now
        )

    return make


def test_sectors_are_those_of_the_vocabulary_in_the_language_and_one_more():
    assert [(one.id, one.name, one.is_key) for one in organization_selectors.sectors("es", "Otra cosa")] == [
        ("health", "Salud", True),
        ("education", "Educación", True),
        ("faith", "Comunidades de fe", False),
        ("other", "Otra cosa", False),
    ]


def test_without_a_vocabulary_there_is_one_sector(vocabulary):
    vocabulary.delete()
    cache.clear()
    assert [one.id for one in organization_selectors.sectors("en", "Something else")] == ["other"]


def test_history_names_people_by_uid_and_holds_no_contact(add, member):
    ray = member(Role.READER).user
    add(people=[ray])
    event = Event.objects.latest("pk")
    assert (event.verb, event.after["people"], event.after["has_contact"]) == (
        "organization.added", [str(ray.uid)], True,
    )  # fmt: skip
    assert "cora" not in json.dumps(event.after).lower()


def test_same_name_in_any_case_is_refused_and_nothing_is_kept(add, community):
    add()
    with pytest.raises(NameTaken):
        add(name="WILLOW CLINIC")
    assert community.organizations.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.create(
            community=community, name="willow clinic", node=nodes.create("x", scope="x", title={})
        )


def test_change_is_recorded_once_and_renames_the_node(add, member, now):
    one = add()
    change = {"organization": one, "people": [], "by": member(Role.WRITER).user, "now": now}
    organization_services.change_organization(values=VALUES | {"name": "Clinic"}, **change)
    organization_services.change_organization(values=VALUES | {"name": "Clinic"}, **change)
    one.refresh_from_db()
    assert (one.name, one.node.title) == ("Clinic", {"en": "Clinic", "es": "Clinic"})
    assert Event.objects.filter(verb="organization.changed").count() == 1


def test_member_who_is_removed_belongs_to_none_any_more(add, member, now):
    ray = member(Role.READER)
    one = add(people=[ray.user])
    services.remove_member(membership=ray, by=member(Role.LEAD).user, now=now)
    assert not one.people.exists()


def test_reader_changes_nothing(add, community, member, now):
    one, ray = add(), member(Role.READER).user
    acts = (
        lambda: organization_services.add_organization(community=community, values=VALUES, people=[], by=ray, now=now),
        lambda: organization_services.change_organization(organization=one, values=VALUES, people=[], by=ray, now=now),
        lambda: organization_services.archive_organization(organization=one, by=ray, now=now),
        lambda: organization_services.restore_organization(organization=one, by=ray, now=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def test_list_shows_sectors_backbone_and_who_is_missing(client, community, member, add):
    add()
    add(name="First Church", sector="faith", is_backbone=False)
    add(name="Old Guild", sector="gone-from-the-list", is_backbone=False)
    client.force_login(member(Role.READER).user)
    page = client.get(PAGE)
    groups = [(sector.id, [one.name for one in found]) for sector, found in page.context["groups"]]
    assert groups == [("health", ["Willow Clinic"]), ("faith", ["First Church"]), ("other", ["Old Guild"])]
    assert [sector.id for sector in page.context["missing"]] == ["education"]
    assert "3 organizations take part, from 3 sectors." in page.text
    assert "organizations/add/" not in page.text


@pytest.mark.parametrize("n", [1, 3])
def test_list_has_constant_query_count(client, member, add, django_assert_num_queries, n):
    for number in range(n):
        add(name=f"Organization {number}")
    client.force_login(member(Role.WRITER).user)
    client.get(PAGE)
    with django_assert_num_queries(5):  # session, person, memberships, organizations, the vocabulary's row
        page = client.get(PAGE)
    assert page.context["n"] == n


def test_writer_adds_one_with_people_and_sees_its_page(client, community, member):
    client.force_login(member(Role.WRITER).user)
    ray = member(Role.READER).user
    response = client.post(f"{PAGE}add/", VALUES | {"people": [str(ray.uid)], "is_backbone": "on"})
    page = client.get(response.url)
    assert [word in page.text for word in ("Willow Clinic", "Ray Reader", "backbone organization", "Cora Contact")] == (
        [True] * 4
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"), ({"sector": "nonsense"}, "sector"), ({"website": "javascript:alert(1)"}, "website"),
        ({"contact_email": "x"}, "contact_email"), ({"people": ["0" * 32]}, "people"), ({"name": "x" * 161}, "name"),
    ],
)  # fmt: skip
def test_faults_come_back_and_nothing_is_added(client, community, member, change, field):
    client.force_login(member(Role.WRITER).user)
    response = client.post(f"{PAGE}add/", VALUES | change)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not community.organizations.exists()


def test_stranger_cannot_be_made_one_of_its_people(client, community, member):
    make_community("juniper-falls", "Juniper Falls", lead=(juno := make_person("Juno Lead")))
    client.force_login(member(Role.WRITER).user)
    assert client.post(f"{PAGE}add/", VALUES | {"people": [str(juno.uid)]}).status_code == 422


def test_writer_edits_archives_and_brings_back(client, community, member, add):
    one = add()
    client.force_login(member(Role.WRITER).user)
    path = f"{PAGE}{one.uid}/"
    assert client.get(f"{path}edit/").context["form"].initial["contact_name"] == "Cora Contact"
    client.post(f"{path}edit/", VALUES | {"about": "Anew."})
    one.refresh_from_db()
    assert one.about == "Anew."
    client.post(f"{path}archive/")
    assert client.get(PAGE).context["n"] == 0
    client.post(f"{path}restore/")
    assert client.get(PAGE).context["n"] == 1


def test_erased_contact_is_forgotten_and_the_organization_stays(add, now):
    organization = add(about="Ask Cora Contact, or cora@clinic.example.")
    erase_person(make_person("Cora Contact", email="cora@clinic.example"), at=now)
    organization.refresh_from_db()
    told = f"{organization.about} {organization.contact_name} {organization.contact_email}"
    assert ("Cora" in told, "cora@" in told, organization.name) == (False, False, "Willow Clinic")
