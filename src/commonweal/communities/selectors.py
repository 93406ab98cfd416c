"""Reading communities: which a person may see, and who is in one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Count, QuerySet, Value, When

from commonweal.accounts.models import User
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Inclusion, Membership
from commonweal.communities.rules import Standing, remember_standing
from commonweal.kernel.prepared import prepared
from commonweal.kernel.time_zones import zone_of
from commonweal.kernel.visibility import conflicts_of
from commonweal.warehouse.models import Place

LEADS_FIRST = Case(*(When(role=role, then=Value(n)) for n, role in enumerate(Role.values)))


def communities_visible_to(user: User) -> QuerySet[Community]:
    """The communities a person is a member of, by name. Nobody else's exist for them, nor one they conflict with."""
    mine = Community.objects.filter(pk__in=user.memberships.values("community_id"))
    return mine.exclude(node__scope__in=sorted(conflicts_of(user))).select_related("node").order_by("name")


def communities_of(user: User) -> list[Community]:
    """The same communities, read at once."""
    return [one.community for one in memberships_of(user)]


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships with their communities, by name; the permissions learn the roles of it. One query.

    A conflict of interest closes a community to its members too.
    """
    closed = conflicts_of(user)
    mine = [one for one in _memberships(user.pk) if one.community.node.scope not in closed]
    for one in mine:
        remember_standing(user, one.community, Standing(one.role, one.community.is_archived))
    return mine


def community_for_operator(user: User, slug: str) -> Community | None:
    """One community by its address, for an operator; nobody else finds it so."""
    if not user.has_perm("kernel.operate"):
        return None
    return Community.objects.select_related("node").filter(slug=slug).first()


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """A community as its operator sees it: how many belong to it and who leads it, nothing of what it holds."""

    community: Community
    n_members: int
    leads: tuple[str, ...]


def communities_for_operator() -> list[CommunityLine]:
    """Every community by name with its leads. Two queries."""
    counted = Community.objects.select_related("node").annotate(n_members=Count("memberships")).order_by("name", "pk")
    leads: dict[int, list[str]] = {}
    named = Membership.objects.filter(role=Role.LEAD).order_by("user__full_name", "pk")
    for community_id, name in named.values_list("community_id", "user__full_name"):
        leads.setdefault(community_id, []).append(name)
    return [CommunityLine(one, one.n_members, tuple(leads.get(one.pk, ()))) for one in counted]


def members_of(community: Community) -> QuerySet[Membership]:
    """The memberships of a community with their people: leads first, then by name."""
    return _with_people(Membership.objects.filter(community_id=community.pk))


def everybody_in(community: Community) -> list[Membership]:
    """The same memberships, read at once."""
    return _members(community.pk)


def names_of_members(community: Community) -> list[tuple[UUID, str]]:
    """The members by uid and full name, leads first, then by name."""
    return _names(community.pk)


def people_with_roles() -> QuerySet[User]:
    """Every person of the installation by address, with memberships and their communities. For its operator."""
    return User.objects.prefetch_related("memberships__community").order_by("email")


def home_place(community: Community) -> Place | None:
    """The place the community is, with its state, once it was chosen."""
    return next(iter(_home_places(community.pk)), None)


def inclusions_of(community: Community) -> list[Inclusion]:
    """Every county that is or was part of the community, today's first, then by when they left. One query."""
    known = community.inclusions.select_related("place__state")
    return sorted(
        known.order_by("place__name", "joined_on", "pk"), key=lambda one: one.left_on or date.max, reverse=True
    )


def today_in(community: Community, now: datetime) -> date:
    """The day by the community's own clock."""
    return now.astimezone(zone_of(community.time_zone)).date()


def _with_people(members: QuerySet[Membership]) -> QuerySet[Membership]:
    return members.select_related("user").order_by(LEADS_FIRST, "user__full_name", "pk")


@prepared
def _members(community_id: int) -> QuerySet[Membership]:
    return _with_people(Membership.objects.filter(community_id=community_id))


@prepared
def _names(community_id: int) -> QuerySet[Membership, tuple[UUID, str]]:
    members = Membership.objects.filter(community_id=community_id)
    return members.order_by(LEADS_FIRST, "user__full_name", "pk").values_list("user__uid", "user__full_name")


@prepared
def _memberships(user_id: int) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(user_id=user_id).select_related("community__node").order_by("community__name", "pk")
    )


@prepared
def _home_places(community_id: int) -> QuerySet[Place]:
    homes = Place.objects.filter(community_places__community_id=community_id, community_places__is_home=True)
    return homes.select_related("state")[:1]
