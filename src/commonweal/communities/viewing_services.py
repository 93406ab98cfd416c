"""Looking at a community as a role or a member sees it: for half an hour, in the open, without changing anything.

The one who looks never sees more than their own reach: the person looked as carries ``viewed_by``, which the kernel
intersects (``Reach.within``), and a role only takes permissions away from a lead.
"""

from datetime import datetime, timedelta

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.communities import viewing_selectors as selectors
from commonweal.communities.enums import Role
from commonweal.communities.errors import NobodyToLookAs
from commonweal.communities.models import Community, Viewing
from commonweal.communities.rules import Standing, remember_standing, standing_in
from commonweal.kernel import events, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.errors import NotFound
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of

LASTS = timedelta(minutes=30)


@transaction.atomic
def start(
    *, community: Community, by: User, now: datetime, person: User | None = None, role: Role | None = None
) -> Viewing:
    """Begin to look as a member or as a role; what one looked as before ends.

    Raises:
        NotPermitted: if ``by`` is no lead of the community.
        NobodyToLookAs: if neither or both are given, or the person is oneself or no member.
    """
    require("communities.view_as", by, community)
    is_other_member = person is not None and person != by and standing_in(person, community).role is not None
    if (person is None) == (role is None) or (person is not None and not is_other_member):
        raise NobodyToLookAs
    User.objects.select_for_update().get(pk=by.pk)  # of two presses at once, the second waits and ends the first
    for former in Viewing.objects.filter(viewer=by, ended_at=None).select_related("node"):
        _end(former, by=by, at=min(now, former.ends_at))
    node = nodes.create(
        "viewing",
        scope=scope_of(community),
        title={},
        owner=person,
        visibility=Visibility.PRIVATE if person else Visibility.GROUP,
    )
    viewing = Viewing.objects.create(
        community=community, node=node, viewer=by, person=person, role=role or "", started_at=now, ends_at=now + LASTS
    )
    told = {"person": str(person.uid)} if person else {"role": str(role)}
    events.record("viewing.started", node, by=by, at=now, after=told)
    return viewing


@transaction.atomic
def stop(*, viewing: Viewing, by: User, now: datetime) -> None:
    """Stop looking; who stopped before stopped."""
    _end(viewing, by=by, at=min(now, viewing.ends_at))


@transaction.atomic
def end_overdue(now: datetime) -> int:
    """Write down the end of viewings whose time is over; return how many."""
    return sum(_end(viewing, by=None, at=viewing.ends_at) for viewing in selectors.overdue(now))


def eyes_of(viewing: Viewing, viewer: User) -> User:
    """The person whose eyes this request is answered for: the viewer with another role, or the member looked as.

    Raises:
        NotFound: if the viewer may no longer look, or the member left.
    """
    community = viewing.community
    is_erased = viewing.person is None and not viewing.role
    if is_erased or not viewer.has_perm("communities.view_as", community):
        raise NotFound
    if viewing.person is None:
        remember_standing(viewer, community, Standing(viewing.role, community.is_archived))
        return viewer
    standing = standing_in(viewing.person, community)
    if standing.role is None:
        raise NotFound
    viewing.person.viewed_by = viewer
    return viewing.person


def _end(viewing: Viewing, *, by: User | None, at: datetime) -> bool:
    """Note the end with its event, once."""
    if not Viewing.objects.filter(pk=viewing.pk, ended_at=None).update(ended_at=at):
        return False
    events.record("viewing.ended", viewing.node, by=by, at=at)
    return True
