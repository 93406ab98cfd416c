"""Reading a measure at a place over the years, with what became of the county."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from commonweal.communities.models import Community
from commonweal.kernel.prepared import prepared
from commonweal.kernel.scopes import scope_of
from commonweal.measures.methods.levels import Level
from commonweal.measures.methods.series import Around, Series, SeriesValue, series_of
from commonweal.measures.models import Measure, PublishedValue
from commonweal.warehouse import selectors as warehouse
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.methods.observations import NATION_FIPS
from commonweal.warehouse.models import Place

PEOPLE = "people"
"""The unit in English of what is counted. Every other unit is one of shares, rates, medians or indexes."""


class _Row(NamedTuple):
    """The columns of ``_rows``."""

    place_id: int
    kind: str
    release_id: int
    release_year: int
    title: str
    period: str
    last_year: int | None
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    status: str

    def as_value(self) -> SeriesValue:
        """The row as a value of a series; without a year of its own it is of the year of its release."""
        return SeriesValue(
            place_id=self.place_id,
            level=Level(self.value, self.lower, self.upper, self.status),
            period=self.period,
            year=self.last_year or self.release_year,
            release_id=self.release_id,
            release_year=self.release_year,
            title=self.title,
        )


def series_at(community: Community, measure: Measure, place: Place) -> Series:
    """What the releases that the community sees say of a measure at a place, period by period. Two queries."""
    lineage = warehouse.lineage_of(place)
    place_ids = [place.pk, *(former.place_id for former in lineage.formers)]
    if place.state_id:
        place_ids.append(place.state_id)
    rows = [_Row(*row) for row in _rows(measure.pk, place_ids, ["", scope_of(community)])]
    nation = next((row.place_id for row in rows if row.kind == PlaceKind.NATION), None)
    values = [row.as_value() for row in rows]
    around = Around(place.pk, place.state_id, nation)
    return series_of(values, around, lineage, is_count=measure.unit.get("en") == PEOPLE)


@prepared
def _rows(measure_id: int, place_ids: Collection[int], scopes: Collection[str]) -> QuerySet[PublishedValue, Any]:
    around = Place.objects.filter(Q(pk__in=place_ids) | Q(fips=NATION_FIPS)).values("pk")
    seen = Q(release__undone_at__isnull=True, release__imported_for__in=scopes)
    rows = PublishedValue.objects.filter(seen, measure_id=measure_id, place_id__in=around).values_list(
        *("place_id", "place__kind", "release_id", "release__release_year", "release__title", "period", "last_year"),
        *("value", "lower", "upper", "status"),
    )
    return rows.order_by("-release__release_year", F("last_year").desc(nulls_last=True), "-release__imported_at")
