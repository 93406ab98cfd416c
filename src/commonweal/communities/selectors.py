from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.communities.models import Community


def communities_visible_to(user: User) -> QuerySet[Community]:
    """The communities a person is a member of, by name. Nobody else's exist for them."""
    return Community.objects.filter(pk__in=user.memberships.values("community_id")).order_by("name")
