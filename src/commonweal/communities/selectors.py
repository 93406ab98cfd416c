"""Reading communities: which a person may see, and who is in one."""

from django.db.models import Case, QuerySet, Value, When

from commonweal.accounts.models import User
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Membership
from commonweal.communities.rules import remember_role
from commonweal.warehouse.models import Place

LEADS_FIRST = Case(*(When(role=role, then=Value(n)) for n, role in enumerate(Role.values)))


def communities_visible_to(user: User) -> QuerySet[Community]:
    """The communities a person is a member of, by name. Nobody else's exist for them."""
    return Community.objects.filter(pk__in=user.memberships.values("community_id")).order_by("name")


def community_for(user: User, slug: str) -> Community | None:
    """One community the person is a member of; the same query tells the permissions their role in it."""
    mine = Membership.objects.filter(user_id=user.pk, community__slug=slug).select_related("community").first()
    if mine is None:
        return None
    remember_role(user, mine.community, mine.role)
    return mine.community


def members_of(community: Community) -> QuerySet[Membership]:
    """The memberships of a community with their people: leads first, then by name."""
    return community.memberships.select_related("user").order_by(LEADS_FIRST, "user__full_name", "pk")


def people_with_roles() -> QuerySet[User]:
    """Every person of the installation by address, with memberships and their communities. For its operator."""
    return User.objects.prefetch_related("memberships__community").order_by("email")


def home_place(community: Community) -> Place | None:
    """The place the community is, with its state, once it was chosen."""
    places = Place.objects.filter(community_places__community=community, community_places__is_home=True)
    return places.select_related("state").first()
