"""What of communities can be found by words: themselves, their members and their places, by those inside."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.accounts.services import follow_names
from commonweal.communities.models import Community, CommunityPlace, Membership
from commonweal.kernel import events
from commonweal.kernel.models import Event
from commonweal.kernel.search import index
from commonweal.kernel.search.index import Findable


@events.follow("community.")
def follow_community(event: Event) -> None:
    """Keep a community's name in step."""
    index.put(_community(one) for one in Community.objects.filter(node=event.node_id))


@events.follow("community.", "member.")
def follow_members(event: Event) -> None:
    """Keep the members of a community in step, also with its name: who left is not found any more."""
    members = Membership.objects.filter(community__node=event.node_id).select_related("community", "user")
    index.replace("person", event.node_id, map(_member, members))


@follow_names
def follow_person(person: User) -> None:
    """Let a member be found by their new name, and by no other."""
    index.put(map(_member, Membership.objects.filter(user=person).select_related("community", "user")))


@events.follow("community.", "place.")
def follow_places(event: Event) -> None:
    """Keep the places that a community looks at in step, also with its name."""
    chosen = CommunityPlace.objects.filter(community__node=event.node_id).select_related("community", "place")
    index.replace("place", event.node_id, map(_place, chosen))


def _communities() -> Iterator[Findable]:
    return (_community(one) for one in Community.objects.select_related("node").iterator())


def _members() -> Iterator[Findable]:
    return (_member(one) for one in Membership.objects.select_related("community", "user").iterator())


def _places() -> Iterator[Findable]:
    return (_place(one) for one in CommunityPlace.objects.select_related("community", "place").iterator())


def _community(community: Community) -> Findable:
    path = reverse("communities:start", args=[community.slug])
    return Findable(f"community:{community.uid}", "community", community.node_id, path, {"": community.name})


def _member(membership: Membership) -> Findable:
    community = membership.community
    return Findable(
        thing=f"member:{membership.uid}",
        kind="person",
        node_id=community.node_id,
        path=f"{reverse('communities:people', args=[community.slug])}#member-{membership.uid}",
        title={"": membership.user.full_name},
        text={"": community.name},
        is_inner=True,
    )


def _place(chosen: CommunityPlace) -> Findable:
    community = chosen.community
    return Findable(
        thing=f"community-place:{chosen.uid}",
        kind="place",
        node_id=community.node_id,
        path=f"{reverse('measures:list', args=[community.slug])}?place={chosen.place.fips}",
        title={"": chosen.place.full_name},
        text={"": community.name},
        is_inner=True,
    )


index.register("community", order=10, label=_("Communities"), icon="home", source=_communities)
index.register("person", order=20, label=_("People"), icon="people", source=_members)
index.register("place", order=60, label=_("Places"), icon="place", source=_places)
