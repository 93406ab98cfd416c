"""Acts on a community: found it, change roles, choose its places."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.communities import boundary, selectors
from commonweal.communities.enums import Role
from commonweal.communities.errors import AddressTaken, LastLead
from commonweal.communities.models import Community, CommunityPlace, Membership, Organization
from commonweal.kernel import events, nodes
from commonweal.kernel.errors import NotFound
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.warehouse.models import Place


@transaction.atomic
def found_community(
    *,
    slug: str,
    name: str,
    lead: User | None,
    languages: Sequence[str],
    time_zone: str,
    now: datetime,
    by: User | None = None,
    is_example: bool = False,
) -> Community:
    """Create a community with its first lead, or without one who will be invited.

    ``by`` is the operator who founds it, the lead where none is given.

    Raises:
        AddressTaken: if another community has the slug.
    """
    community = Community(slug=slug, name=name, languages=list(languages), time_zone=time_zone, is_example=is_example)
    community.node = nodes.create("community", scope=scope_of(community), title=dict.fromkeys(languages, name))
    try:
        with transaction.atomic():
            community.save()
    except IntegrityError:
        raise AddressTaken from None
    if lead:
        Membership.objects.create(community=community, user=lead, role=Role.LEAD)
    events.record("community.founded", community.node, by=by or lead, at=now, after={"name": name})
    return community


@transaction.atomic
def change_settings(
    *, community: Community, name: str, languages: Sequence[str], time_zone: str, by: User, now: datetime
) -> Community:
    """Change how the community is called, in which languages it works, and by whose clock. Its address stays.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    fresh = Community.objects.select_for_update(of=("self",)).select_related("node").get(pk=community.pk)
    require("communities.change_settings", by, fresh)
    before = _settings_of(fresh)
    fresh.name, fresh.languages, fresh.time_zone = name, list(languages), time_zone
    if (after := _settings_of(fresh)) == before:
        return fresh
    fresh.save(update_fields=["name", "languages", "time_zone"])
    fresh.node.title = dict.fromkeys(languages, name)
    fresh.node.save(update_fields=["title"])
    events.record("community.changed", fresh.node, by=by, at=now, before=before, after=after)
    return fresh


@transaction.atomic
def archive_community(*, community: Community, by: User, now: datetime) -> bool:
    """Put the community away: everything stays and can be read, nothing changed. False if it was away before.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    require("communities.archive", by, community)
    return nodes.archive(community.node, by=by, at=now)


@transaction.atomic
def bring_back_community(*, community: Community, by: User, now: datetime) -> bool:
    """Take the community out of the archive, as it was. False if it was not there.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    require("communities.archive", by, community)
    return nodes.restore(community.node, by=by, at=now)


def _settings_of(community: Community) -> dict[str, object]:
    return {"name": community.name, "languages": list(community.languages), "time_zone": community.time_zone}


@transaction.atomic
def add_member(*, community: Community, user: User, role: Role, by: User, now: datetime) -> Membership:
    """Give a person a role in the community; a person who has one already gets the new one.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    require("communities.lead", by, community)
    membership, _ = Membership.objects.update_or_create(community=community, user=user, defaults={"role": role})
    events.record("member.added", community.node, by=by, at=now, after={"person": str(user.uid), "role": role})
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User, now: datetime) -> Membership:
    """Give a member another role. What they have open learns of it at once.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        NotFound: if another lead removed the member in the meantime.
        LastLead: if it would leave the community without a lead.
    """
    membership = _locked(membership, by)
    before, membership.role = membership.role, role
    if before == role:
        return membership
    membership.save(update_fields=["role"])
    _require_a_lead(membership.community)
    person = str(membership.user.uid)
    events.record(
        "member.role_changed",
        membership.community.node,
        by=by,
        at=now,
        before={"person": person, "role": before},
        after={"person": person, "role": role},
    )
    return membership


@transaction.atomic
def appoint_member(*, community: Community, user: User, role: Role, now: datetime) -> Membership:
    """Give a person a role as the operator at the command line, for example where no lead can sign in.

    No person stands behind the event; the history shows that it happened.

    Raises:
        LastLead: if it would leave the community without a lead.
    """
    community = Community.objects.select_for_update().select_related("node").get(pk=community.pk)
    membership, _ = Membership.objects.update_or_create(community=community, user=user, defaults={"role": role})
    _require_a_lead(community)
    events.record("member.appointed", community.node, by=None, at=now, after={"person": str(user.uid), "role": role})
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User, now: datetime) -> None:
    """Take a person out of the community. What they wrote stays; what they have open closes.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        NotFound: if another lead removed the member in the meantime.
        LastLead: if it would leave the community without a lead.
    """
    membership = _locked(membership, by)
    community, before = membership.community, {"person": str(membership.user.uid), "role": membership.role}
    membership.delete()
    Organization.people.through.objects.filter(organization__community=community, user_id=membership.user_id).delete()
    _require_a_lead(community)
    events.record("member.removed", community.node, by=by, at=now, before=before)


@transaction.atomic
def choose_place(
    *, community: Community, place: Place, by: User, now: datetime, is_home: bool = False
) -> CommunityPlace:
    """Let the community look at a place; as its home, the place replaces the former home.

    The community's row is locked: of two leads who choose at once, the second one's choice stands.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    community = Community.objects.select_for_update(of=("self",)).select_related("node").get(pk=community.pk)
    require("communities.lead", by, community)
    if is_home:
        community.community_places.filter(is_home=True).exclude(place=place).update(is_home=False)
    chosen, _ = CommunityPlace.objects.update_or_create(
        community=community, place=place, defaults={"is_home": True} if is_home else {}
    )
    if is_home:
        boundary.follow_home(community, place, selectors.today_in(community, now))
    events.record("place.chosen", community.node, by=by, at=now, after={"fips": place.fips, "is_home": chosen.is_home})
    return chosen


@transaction.atomic
def leave_place(*, community: Community, place: Place, by: User, now: datetime) -> None:
    """Stop looking at a place; a place the community does not look at is no fault.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    require("communities.lead", by, community)
    n_left, _ = community.community_places.filter(place=place).delete()
    if n_left:
        events.record("place.left", community.node, by=by, at=now, before={"fips": place.fips})


def _locked(membership: Membership, by: User) -> Membership:
    """The membership as it is now, with its community's row locked: two leads cannot demote each other at once."""
    community = Community.objects.select_for_update().select_related("node").get(pk=membership.community_id)
    require("communities.lead", by, community)
    fresh = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if fresh is None:  # another lead was faster
        raise NotFound
    fresh.community = community
    return fresh


def _require_a_lead(community: Community) -> None:
    if not community.memberships.filter(role=Role.LEAD).exists():
        raise LastLead
