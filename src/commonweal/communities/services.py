"""Acts on a community: found it, change roles, choose its places."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, CommunityPlace, Membership
from commonweal.kernel import events, nodes
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.warehouse.models import Place


@transaction.atomic
def found_community(
    *, slug: str, name: str, lead: User, languages: Sequence[str], time_zone: str, now: datetime, is_example: bool = False
) -> Community:
    """Create a community with its first lead."""
    community = Community(
        slug=slug, name=name, languages=list(languages), time_zone=time_zone, is_example=is_example
    )
    community.node = nodes.create("community", scope=scope_of(community), title=dict.fromkeys(languages, name))
    community.save()
    Membership.objects.create(community=community, user=lead, role=Role.LEAD)
    events.record("community.founded", community.node, by=lead, at=now, after={"name": name})
    return community


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
def choose_place(*, community: Community, place: Place, by: User, now: datetime, is_home: bool = False) -> CommunityPlace:
    """Let the community look at a place; as its home, the place replaces the former home.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    require("communities.lead", by, community)
    if is_home:
        community.community_places.filter(is_home=True).exclude(place=place).update(is_home=False)
    chosen, _ = CommunityPlace.objects.update_or_create(
        community=community, place=place, defaults={"is_home": True} if is_home else {}
    )
    events.record(
        "place.chosen", community.node, by=by, at=now, after={"fips": place.fips, "is_home": chosen.is_home}
    )
    return chosen
