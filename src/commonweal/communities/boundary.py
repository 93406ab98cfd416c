"""What a community is on a day: a set of counties. The rows behind ``boundary_services`` and ``services``."""

from datetime import date

from django.db.models import Q

from commonweal.communities.errors import DayNotUsable, PlaceIncluded
from commonweal.communities.models import Community, Inclusion
from commonweal.warehouse.models import Place


def begin(community: Community, place: Place, on: date) -> Inclusion:
    """Make the place part of the community from a day on.

    Raises:
        PlaceIncluded: if it is part of it on that day or on a later one.
    """
    if community.inclusions.filter(Q(left_on=None) | Q(left_on__gt=on), place=place).exists():
        raise PlaceIncluded
    return Inclusion.objects.create(community=community, place=place, joined_on=on)


def end(inclusion: Inclusion, on: date) -> None:
    """Let the place be part of the community no longer from a day on.

    Raises:
        DayNotUsable: if that is not after the day on which it joined.
    """
    if on <= inclusion.joined_on:
        raise DayNotUsable
    inclusion.left_on = on
    inclusion.save(update_fields=["left_on"])


def follow_home(community: Community, home: Place, on: date) -> None:
    """Keep the set in step with the county that was chosen as home.

    A community of one county is the new one from that day on; one that was chosen the same day was a mistake and
    leaves no trace. In a set of several, the home only moves.
    """
    current = list(community.inclusions.current())
    if any(one.place_id == home.pk for one in current):
        return
    if len(current) == 1:
        former = current[0]
        if former.joined_on >= on:
            former.delete()
        else:
            end(former, on)
    if not community.inclusions.filter(place=home, left_on__gt=on).exists():
        Inclusion.objects.create(community=community, place=home, joined_on=on)
