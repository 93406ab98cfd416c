import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.communities import invitation_selectors, invitation_services
from commonweal.communities.enums import InvitationState, Role
from commonweal.communities.errors import (
    AccountExists,
    InvitationEnded,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationJustSent,
    InvitationNotUsable,
    InvitationRevoked,
    InvitationUsed,
    TooManyInvitations,
)
from commonweal.communities.invitation_services import Offer
from commonweal.communities.methods.addresses import Addressee
from commonweal.communities.models import Invitation, Membership
from commonweal.kernel.erasure import erase_person
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Event
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

NINA = Addressee("nina@example.org", "Nina New")


@pytest.fixture
def invite(community, member, now, mailoutbox, django_capture_on_commit_callbacks):
    """A function that invites, and returns what came of it; letters leave."""

    def send(*people: Addressee, role: Role = Role.WRITER, language: str = "en", words: str = "", at=now):
        with django_capture_on_commit_callbacks(execute=True):
            return invitation_services.invite_people(
                community=community,
                people=people or [NINA],
                offer=Offer(role, language, words),
                by=member(Role.LEAD).user,
                site_url="https://b.example",
                now=at,
            )

    return send


@pytest.fixture
def token(mailoutbox):
    """A function to the token in the newest letter."""
    return lambda: re.search(r"https://b.example/invitation/([\w-]+)/", mailoutbox[-1].body)[1]


def test_letter_says_who_invites_to_what_in_the_chosen_language(invite, mailoutbox):
    invited = invite(role=Role.READER, language="es", words="Nos <hacen> falta manos.")
    (mail,) = mailoutbox
    assert [(one.email, one.role) for one in invited.sent] == [("nina@example.org", "reader")]
    assert mail.to == ["nina@example.org"]
    assert ("Lena Lead" in mail.subject, "Willow Creek" in mail.subject) == (True, True)
    assert "Hola, Nina New" in mail.body
    assert "Nos <hacen> falta manos." in mail.body
    assert "Nos &lt;hacen&gt; falta manos." in mail.alternatives[0][0]


def test_nothing_but_the_letter_holds_the_token(invite, token):
    invite()
    assert token() not in str(Invitation.objects.values())
    assert token() not in str(Event.objects.values_list("after", flat=True))


def test_history_holds_no_address(invite):
    invite()
    event = Event.objects.get(verb="invitation.sent")
    assert event.after == {"invitation": str(Invitation.objects.get().uid), "role": "writer"}


def test_members_and_invited_are_left_out_and_named(invite, member, mailoutbox):
    invite()
    invited = invite(Addressee("RAY@example.org"), Addressee("Nina@example.org"), Addressee("bo@example.org"))
    assert [one.email for one in invited.sent] == ["bo@example.org"]
    assert (invited.members, invited.waiting) == (("RAY@example.org",), ("Nina@example.org",))
    assert [mail.to for mail in mailoutbox] == [["nina@example.org"], ["bo@example.org"]]


def test_account_or_not_makes_no_difference_to_the_lead(invite, mailoutbox):
    make_person("Kim Known", email="kim@example.org")
    invited = invite(NINA, Addressee("kim@example.org"))
    assert len(invited.sent) == 2
    assert mailoutbox[0].subject == mailoutbox[1].subject


def test_new_account_joins(invite, token, now):
    invite()
    joined = invitation_services.accept_as_new(
        token=token(), full_name="Nina Newman", language="es", password=None, now=now
    )
    assert (joined.role, joined.user.full_name, joined.user.language) == ("writer", "Nina Newman", "es")
    assert not joined.user.has_usable_password()
    assert Event.objects.latest("pk").after == {"person": str(joined.user.uid), "role": "writer"}
    assert Invitation.objects.get().state_at(now) == InvitationState.ACCEPTED


def test_existing_account_joins_as_itself(invite, token, now):
    nina = make_person("Nina Known", email="Nina@Example.org")
    invite()
    with pytest.raises(AccountExists):
        invitation_services.accept_as_new(token=token(), full_name="X", language="en", password=None, now=now)
    assert invitation_services.accept(token=token(), by=nina, now=now).user == nina
    assert User.objects.get(pk=nina.pk).full_name == "Nina Known"


def test_who_became_a_member_meanwhile_keeps_the_role(invite, token, community, now):
    nina = make_person("Nina", email="nina@example.org")
    invite(role=Role.READER)
    Membership.objects.create(community=community, user=nina, role=Role.LEAD)
    assert invitation_services.accept(token=token(), by=nina, now=now).role == Role.LEAD


def test_somebody_else_cannot_use_it(invite, token, member, now):
    invite()
    with pytest.raises(InvitationForSomebodyElse):
        invitation_services.accept(token=token(), by=member(Role.READER).user, now=now)
    assert Invitation.objects.get().state_at(now) == InvitationState.WAITING


