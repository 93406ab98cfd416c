"""Reading invitations: those of a community for its leads, and the one of a letter for whoever holds it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from commonweal.accounts.methods import tokens
from commonweal.accounts.selectors import person_with_address
from commonweal.communities.enums import InvitationState
from commonweal.communities.errors import (
    InvitationExpired,
    InvitationNotUsable,
    InvitationRevoked,
    InvitationUsed,
)
from commonweal.communities.models import Community, Invitation
from commonweal.kernel.prepared import prepared

SHOWN_AFTER_END = timedelta(days=30)
_REFUSALS = {
    InvitationState.ACCEPTED: InvitationUsed,
    InvitationState.REVOKED: InvitationRevoked,
    InvitationState.EXPIRED: InvitationExpired,
}


def invitations_of(community: Community, now: datetime) -> QuerySet[Invitation]:
    """The open invitations of a community and those that ended in the last 30 days, newest first."""
    return _shown(community.pk, now - SHOWN_AFTER_END)


def invitations_on_the_list(community: Community, now: datetime) -> list[Invitation]:
    """The same invitations, read at once."""
    return _on_the_list(community.pk, now - SHOWN_AFTER_END)


def n_waiting(community: Community, now: datetime) -> int:
    """How many invitations wait for an answer."""
    return len(_waiting(community.pk, now))


def _shown(community_id: int, long_ago: datetime) -> QuerySet[Invitation]:
    ended = Q(accepted_at__lt=long_ago) | Q(revoked_at__lt=long_ago)
    shown = Invitation.objects.filter(community_id=community_id).exclude(ended)
    return shown.select_related("invited_by").order_by("-sent_at", "-pk")


@prepared
def _on_the_list(community_id: int, long_ago: datetime) -> QuerySet[Invitation]:
    return _shown(community_id, long_ago)


@prepared
def _waiting(community_id: int, now: datetime) -> QuerySet[Invitation, int]:
    open_ones = Invitation.objects.open().filter(community_id=community_id, expires_at__gt=now)
    return open_ones.values_list("pk", flat=True)


def open_invitations_to(community: Community, emails: Collection[str]) -> dict[str, Invitation]:
    """The open invitations of a community to some addresses, by address in lower case."""
    wanted = community.invitations.open().annotate(key=Lower("email")).filter(key__in=_lower(emails))
    return {one.email.lower(): one for one in wanted}


def member_addresses(community: Community, emails: Collection[str]) -> set[str]:
    """Which of some addresses belong to members, in lower case."""
    members = community.members.annotate(key=Lower("email")).filter(key__in=_lower(emails))
    return set(members.values_list("key", flat=True))


def invitation_with_token(token: str) -> Invitation | None:
    """The invitation of a letter with its community and who sent it, in whatever state."""
    known = Invitation.objects.select_related("community__node", "invited_by")
    return known.filter(token_hash=tokens.hash_of(token)).first()


def usable_invitation(token: str, now: datetime) -> Invitation:
    """The invitation of a letter if it can be accepted now.

    Raises:
        InvitationNotUsable: or the one of its kinds that says why it cannot.
    """
    invitation = invitation_with_token(token)
    if invitation is None:
        raise InvitationNotUsable
    if refusal := _REFUSALS.get(invitation.state_at(now)):
        raise refusal
    return invitation


def has_account(invitation: Invitation) -> bool:
    """Whether the invited address belongs to somebody who may sign in. For the holder of the letter only."""
    return person_with_address(invitation.email) is not None


def _lower(emails: Collection[str]) -> list[str]:
    return sorted({email.lower() for email in emails})
