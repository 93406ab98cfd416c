"""Which counties the community is: they join on a day, leave on a day, and what was stays to be read."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.communities import boundary
from commonweal.communities.errors import DayNotUsable, PlaceIncluded
from commonweal.communities.models import Community, Inclusion
from commonweal.communities.selectors import home_place, today_in
from commonweal.communities.services import choose_place
from commonweal.kernel import events
from commonweal.kernel.errors import NotFound
from commonweal.kernel.permissions import require
from commonweal.warehouse.models import Place

Listener = Callable[[Community, Place, User, datetime], object]
_listeners: list[Listener] = []


def when_included(listener: Listener) -> None:
    """Register what a higher package does for a place that joined, in the transaction: measures copy its values."""
    _listeners.append(listener)


@transaction.atomic
def include_place(*, community: Community, place: Place, on: date, by: User, now: datetime) -> Inclusion:
    """Make a place part of the community from a day on; the first one becomes its home.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        DayNotUsable: if the day lies in the future.
        PlaceIncluded: if the place is part of it on that day or later.
    """
    require("communities.lead", by, community)
    if on > today_in(community, now):
        raise DayNotUsable
    try:
        with transaction.atomic():
            inclusion = boundary.begin(community, place, on)
    except IntegrityError:  # another lead included it at this moment
        raise PlaceIncluded from None
    choose_place(community=community, place=place, by=by, now=now, is_home=home_place(community) is None)
    _record("place.included", inclusion, by, now)
    for listener in _listeners:
        listener(community, place, by, now)
    return inclusion


@transaction.atomic
def exclude_place(*, inclusion: Inclusion, on: date, by: User, now: datetime) -> Inclusion:
    """Let a place leave from a day on. If it was the home, the place that has been here longest becomes it.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        NotFound: if it left in the meantime.
        DayNotUsable: if the day lies in the future, or not after the one on which it joined.
    """
    fresh = _open(inclusion, by)
    if on > today_in(fresh.community, now):
        raise DayNotUsable
    boundary.end(fresh, on)
    _record("place.excluded", fresh, by, now)
    _move_home(fresh, by, now)
    return fresh


@transaction.atomic
def forget_inclusion(*, inclusion: Inclusion, by: User, now: datetime) -> None:
    """Take back an inclusion that was a mistake, as if it had never been; the history of events tells of it.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        NotFound: if another lead took it back first.
    """
    require("communities.lead", by, inclusion.community)
    if not Inclusion.objects.filter(pk=inclusion.pk).delete()[0]:
        raise NotFound
    _record("place.inclusion_taken_back", inclusion, by, now)
    _move_home(inclusion, by, now)


def _open(inclusion: Inclusion, by: User) -> Inclusion:
    require("communities.lead", by, inclusion.community)
    current = Inclusion.objects.current().select_for_update(of=("self",)).select_related("community__node", "place")
    fresh = current.filter(pk=inclusion.pk).first()
    if fresh is None:
        raise NotFound
    return fresh


def _move_home(gone: Inclusion, by: User, now: datetime) -> None:
    """Choose another home if the place that left was it and others are here."""
    left = gone.community.inclusions.current().select_related("place").order_by("joined_on", "pk").first()
    home = home_place(gone.community)
    if left and home and home.pk == gone.place_id:
        choose_place(community=gone.community, place=left.place, by=by, now=now, is_home=True)


def _record(verb: str, inclusion: Inclusion, by: User, now: datetime) -> None:
    told = {
        "fips": inclusion.place.fips,
        "joined_on": inclusion.joined_on.isoformat(),
        "left_on": inclusion.left_on.isoformat() if inclusion.left_on else None,
    }
    events.record(verb, inclusion.community.node, by=by, at=now, after=told)
