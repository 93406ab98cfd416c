"""Reads of measures: a community's places, the card of a measure at a place, all cards of a place."""

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from commonweal.accounts.models import User
from commonweal.communities import selectors as communities
from commonweal.communities.models import Community, CommunityPlace
from commonweal.kernel.models import Link, Node
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.visibility import reach_of, visible_nodes
from commonweal.measures.errors import NoFigure, NoPlaceChosen
from commonweal.measures.methods.cards import MeasureCard, PlaceLevel, ReleaseFacts
from commonweal.measures.methods.levels import Level
from commonweal.measures.models import Measure, PublishedValue
from commonweal.warehouse import selectors as warehouse
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.models import Place, Release, Upload

DEFAULT_CONFIDENCE_PERCENT = 95
"""Said of a card whose value has no interval; nothing is shown of it then."""


def places_of(community: Community) -> QuerySet[CommunityPlace]:
    """The places a community looks at, its home first; place and state are loaded."""
    return community.community_places.select_related("place__state").order_by("-is_home", "place__name")


def measures() -> QuerySet[Measure]:
    """Every measure, by area and position."""
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
    place = place or home_of(community)
    values = _values_at(place).filter(_seen_by(community), measure=measure)
    values = values.filter(release=release) if release else values.filter(release__undone_at__isnull=True)
    cards = _cards(values, place)
    if not cards:
        raise NoFigure
    return cards[0]


def cards_at(community: Community, place: Place) -> list[MeasureCard]:
    """Every measure with a figure at the place, each from the newest release the community sees. Three queries.

    Measures and releases are loaded once each, not once for every value.
    """
    values = _values_at(place).filter(_seen_by(community), release__undone_at__isnull=True)
    return _cards(values.select_related(None).select_related("place").prefetch_related("measure", "release"), place)


def newest_cards(community: Community, wanted: Collection[tuple[Measure, Place]]) -> dict[tuple[str, str], MeasureCard]:
    """The newest card of each pair that has a figure, by measure key and FIPS code. One query for all places."""
    places = {place.pk: place for _measure, place in wanted}
    if not places:
        return {}
    around = reduce(or_, (_around(place) for place in places.values()))
    values = list(
        _values(around).filter(
            _seen_by(community),
            measure__in={measure.pk for measure, _place in wanted},
            release__undone_at__isnull=True,
        )
    )
    return {
        (card.key, place.fips): card
        for place in places.values()
        for card in _cards((value for value in values if _is_around(value.place, place)), place)
    }


def releases_for(community: Community) -> QuerySet[Release]:
    """The imports a community sees: its own and those made for the whole installation, newest first."""
    return warehouse.releases().filter(imported_for__in=_scopes_of(community))


def uploads_for(community: Community) -> QuerySet[Upload]:
    """The files given for the community that wait for a decision, newest first."""
    return warehouse.uploads_of(scope_of(community))


def names_in(source: str, keys: Collection[str]) -> dict[str, Mapping[str, str]]:
    """The names of measures by their key in a source; a key that no measure of ours has is absent."""
    found = {measure.source_keys.get(source): measure.name for measure in Measure.objects.all()}
    return {key: found[key] for key in keys if key in found}


def taken_by_undo(release: Release) -> dict[str, int]:
    """How many values an undo takes out of use, of how many measures, and at how many places."""
    return PublishedValue.objects.filter(release=release).aggregate(
        n_values=Count("pk"), n_measures=Count("measure", distinct=True), n_places=Count("place", distinct=True)
    )


def used_in(community: Community, measure: Measure, person: User) -> QuerySet[Node]:
    """What in the community leans on a measure, as far as the person may see it. One query for the reach."""
    leaning = Link.objects.filter(target=measure.node_id).values("source_id")
    visible = visible_nodes(reach_of(person)).filter(scope=scope_of(community), archived_at__isnull=True)
    return visible.filter(pk__in=leaning).order_by("created_at")


def _scopes_of(community: Community) -> list[str]:
    return ["", scope_of(community)]


def _seen_by(community: Community) -> Q:
    """Only what the community brought in itself, or the installation for all: nobody's figures reach a neighbour."""
    return Q(release__imported_for__in=_scopes_of(community))


def _values_at(place: Place) -> QuerySet[PublishedValue]:
    """The values of the place, its state and the nation; measure, place and release are loaded."""
    return _values(_around(place))


def _values(where: Q) -> QuerySet[PublishedValue]:
    return (
        PublishedValue.objects.filter(where)
        .select_related("measure", "place", "release")
        .order_by(
            "measure__position",
            "-release__release_year",
            F("last_year").desc(nulls_last=True),
            "-release__imported_at",
        )
    )


def _around(place: Place) -> Q:
    """The place, its state and the nation."""
    where = Q(place=place) | Q(place__kind=PlaceKind.NATION)
    return where | Q(place_id=place.state_id) if place.state_id else where


def _is_around(other: Place, place: Place) -> bool:
    return other.kind == PlaceKind.NATION or other.pk in {place.pk, place.state_id}


def _cards(values: Iterable[PublishedValue], place: Place) -> list[MeasureCard]:
    """The newest value of each measure at the place, with those of the same release beside it."""
    newest: dict[int, PublishedValue] = {}
    beside: dict[tuple[int, int], dict[str, PublishedValue]] = {}
    for value in values:
        beside.setdefault((value.measure_id, value.release_id), {})[value.place.kind] = value
        if value.place_id == place.pk:
            newest.setdefault(value.measure_id, value)
    return [_card(value, beside[value.measure_id, value.release_id]) for value in newest.values()]


def _card(value: PublishedValue, beside: Mapping[str, PublishedValue]) -> MeasureCard:
    measure = value.measure
    state = beside.get(PlaceKind.STATE) if value.place.kind == PlaceKind.COUNTY else None
    nation = beside.get(PlaceKind.NATION) if value.place.kind != PlaceKind.NATION else None
    return MeasureCard(
        key=measure.key,
        name=measure.name,
        definition=measure.definition,
        unit=measure.unit,
        area=measure.area,
        polarity=measure.polarity,
        value_format=measure.value_format,
        decimals=measure.decimals,
        here=_place_level(value),
        state=_place_level(state) if state else None,
        nation=_place_level(nation) if nation else None,
        release=_release_facts(value.release),
    )


def _place_level(value: PublishedValue) -> PlaceLevel:
    provenance = value.provenance
    return PlaceLevel(
        fips=value.place.fips,
        name=value.place.full_name,
        kind=value.place.kind,
        level=Level(value.value, value.lower, value.upper, value.status),
        period=value.period,
        first_year=value.first_year,
        last_year=value.last_year,
        estimate=value.estimate,
        source=provenance.get("source", ""),
        sheet=provenance.get("sheet", ""),
        column=provenance.get("column", ""),
        row=provenance.get("row"),
        confidence_percent=value.confidence_percent or DEFAULT_CONFIDENCE_PERCENT,
    )


def _release_facts(release: Release) -> ReleaseFacts:
    return ReleaseFacts(
        uid=str(release.uid),
        title=release.title,
        publisher=release.publisher,
        citation=release.citation,
        licence=release.licence,
        year=release.release_year,
        retrieved_at=release.retrieved_at,
        file_sha256=release.file_sha256,
        method_version=release.method_version,
        is_invented=release.is_invented,
    )
