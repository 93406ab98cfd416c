"""Looking as others see: what is shown, what is refused, what is written down."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal.answers.document_selectors import has_profile_file
from commonweal.communities import viewing_selectors, viewing_services
from commonweal.communities.enums import Role
from commonweal.communities.errors import NobodyToLookAs
from commonweal.communities.models import Viewing
from commonweal.kernel import events, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.errors import NotFound, NotPermitted
from commonweal.kernel.models import Event, Job, Node
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.selectors import jobs_visible_to
from commonweal.kernel.visibility import reach_of, visible_nodes
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db

PEOPLE = "/c/willow-creek/people/"
VIEW_AS = f"{PEOPLE}view-as/"


@pytest.fixture
def look(client, community, member):
    """A function that lets the lead begin to look, in the client's session."""

    def begin(**choice: str):
        client.force_login(member(Role.LEAD).user)
        return client.post(VIEW_AS, choice)

    return begin


def started(member, now, **choice) -> Viewing:
    lead = member(Role.LEAD)
    return viewing_services.start(community=lead.community, by=lead.user, now=now, **choice)


@pytest.mark.parametrize("role", [Role.READER, Role.WRITER])
def test_page_is_shown_as_the_role_sees_it(client, look, role):
    assert look(role=role).url == "/c/willow-creek/"
    page = client.get(PEOPLE)
    assert (page.status_code, "<select" in page.text, "wanda@example.org" in page.text) == (200, False, False)
    assert f"You see Willow Creek as a {role} sees it." in page.text
    assert client.get(f"{PEOPLE}invitations/").status_code == 403


def test_page_is_shown_as_the_member_sees_it(client, look, member):
    wanda = member(Role.WRITER).user
    look(person=str(wanda.uid))
    page = client.get(PEOPLE)
    assert page.context["user"] == wanda
    assert "You see Willow Creek as Wanda Writer sees it." in page.text


@pytest.mark.parametrize("choice", ["role", "person"])
def test_acts_are_refused_with_a_sentence_everywhere(client, community, member, look, choice):
    ray = member(Role.READER)
    look(**({"role": "writer"} if choice == "role" else {"person": str(ray.user.uid)}))
    n_before = Event.objects.count()
    for path in (f"{PEOPLE}{ray.uid}/remove/", f"{PEOPLE}{ray.uid}/role/", VIEW_AS, f"{PEOPLE}invitations/"):
        response = client.post(path, {"role": "lead"})
        assert (response.status_code, "You are only looking" in response.text) == (403, True)
    assert Event.objects.count() == n_before


def test_what_a_page_writes_as_it_is_opened_is_taken_back(client, look, monkeypatch, now):
    look(role="reader")
    node = Node.objects.earliest("pk")

    def visit(*_args: object) -> list[object]:
        events.record("community.founded", node, by=None, at=now)
        return []

    monkeypatch.setattr("commonweal.communities.selectors.members_of", visit)
    n_before = Event.objects.count()
    assert client.get(PEOPLE).status_code == 200
    assert Event.objects.count() == n_before


def test_stop_gives_ones_own_eyes_back(client, look):
    look(role="reader")
    assert client.post("/view-as/stop/").url == VIEW_AS
    assert "<select" in client.get(PEOPLE).text
    assert Viewing.objects.get().ended_at is not None


def test_it_ends_by_itself_after_thirty_minutes(client, look):
    look(role="reader")
    Viewing.objects.update(started_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now())
    page = client.get(PEOPLE)
    assert "<select" in page.text
    assert [str(one) for one in get_messages(page.wsgi_request)][-1:] == [
        "Looking as somebody else ended by itself. You see everything as yourself again."
    ]
    ended = Event.objects.get(verb="viewing.ended")
    assert (ended.by, ended.at) == (None, Viewing.objects.get().ends_at)


def test_a_lead_who_is_none_any_more_looks_no_longer(client, community, member, look):
    look(role="reader")
    join(community, make_person("Lou Lead"), Role.LEAD)
    community.memberships.filter(user__full_name="Lena Lead").update(role=Role.WRITER)
    page = client.get(PEOPLE)
    assert (page.status_code, "data-viewing" in page.text) == (200, False)


def test_member_who_left_is_not_looked_as_any_more(client, look, member):
    look(person=str(member(Role.WRITER).user.uid))
    member(Role.WRITER).delete()
    assert "data-viewing" not in client.get(PEOPLE).text


def test_only_this_community_is_seen_with_other_eyes(client, community, member, look):
    wanda = member(Role.WRITER).user
    make_community("juniper-falls", "Juniper Falls", lead=wanda)
    look(person=str(wanda.uid))
    assert client.get("/c/juniper-falls/people/").status_code == 404
    assert "Juniper Falls" not in client.get("/c/willow-creek/people/").text


