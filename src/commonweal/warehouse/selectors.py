"""Reads of public data. What takes DuckDB is marked, and belongs to the job process."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commonweal.kernel.prepared import prepared
from commonweal.warehouse.enums import PlaceKind, UploadState
from commonweal.warehouse.frames import at_places
from commonweal.warehouse.methods import lineage
from commonweal.warehouse.methods.lineage import Lineage, Succession
from commonweal.warehouse.methods.places import searchable
from commonweal.warehouse.models import Place, Release, Upload


class StateToChoose(NamedTuple):
    """A state, and how many of its counties can be chosen."""

    fips: str
    full_name: str
    is_invented: bool
    n_counties: int


def releases() -> QuerySet[Release]:
    """Every import that was made, newest first, undone ones too; the person who made it is loaded."""
    return Release.objects.select_related("imported_by").order_by("-imported_at")


def uploads_of(scope: str) -> QuerySet[Upload]:
    """The files given for a scope that were read and wait for a decision, newest first; file and giver are loaded."""
    waiting = Upload.objects.filter(scope=scope, state=UploadState.READ)
    return waiting.select_related("file", "given_by").order_by("-given_at")


def counties_to_choose(search: str = "", *, state: str = "", scope: str = "") -> QuerySet[Place]:
    """The counties and equivalents of today's list, and others that a live release holds; the state is loaded.

    Of the releases only those of the installation and of ``scope`` count: what another community brought in is
    nobody else's, and a county that only they know would tell of it.
    ``search`` keeps those in whose name and state each of its words begins a word, accents aside; ``state`` is
    the code of a state. By state and name.
    """
    held = Release.objects.live().filter(places=OuterRef("pk"), imported_for__in=["", scope])
    is_of_today = Q(valid_to_year__isnull=True, is_listed=True)
    counties = Place.objects.filter(is_of_today | Exists(held), kind=PlaceKind.COUNTY).select_related("state")
    for word in searchable(search).split():
        counties = counties.filter(search_text__contains=f" {word}")
    if state:
        counties = counties.filter(state__fips=state)
    return counties.order_by("state__name", "name", "fips")


def states_to_choose(scope: str = "") -> list[StateToChoose]:
    """The states that have counties to choose, by name. Two queries."""
    n_by_state = dict(_counties_by_state(scope))
    return [StateToChoose(*row[1:], n_by_state[row[0]]) for row in _states() if row[0] in n_by_state]


@prepared
def _counties_by_state(scope: str) -> QuerySet[Place, tuple[int, int]]:
    return counties_to_choose(scope=scope).order_by().values_list("state").annotate(n=Count("pk"))


@prepared
def _states() -> QuerySet[Place, tuple[int, str, str, bool]]:
    states = Place.objects.filter(kind=PlaceKind.STATE).order_by("is_invented", "name")
    return states.values_list("pk", "fips", "full_name", "is_invented")


def lineage_of(place: Place) -> Lineage:
    """The counties whose land a place has, and what became of it if it ended. One query."""
    return lineage.lineage_of(place.pk, (Succession(*row) for row in _successions(place.pk)))


@prepared
def _successions(place_id: int) -> QuerySet[Any, Any]:
    """The changes of a place, and of the former counties of its land."""
    links = Place.predecessors.through.objects
    formers = links.filter(from_place_id=place_id).values("to_place_id")
    rows = links.filter(Q(to_place_id__in=formers) | Q(to_place_id=place_id))
    return rows.values_list(
        *("from_place_id", "from_place__full_name", "from_place__valid_from_year"),
        *("to_place_id", "to_place__full_name", "to_place__valid_to_year"),
    )


def observations_at(release: Release, fips: Sequence[str]) -> list[dict[str, Any]]:
    """The observations of a release at some places, with the columns of ``store.SCHEMA``. Job process only."""
    from commonweal.warehouse import store  # noqa: PLC0415 -- slow import: pyarrow, DuckDB

    rows: list[dict[str, Any]] = at_places(store.table_of(release.parquet_address), fips).to_pyarrow().to_pylist()
    return rows
