"""Who looked at a community as others see it, and the one who looks now."""

from datetime import datetime

from django.db.models import Q, QuerySet

from commonweal.accounts.models import User
from commonweal.communities.models import Community, Viewing
from commonweal.communities.rules import grants
from commonweal.kernel.identifiers import uid_in


def running(uid: str, viewer_id: int) -> Viewing | None:
    """The viewing of a session if it is the viewer's and was not ended, whether or not its time is over."""
    if (wanted := uid_in(uid)) is None:
        return None
    known = Viewing.objects.select_related("community__node", "node", "person")
    return known.filter(uid=wanted, viewer_id=viewer_id, ended_at=None).first()


def viewings_visible_to(person: User, community: Community) -> QuerySet[Viewing]:
    """Who looked at the community as a role, as the person, or by the person; leads see all. Newest first."""
    shown = community.viewings.select_related("viewer", "person").order_by("-started_at", "-pk")
    if grants(person, "communities.view_as", community):
        return shown
    return shown.filter(Q(person=person) | Q(person=None) | Q(viewer=person))


def overdue(now: datetime) -> QuerySet[Viewing]:
    """Viewings whose time is over and that nobody ended."""
    return Viewing.objects.filter(ended_at=None, ends_at__lte=now).select_related("node")