def test_nothing_beyond_the_lead_is_seen(community, member, now):
    wanda, lead = member(Role.WRITER).user, member(Role.LEAD).user
    scope = scope_of(community)
    private = nodes.create("note", scope=scope, title={}, owner=wanda, visibility=Visibility.PRIVATE)
    made = {"name": "answers.make_profile_pdf", "state": "done", "arguments": {"community_id": community.pk}}
    Job.objects.create(asked_by=wanda, asked_at=now, ended_at=now, **made)
    viewing = started(member, now, person=wanda)
    eyes = viewing_services.eyes_of(Viewing.objects.select_related("person", "community__node").get(), lead)
    assert (eyes, eyes.viewed_by) == (wanda, lead)
    reach = reach_of(eyes)
    assert private not in visible_nodes(reach)
    assert not reach.sees(scope=scope, visibility=Visibility.PRIVATE, owner_id=wanda.pk)
    assert set(visible_nodes(reach)) == set(visible_nodes(reach_of(lead))) - {viewing.node}
    assert not jobs_visible_to(eyes).exists()
    assert (has_profile_file(wanda, community), has_profile_file(eyes, community)) == (True, False)


def test_the_person_can_see_who_looked_and_others_cannot(client, community, member, now):
    wanda, ray, lead = (member(role).user for role in (Role.WRITER, Role.READER, Role.LEAD))
    started(member, now, person=wanda)
    shown = [list(viewing_selectors.viewings_visible_to(one, community)) for one in (wanda, ray, lead)]
    assert [len(one) for one in shown] == [1, 0, 1]
    told = [events.visible_to(reach_of(one)).filter(verb="viewing.started").count() for one in (wanda, ray)]
    assert told == [1, 0]
    client.force_login(wanda)
    assert "Lena Lead" in client.get(f"{PEOPLE}looked/").text


def test_looking_as_a_role_is_told_to_everybody(community, member, now):
    started(member, now, role=Role.READER)
    assert events.visible_to(reach_of(member(Role.READER).user)).filter(verb="viewing.started").count() == 1


@pytest.mark.parametrize("n", [1, 3])
def test_log_has_constant_query_count(client, member, now, django_assert_num_queries, n):
    for hours in range(n):
        started(member, now + timedelta(hours=hours), role=Role.READER)
    client.force_login(member(Role.LEAD).user)
    with django_assert_num_queries(4):  # session, person, membership with community, viewings
        page = client.get(f"{PEOPLE}looked/")
    assert len(page.context["viewings"]) == n


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_a_lead_looks(community, member, now, role):
    with pytest.raises(NotPermitted):
        viewing_services.start(community=community, by=member(role).user, now=now, role=Role.READER)
    operator = make_person("Opal Operator", is_superuser=True)
    with pytest.raises(NotPermitted):
        viewing_services.start(community=community, by=operator, now=now, role=Role.READER)


def test_operator_who_is_no_member_finds_nothing_to_look_at(client, community):
    client.force_login(make_person("Opal Operator", is_superuser=True))
    for address in (PEOPLE, VIEW_AS):
        assert client.get(address).status_code == 404
    assert client.post(VIEW_AS, {"role": "reader"}).status_code == 404


def test_one_looks_as_a_role_or_another_member(community, member, now):
    stranger = make_person("Sam Stranger")
    for choice in ({}, {"person": stranger}, {"person": member(Role.LEAD).user}):
        with pytest.raises(NobodyToLookAs):
            started(member, now, **choice)
    both = {"person": member(Role.READER).user, "role": Role.READER}
    with pytest.raises(NobodyToLookAs):
        started(member, now, **both)
    assert not Viewing.objects.exists()


def test_beginning_anew_ends_the_former(member, now):
    former = started(member, now, role=Role.READER)
    started(member, now + timedelta(minutes=5), role=Role.WRITER)
    former.refresh_from_db()
    assert former.ended_at == now + timedelta(minutes=5)


def test_overdue_ones_end_at_their_time_once(member, now):
    viewing = started(member, now, role=Role.READER)
    late = now + timedelta(hours=2)
    assert [viewing_services.end_overdue(late), viewing_services.end_overdue(late)] == [1, 0]
    viewing.refresh_from_db()
    assert viewing.ended_at == viewing.ends_at == now + timedelta(minutes=30)


def test_erased_people_are_not_looked_as(member, now):
    started(member, now, person=member(Role.WRITER).user)
    Viewing.objects.update(person=None)
    with pytest.raises(NotFound):
        viewing_services.eyes_of(Viewing.objects.get(), member(Role.LEAD).user)


def test_constraints_hold(member, now):
    viewing = started(member, now, person=member(Role.WRITER).user)
    for change in ({"role": "reader"}, {"ends_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Viewing.objects.filter(pk=viewing.pk).update(**change)
    viewing.pk, viewing.uid, viewing.node = None, "1" * 32, nodes.create("viewing", scope="x", title={})
    viewing._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        viewing.save()
