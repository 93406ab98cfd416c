"""Reads of public data. What takes DuckDB is marked, and belongs to the job process."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.frames import at_places
from commonweal.warehouse.models import Place, Release


def releases() -> QuerySet[Release]:
    """Every import that was made, newest first, undone ones too; the person who made it is loaded."""
    return Release.objects.select_related("imported_by").order_by("-imported_at")


def counties_to_choose(search: str = "") -> QuerySet[Place]:
    """The counties some live release holds figures for, by state and name; the state is loaded.

    ``search`` keeps those whose name or state contains it.
    """
    held = Release.objects.live().filter(places=OuterRef("pk"))
    counties = Place.objects.filter(Exists(held), kind=PlaceKind.COUNTY).select_related("state")
    if search:
        counties = counties.filter(Q(full_name__icontains=search) | Q(state__full_name__icontains=search))
    return counties.order_by("state__name", "name", "fips")


def observations_at(release: Release, fips: Sequence[str]) -> list[dict[str, Any]]:
    """The observations of a release at some places, with the columns of ``store.SCHEMA``. Job process only."""
    from commonweal.warehouse import store  # noqa: PLC0415 -- slow import: pyarrow, DuckDB

    rows: list[dict[str, Any]] = at_places(store.table_of(release.parquet_address), fips).to_pyarrow().to_pylist()
    return rows
