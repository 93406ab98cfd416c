"""Reads of measures: a community's places, the card of a measure at a place, all cards of a place."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, QuerySet

from commonweal.accounts.models import User
from commonweal.communities import selectors as communities
from commonweal.communities.models import Community, CommunityPlace
from commonweal.kernel.models import Node
from commonweal.kernel.prepared import prepared
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.visibility import reach_of
from commonweal.measures import card_selectors as cards
from commonweal.measures.errors import NoFigure, NoPlaceChosen
from commonweal.measures.methods.cards import MeasureCard
from commonweal.measures.models import Measure, PublishedValue
from commonweal.warehouse import selectors as warehouse
from commonweal.warehouse.methods.observations import ValueStatus
from commonweal.warehouse.models import Place, Release, Upload
from commonweal.warehouse.selectors import StateToChoose


def places_of(community: Community) -> QuerySet[CommunityPlace]:
    """The places a community looks at, its home first; place and state are loaded."""
    return _with_places(CommunityPlace.objects.filter(community_id=community.pk))


def places_in(community: Community) -> list[CommunityPlace]:
    """The same places, read at once."""
    return _places(community.pk)


def measure_by_key(key: str) -> Measure | None:
    """One measure, if there is such a key. One query."""
    return next(iter(_measures(key)), None)


def measures() -> QuerySet[Measure]:
    """Every measure, retired ones too, by area and position."""
    return Measure.objects.order_by("position")


def home_of(community: Community) -> Place:
    """The place the community is.

    Raises:
        NoPlaceChosen: if it has not chosen one.
    """
    home = communities.home_place(community)
    if home is None:
        raise NoPlaceChosen
    return home


def measure_card(
    community: Community, measure: Measure, place: Place | None = None, release: Release | None = None
) -> MeasureCard:
    """A measure at one of the community's places, its home unless another is given.

    Without ``release`` the newest one in use that holds the value; with it that very release,
    also when its import was undone since, so that a frozen figure stays what it was.

    Raises:
        NoPlaceChosen: if no place is given and the community has chosen none.
        NoFigure: if no release holds a value there.
    """
    place, scopes = place or home_of(community), _scopes_of(community)
    rows = (
        cards.values_of_release(place, measure, release.pk, scopes)
        if release
        else cards.newest_values([place], [measure], scopes)
    )
    for card in cards.cards_of(rows, place, {measure.pk: measure}):
        return card
    raise NoFigure


def cards_at(community: Community, place: Place) -> list[MeasureCard]:
    """Every measure offered with a figure at the place, each from the newest release it sees. Two queries."""
    rows = cards.all_newest_values(place, _scopes_of(community))
    offered = {pk: measure for pk, measure in cards.measures_in(rows).items() if measure.retired_at is None}
    return cards.cards_of([row for row in rows if row.measure_id in offered], place, offered)


def leading_cards(community: Community, place: Place) -> list[MeasureCard]:
    """The first measure of each area that has a value at the place. Three queries, whatever is known of it."""
    scopes = _scopes_of(community)
    first: dict[str, int] = {}
    for area, measure_id in _measured(place.pk, scopes):
        first.setdefault(area, measure_id)
    measure_by_pk = cards.measures_by_key(first.values())
    return cards.cards_of(cards.newest_values([place], measure_by_pk.values(), scopes), place, measure_by_pk)


def newest_cards(community: Community, wanted: Collection[tuple[Measure, Place]]) -> dict[tuple[str, str], MeasureCard]:
    """The newest card of each pair that has a figure, by measure key and FIPS code. One query for all places."""
    places = {place.pk: place for _measure, place in wanted}
    measure_by_pk = {measure.pk: measure for measure, _place in wanted}
    if not places:
        return {}
    rows = cards.newest_values(places.values(), measure_by_pk.values(), _scopes_of(community))
    return {
        (card.key, place.fips): card for place in places.values() for card in cards.cards_of(rows, place, measure_by_pk)
    }


def n_measures_at(community: Community, place: Place) -> int:
    """How many measures have a value at the place that the community sees. One query."""
    return len(_measures_at(place.pk, _scopes_of(community)))


def releases_for(community: Community) -> QuerySet[Release]:
    """The imports a community sees: its own and those made for the whole installation, newest first."""
    return warehouse.releases().filter(imported_for__in=_scopes_of(community))


def uploads_for(community: Community) -> QuerySet[Upload]:
    """The files given for the community that wait for a decision, newest first."""
    return warehouse.uploads_of(scope_of(community))


def imports_on_the_list(community: Community) -> list[Release]:
    """The same imports, read at once."""
    return _releases(_scopes_of(community))


def uploads_on_the_list(community: Community) -> list[Upload]:
    """The same files, read at once."""
    return _uploads(scope_of(community))


def names_in(source: str, keys: Collection[str]) -> dict[str, Mapping[str, str]]:
    """The names of measures by their key in a source; a key that no measure of ours has is absent."""
    found = {by_source.get(source): name for by_source, name in _names_by_source()}
    return {key: found[key] for key in keys if key in found}


def names_of(keys: Collection[str]) -> dict[str, Mapping[str, str]]:
    """The names of measures by their key. One query."""
    return dict(_names(keys))


def taken_by_undo(release: Release) -> dict[str, int]:
    """How many values an undo takes out of use, of how many measures, and at how many places."""
    return PublishedValue.objects.filter(release=release).aggregate(
        n_values=Count("pk"), n_measures=Count("measure", distinct=True), n_places=Count("place", distinct=True)
    )


def used_in(community: Community, measure: Measure, person: User) -> list[Node]:
    """What in the community leans on a measure, as far as the person may see it, oldest first. Two queries."""
    reach = reach_of(person)
    leaning = _leaning_on(measure.node_id, scope_of(community))
    return [
        node for node in leaning if reach.sees(scope=node.scope, visibility=node.visibility, owner_id=node.owner_id)
    ]


def counties_to_choose(community: Community, search: str = "", *, state: str = "") -> QuerySet[Place]:
    """The counties this community may choose among, as ``warehouse.selectors.counties_to_choose``."""
    return warehouse.counties_to_choose(search, state=state, scope=scope_of(community))


def states_to_choose(community: Community) -> Sequence[StateToChoose]:
    """The states that have counties this community may choose, by name. Two queries."""
    return warehouse.states_to_choose(scope_of(community))


def _scopes_of(community: Community) -> list[str]:
    return ["", scope_of(community)]


def _with_places(chosen: QuerySet[CommunityPlace]) -> QuerySet[CommunityPlace]:
    return chosen.select_related("place__state").order_by("-is_home", "place__name")


@prepared
def _releases(scopes: Collection[str]) -> QuerySet[Release]:
    return warehouse.releases().filter(imported_for__in=scopes)


@prepared
def _uploads(scope: str) -> QuerySet[Upload]:
    return warehouse.uploads_of(scope)


@prepared
def _places(community_id: int) -> QuerySet[CommunityPlace]:
    return _with_places(CommunityPlace.objects.filter(community_id=community_id))


@prepared
def _names_by_source() -> QuerySet[Measure, tuple[Mapping[str, str], Mapping[str, str]]]:
    return Measure.objects.values_list("source_keys", "name")


@prepared
def _names(keys: Collection[str]) -> QuerySet[Measure, tuple[str, Mapping[str, str]]]:
    return Measure.objects.filter(key__in=keys).values_list("key", "name")


@prepared
def _measures(key: str) -> QuerySet[Measure]:
    return Measure.objects.filter(key=key)


@prepared
def _measures_at(place_id: int, scopes: Collection[str]) -> QuerySet[PublishedValue, int]:
    values = PublishedValue.objects.filter(place_id=place_id, release__undone_at__isnull=True)
    seen = values.filter(release__imported_for__in=scopes, measure__retired_at__isnull=True).order_by()
    return seen.values_list("measure_id", flat=True).distinct()


@prepared
def _leaning_on(node_id: int, scope: str) -> QuerySet[Node]:
    leaning = Node.objects.filter(links_out__target_id=node_id, scope=scope, archived_at__isnull=True)
    return leaning.distinct().order_by("created_at")


@prepared
def _measured(place_id: int, scopes: Collection[str]) -> QuerySet[PublishedValue, tuple[str, int]]:
    values = PublishedValue.objects.filter(place_id=place_id, release__undone_at__isnull=True, status=ValueStatus.OK)
    seen = values.filter(release__imported_for__in=scopes, measure__retired_at__isnull=True)
    return seen.order_by("measure__position").values_list("measure__area", "measure_id")