def test_it_works_once(invite, token, now):
    nina = make_person("Nina", email="nina@example.org")
    invite()
    invitation_services.accept(token=token(), by=nina, now=now)
    with pytest.raises(InvitationUsed):
        invitation_services.accept(token=token(), by=nina, now=now)


def test_it_ends_after_fourteen_days_and_begins_anew_when_asked_again(invite, token, now, mailoutbox):
    nina = make_person("Nina", email="nina@example.org")
    invite(role=Role.READER)
    late = now + timedelta(days=14)
    with pytest.raises(InvitationExpired):
        invitation_services.accept(token=token(), by=nina, now=late)
    invite(role=Role.WRITER, at=late)
    assert Invitation.objects.count() == 1
    assert invitation_services.accept(token=token(), by=nina, now=late).role == Role.WRITER


def test_revoked_invitation_lets_nobody_in(invite, token, member, now):
    nina = make_person("Nina", email="nina@example.org")
    (sent,) = invite().sent
    invitation_services.revoke(invitation=sent, by=member(Role.LEAD).user, now=now)
    with pytest.raises(InvitationRevoked):
        invitation_services.accept(token=token(), by=nina, now=now)
    with pytest.raises(InvitationEnded):
        invitation_services.revoke(invitation=sent, by=member(Role.LEAD).user, now=now)


def test_unknown_token_is_not_known(now):
    with pytest.raises(InvitationNotUsable):
        invitation_selectors.usable_invitation("x" * 43, now)


def test_sent_again_ends_the_former_link(invite, token, member, now, django_capture_on_commit_callbacks):
    (sent,) = invite().sent
    former, later = token(), now + timedelta(minutes=6)
    again = {"invitation": sent, "by": member(Role.LEAD).user, "site_url": "https://b.example"}
    with pytest.raises(InvitationJustSent):
        invitation_services.send_again(**again, now=now + timedelta(minutes=4))
    with django_capture_on_commit_callbacks(execute=True):
        invitation_services.send_again(**again, now=later)
    assert invitation_selectors.usable_invitation(token(), later).n_sent == 2
    with pytest.raises(InvitationNotUsable):
        invitation_selectors.usable_invitation(former, later)


def test_too_many_letters_in_a_day_are_refused_whole(invite, monkeypatch, mailoutbox):
    monkeypatch.setattr(invitation_services, "MOST_A_DAY", 2)
    invite()
    with pytest.raises(TooManyInvitations):
        invite(Addressee("a@example.org"), Addressee("b@example.org"))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_a_lead_invites_sends_and_revokes(invite, community, member, now, role):
    (sent,) = invite().sent
    by = member(role).user
    acts = (
        lambda: invitation_services.invite_people(
            community=community, people=[NINA], offer=Offer(Role.READER, "en"), by=by, site_url="", now=now
        ),
        lambda: invitation_services.send_again(invitation=sent, by=by, site_url="", now=now + timedelta(days=1)),
        lambda: invitation_services.revoke(invitation=sent, by=by, now=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert list(Invitation.objects.values_list("n_sent", "revoked_at")) == [(1, None)]


def test_address_has_one_open_invitation(invite):
    (sent,) = invite().sent
    sent.pk, sent.uid, sent.token_hash, sent.email = None, "0" * 32, "y", "NINA@example.org"
    sent._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        sent.save()


@pytest.mark.parametrize("change", [{"role": "king"}, {"accepted_at": "now", "revoked_at": "now"}])
def test_constraints_hold(invite, now, change):
    (sent,) = invite().sent
    values = {name: now if value == "now" else value for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=sent.pk).update(**values)


def test_addresses_of_those_who_never_came_are_forgotten(invite, token, now):
    invite(NINA)
    nina = make_person("Nina", email="nina@example.org")
    invitation_services.accept(token=token(), by=nina, now=now)
    invite(Addressee("never@example.org"))
    assert invitation_services.forget_ended(now + timedelta(days=103)) == 0
    assert invitation_services.forget_ended(now + timedelta(days=105)) == 1
    assert list(Invitation.objects.values_list("email", flat=True)) == ["nina@example.org"]


def test_erased_person_leaves_no_invitation(invite, now):
    invite(NINA, Addressee("bo@example.org"), words="Ask Nina New about it.")
    erase_person(make_person("Nina New", email="nina@example.org"), at=now)
    (left,) = Invitation.objects.all()
    assert (left.email, "Nina New" in left.words) == ("bo@example.org", False)


def test_erased_person_leaves_no_invitation_to_a_former_address(invite, token, now):
    invite(NINA)
    nina = make_person("Nina New", email="nina@example.org")
    invitation_services.accept(token=token(), by=nina, now=now)
    nina.email = "nina@elsewhere.example"
    nina.save()
    erase_person(nina, at=now)
    assert not Invitation.objects.exists()
