"""Acts on invitations: send them, send one again, take one back, join with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from commonweal.accounts.methods import tokens
from commonweal.accounts.models import User
from commonweal.communities import invitation_selectors as selectors
from commonweal.communities.enums import Role
from commonweal.communities.errors import (
    AccountExists,
    InvitationEnded,
    InvitationForSomebodyElse,
    InvitationJustSent,
    TooManyInvitations,
)
from commonweal.communities.methods.addresses import Addressee
from commonweal.communities.models import Community, Invitation, Membership
from commonweal.communities.services import found_community
from commonweal.kernel import events, mail
from commonweal.kernel.permissions import require

LIFETIME = timedelta(days=14)
PAUSE = timedelta(minutes=5)
"""Between two sendings of one invitation."""
MOST_A_DAY = 200
"""Letters of one community: the excellence group and its partners, twice over."""
KEPT_FOR = timedelta(days=90)
"""How long the address of somebody who never joined is kept after the invitation ended."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the invited are offered, and how they are asked."""

    role: Role
    language: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of inviting several at once: who is written to, and who was left out and why."""

    sent: tuple[Invitation, ...]
    members: tuple[str, ...]
    waiting: tuple[str, ...]


@transaction.atomic
def invite_people(
    *, community: Community, people: Sequence[Addressee], offer: Offer, by: User, site_url: str, now: datetime
) -> Invited:
    """Offer a role to some addresses, and write a letter to each that is no member and has no open invitation.

    Whether an address has an account makes no difference here. An invitation that is too old begins anew.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        TooManyInvitations: if the community sent too many letters since yesterday; then none is sent.
    """
    require("communities.invite", by, community)
    _refuse_too_many(community, len(people), now)
    emails = [one.email for one in people]
    members = selectors.member_addresses(community, emails)
    known = selectors.open_invitations_to(community, emails)
    waiting = {email for email, one in known.items() if one.expires_at > now}
    asked = [one for one in people if one.email.lower() not in members | waiting]
    sent = [_offered(community, one, offer, known.get(one.email.lower())) for one in asked]
    for invitation in sent:
        _send(invitation, "invitation.sent", by=by, site_url=site_url, now=now)
    return Invited(
        tuple(sent),
        tuple(email for email in emails if email.lower() in members),
        tuple(email for email in emails if email.lower() in waiting - members),
    )


@transaction.atomic
def found_and_invite(
    *, community: Mapping[str, Any], email: str, language: str, by: User, site_url: str, now: datetime
) -> Community:
    """Found a community for others: it has nobody until its first lead joins with the letter sent here.

    ``community`` holds slug, name, languages and time_zone.

    Raises:
        NotPermitted: if ``by`` is not an operator.
        AddressTaken: if another community has the slug.
    """
    require("communities.found", by, None)
    founded = found_community(**community, lead=None, by=by, now=now)
    invite_people(
        community=founded,
        people=[Addressee(email)],
        offer=Offer(Role.LEAD, language),
        by=by,
        site_url=site_url,
        now=now,
    )
    return founded


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, site_url: str, now: datetime) -> Invitation:
    """Write the letter anew, good for 14 days from now; the link of the former letter ends.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        InvitationEnded: if the person joined, or it was taken back, in the meantime.
        InvitationJustSent: within five minutes of the last letter.
        TooManyInvitations: if the community sent too many letters since yesterday.
    """
    require("communities.invite", by, invitation.community)
    fresh = _locked(invitation)
    if fresh.sent_at > now - PAUSE:
        raise InvitationJustSent
    _refuse_too_many(fresh.community, 1, now)
    fresh.n_sent += 1
    _send(fresh, "invitation.sent_again", by=by, site_url=site_url, now=now)
    return fresh


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """Take an invitation back: its letter lets nobody in any more.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        InvitationEnded: if the person joined, or it was taken back, in the meantime.
    """
    require("communities.invite", by, invitation.community)
    fresh = _locked(invitation)
    fresh.revoked_at = now
    fresh.save(update_fields=["revoked_at"])
    _record("invitation.revoked", fresh, by=by, now=now)
    return fresh


@transaction.atomic
def accept(*, token: str, by: User, now: datetime) -> Membership:
    """Join with the invitation of a letter; who is a member already keeps the role they have.

    Raises:
        InvitationNotUsable: if it is unknown, used, too old, taken back, or went to another address than ``by``'s.
    """
    invitation = _taken(token, by, now)
    community = invitation.community
    membership, is_new = Membership.objects.get_or_create(
        community=community, user=by, defaults={"role": invitation.role}
    )
    _record("invitation.accepted", invitation, by=by, now=now)
    if is_new:
        told = {"person": str(by.uid), "role": membership.role}
        events.record("member.joined", community.node, by=by, at=now, after=told)
    return membership


@transaction.atomic
def accept_as_new(*, token: str, full_name: str, language: str, password: str | None, now: datetime) -> Membership:
    """Make an account for the address of an invitation, and join with it. Without a password links sign in.

    Raises:
        InvitationNotUsable: if it is unknown, used, too old or taken back.
        AccountExists: if the address has an account; its owner signs in first.
    """
    invitation = selectors.usable_invitation(token, now)
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                invitation.email,
                full_name,
                password=password,
                language=language,
                time_zone=invitation.community.time_zone,
            )
    except IntegrityError:
        raise AccountExists from None
    return accept(token=token, by=person, now=now)


def forget_ended(now: datetime) -> int:
    """Forget the addresses of people who did not join, some time after their invitation ended; return how many."""
    too_old = Q(revoked_at=None, expires_at__lt=now - KEPT_FOR) | Q(revoked_at__lt=now - KEPT_FOR)
    n, _by_model = Invitation.objects.filter(too_old, accepted_at=None).delete()
    return n


def _taken(token: str, by: User, now: datetime) -> Invitation:
    """The invitation, now used. The condition on its end decides between two presses of the button at once."""
    invitation = selectors.usable_invitation(token, now)
    if invitation.email.lower() != by.email.lower():
        raise InvitationForSomebodyElse
    used = Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=now, accepted_by=by)
    if not used:
        selectors.usable_invitation(token, now)
        raise InvitationEnded
    return invitation


def _offered(community: Community, person: Addressee, offer: Offer, former: Invitation | None) -> Invitation:
    """The invitation to write: a new one, or the former one that became too old, with what is offered now."""
    invitation = former or Invitation(community=community, email=person.email)
    invitation.full_name = person.full_name[:120] or invitation.full_name
    invitation.role, invitation.language, invitation.words = offer.role, offer.language, offer.words
    return invitation


def _send(invitation: Invitation, verb: str, *, by: User, site_url: str, now: datetime) -> None:
    """Store the invitation under a new token, and mail that token; only its hash stays."""
    token = tokens.new_token()
    invitation.token_hash, invitation.invited_by = tokens.hash_of(token), by
    invitation.sent_at, invitation.expires_at = now, now + LIFETIME
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:  # another lead invited the same address at this moment
        raise InvitationJustSent from None
    _record(verb, invitation, by=by, now=now)
    mail.send(
        to=invitation.email,
        template="communities/mail/invitation",
        context={
            "name": invitation.full_name,
            "community": invitation.community.name,
            "inviter": by.full_name,
            "role": Role(invitation.role),
            "words": invitation.words,
            "email": invitation.email,
            "expires_at": invitation.expires_at,
            "link": site_url + reverse("entrance:invitation", args=[token]),
        },
        language=invitation.language,
        at=now,
        by=by,
    )


def _refuse_too_many(community: Community, n: int, now: datetime) -> None:
    since = community.invitations.filter(sent_at__gt=now - timedelta(days=1))
    if since.count() + n > MOST_A_DAY:
        raise TooManyInvitations


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, locked where the database can, if it is still open."""
    open_ones = Invitation.objects.open().select_for_update(of=("self",)).select_related("community__node")
    fresh = open_ones.filter(pk=invitation.pk).first()
    if fresh is None:
        raise InvitationEnded
    return fresh


def _record(verb: str, invitation: Invitation, *, by: User, now: datetime) -> None:
    """The event names the invitation, never its address: many may read the history, few the addresses."""
    told = {"invitation": str(invitation.uid), "role": invitation.role}
    events.record(verb, invitation.community.node, by=by, at=now, after=told)
