"""Reading cards: the newest values of measures at a place, with those of its state and the nation beside them.

Values come as plain rows: a card needs some columns of four tables, and a page may show a hundred cards.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from commonweal.kernel.prepared import prepared
from commonweal.measures.methods.cards import MeasureCard, PlaceLevel, ReleaseFacts
from commonweal.measures.methods.levels import Level
from commonweal.measures.models import Measure, PublishedValue
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.methods.observations import NATION_FIPS
from commonweal.warehouse.models import Place

DEFAULT_CONFIDENCE_PERCENT = 95
"""Said of a card whose value has no interval; nothing is shown of it then."""


class ValueRow(NamedTuple):
    """What a card needs of a published value, in the order of ``COLUMNS``."""

    measure_id: int
    place_id: int
    kind: str
    fips: str
    place_name: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    status: str
    period: str
    first_year: int | None
    last_year: int | None
    estimate: str
    confidence_percent: int | None
    provenance: dict[str, Any]
    release_id: int
    release_uid: UUID
    title: str
    publisher: str
    citation: str
    licence: str
    release_year: int
    retrieved_at: datetime
    file_sha256: str
    method_version: int
    is_invented: bool


COLUMNS = (
    "measure_id",
    "place_id",
    "place__kind",
    "place__fips",
    "place__full_name",
    "value",
    "lower",
    "upper",
    "status",
    "period",
    "first_year",
    "last_year",
    "estimate",
    "confidence_percent",
    "provenance",
    "release_id",
    "release__uid",
    "release__title",
    "release__publisher",
    "release__citation",
    "release__licence",
    "release__release_year",
    "release__retrieved_at",
    "release__file_sha256",
    "release__method_version",
    "release__is_invented",
)


def newest_values(places: Iterable[Place], measures: Collection[Measure], scopes: Collection[str]) -> list[ValueRow]:
    """The values of some measures at places, their states and the nation, newest first. One query.

    ``scopes`` are those whose imports count; what was undone does not.
    """
    rows = _newest_of([measure.pk for measure in measures], _with_states(places), scopes)
    return [ValueRow(*row) for row in rows]


def all_newest_values(place: Place, scopes: Collection[str]) -> list[ValueRow]:
    """The values of every measure at a place, its state and the nation, newest first. One query."""
    return [ValueRow(*row) for row in _newest(_with_states([place]), scopes)]


def values_of_release(place: Place, measure: Measure, release_id: int, scopes: Collection[str]) -> list[ValueRow]:
    """The values of a measure at a place, its state and the nation in one release, be it undone since. One query."""
    return [ValueRow(*row) for row in _of_release(measure.pk, _with_states([place]), release_id, scopes)]


def measures_in(rows: Iterable[ValueRow]) -> dict[int, Measure]:
    """The measures of some values by their key. One query."""
    return measures_by_key({row.measure_id for row in rows})


def measures_by_key(keys: Collection[int]) -> dict[int, Measure]:
    """Some measures by their key. One query."""
    return {measure.pk: measure for measure in _measures(keys)}


def cards_of(rows: Iterable[ValueRow], place: Place, measure_by_pk: Mapping[int, Measure]) -> list[MeasureCard]:
    """The newest value of each measure at the place, with those of the same release beside it, in the measures' order.

    No query; ``rows`` come newest first.
    """
    around = {place.pk, place.state_id}
    newest: dict[int, ValueRow] = {}
    beside: dict[tuple[int, int], dict[str, ValueRow]] = {}
    for row in rows:
        if row.place_id not in around and row.kind != PlaceKind.NATION:
            continue
        beside.setdefault((row.measure_id, row.release_id), {})[row.kind] = row
        if row.place_id == place.pk:
            newest.setdefault(row.measure_id, row)
    in_order = sorted(newest.values(), key=lambda row: measure_by_pk[row.measure_id].position)
    return [_card(measure_by_pk[row.measure_id], row, beside[row.measure_id, row.release_id]) for row in in_order]


def _with_states(places: Iterable[Place]) -> set[int]:
    return {pk for place in places for pk in (place.pk, place.state_id) if pk is not None}


def _card(measure: Measure, here: ValueRow, beside: Mapping[str, ValueRow]) -> MeasureCard:
    state = beside.get(PlaceKind.STATE) if here.kind == PlaceKind.COUNTY else None
    nation = beside.get(PlaceKind.NATION) if here.kind != PlaceKind.NATION else None
    return MeasureCard(
        key=measure.key,
        name=measure.name,
        definition=measure.definition,
        unit=measure.unit,
        area=measure.area,
        polarity=measure.polarity,
        value_format=measure.value_format,
        decimals=measure.decimals,
        here=_place_level(here),
        state=_place_level(state) if state else None,
        nation=_place_level(nation) if nation else None,
        release=_release_facts(here),
    )


def _place_level(row: ValueRow) -> PlaceLevel:
    provenance = row.provenance
    return PlaceLevel(
        fips=row.fips,
        name=row.place_name,
        kind=row.kind,
        level=Level(row.value, row.lower, row.upper, row.status),
        period=row.period,
        first_year=row.first_year,
        last_year=row.last_year,
        estimate=row.estimate,
        source=provenance.get("source", ""),
        sheet=provenance.get("sheet", ""),
        column=provenance.get("column", ""),
        row=provenance.get("row"),
        confidence_percent=row.confidence_percent or DEFAULT_CONFIDENCE_PERCENT,
    )


def _release_facts(row: ValueRow) -> ReleaseFacts:
    return ReleaseFacts(
        uid=str(row.release_uid),
        title=row.title,
        publisher=row.publisher,
        citation=row.citation,
        licence=row.licence,
        year=row.release_year,
        retrieved_at=row.retrieved_at,
        file_sha256=row.file_sha256,
        method_version=row.method_version,
        is_invented=row.is_invented,
    )


@prepared
def _newest_of(
    measure_ids: Collection[int], place_ids: Collection[int], scopes: Collection[str]
) -> QuerySet[PublishedValue, Any]:
    in_use = Q(measure_id__in=measure_ids, release__undone_at__isnull=True)
    return _rows(in_use, _around(place_ids), Q(release__imported_for__in=scopes))


@prepared
def _newest(place_ids: Collection[int], scopes: Collection[str]) -> QuerySet[PublishedValue, Any]:
    return _rows(Q(release__undone_at__isnull=True), _around(place_ids), Q(release__imported_for__in=scopes))


@prepared
def _of_release(
    measure_id: int, place_ids: Collection[int], release_id: int, scopes: Collection[str]
) -> QuerySet[PublishedValue, Any]:
    of_it = Q(measure_id=measure_id, release_id=release_id)
    return _rows(of_it, _around(place_ids), Q(release__imported_for__in=scopes))


@prepared
def _measures(keys: Collection[int]) -> QuerySet[Measure]:
    return Measure.objects.filter(pk__in=keys)


def _around(place_ids: Any) -> Q:
    """Places and the nation. Named by a subquery over indexes, so that neither database reads more than it needs."""
    around = Place.objects.filter(Q(pk__in=place_ids) | Q(fips=NATION_FIPS))
    return Q(place_id__in=around.values("pk"))


def _rows(*conditions: Q) -> QuerySet[PublishedValue, Any]:
    rows = PublishedValue.objects.filter(*conditions).values_list(*COLUMNS)
    return rows.order_by("-release__release_year", F("last_year").desc(nulls_last=True), "-release__imported_at")
