"""Two people who do the same at the same moment: each gets a whole answer, and nobody an error page."""

import pytest
from django.db import connection

from commonweal.communities import invitation_services, services
from commonweal.communities.enums import Role
from commonweal.communities.errors import InvitationJustSent, InvitationNotUsable
from commonweal.communities.invitation_services import Offer
from commonweal.communities.methods.addresses import Addressee
from commonweal.communities.models import Invitation, Membership
from commonweal.kernel import mail
from commonweal.kernel.errors import DomainError
from commonweal.kernel.models import Event
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.models import Place
from tests.factories.people import make_person
from tests.kernel.threads import both_at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection"),
]

N_ROUNDS = 5
"""Two threads do not always meet; in some rounds they do."""


def outcome(act):
    """What the act returned, or the kind of its refusal."""
    try:
        return act()
    except DomainError as refusal:
        return type(refusal)


@pytest.fixture
def counties(db):
    state = Place.objects.create(kind=PlaceKind.STATE, fips="98000", name="Ostara", full_name="Ostara")
    names = {"98001": "Alder", "98003": "Birch"}
    return [
        Place.objects.create(kind=PlaceKind.COUNTY, fips=fips, name=name, full_name=f"{name} County", state=state)
        for fips, name in names.items()
    ]


def test_two_leads_who_choose_a_home_at_once_both_succeed_and_one_home_stands(community, member, counties, now):
    lead = member(Role.LEAD).user
    for _round in range(N_ROUNDS):
        community.community_places.all().delete()
        waiting = [*counties]
        both_at_once(
            lambda waiting=waiting: services.choose_place(
                community=community, place=waiting.pop(), by=lead, now=now, is_home=True
            )
        )
        assert community.community_places.count() == 2
        assert community.community_places.filter(is_home=True).count() == 1
    assert Event.objects.filter(verb="place.chosen").count() == 2 * N_ROUNDS


def test_two_leads_who_invite_one_address_at_once_send_one_letter(community, member, now):
    lead = member(Role.LEAD).user

    def invite():
        return invitation_services.invite_people(
            community=community,
            people=[Addressee("nina@example.org", "Nina New")],
            offer=Offer(Role.WRITER, "en", ""),
            by=lead,
            site_url="https://b.example",
            now=now,
        )

    for _round in range(N_ROUNDS):
        Invitation.objects.all().delete()
        first, second = both_at_once(lambda: outcome(invite))
        refused = [one for one in (first, second) if one is InvitationJustSent]
        sent = [len(one.sent) for one in (first, second) if one is not InvitationJustSent]
        assert (len(refused), sum(sent)) in {(1, 1), (0, 1)}
        assert Invitation.objects.count() == 1


def test_a_letter_used_by_two_at_once_makes_one_member(community, member, now, monkeypatch):
    letters = []
    monkeypatch.setattr(mail, "send", lambda **letter: letters.append(letter))
    nina = make_person("Nina New", email="nina@example.org")
    offer = Offer(Role.WRITER, "en", "")
    for _round in range(N_ROUNDS):
        Membership.objects.filter(user=nina).delete()
        Invitation.objects.all().delete()
        invitation_services.invite_people(
            community=community,
            people=[Addressee(nina.email, "Nina New")],
            offer=offer,
            by=member(Role.LEAD).user,
            site_url="https://b.example",
            now=now,
        )
        token = letters[-1]["context"]["link"].rstrip("/").rpartition("/")[2]
        results = both_at_once(
            lambda token=token: outcome(lambda: invitation_services.accept(token=token, by=nina, now=now))
        )
        assert Membership.objects.filter(user=nina).count() == 1
        assert all(isinstance(one, Membership) or issubclass(one, InvitationNotUsable | DomainError) for one in results)
        assert sum(isinstance(one, Membership) for one in results) == 1
