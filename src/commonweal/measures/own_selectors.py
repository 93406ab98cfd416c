"""Reading a community's own values as cards: each group of people of a measure at a place, over its periods."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.db.models import QuerySet

from commonweal.communities.models import Community
from commonweal.kernel.prepared import prepared
from commonweal.measures.methods.own_cards import OwnCard, OwnValue
from commonweal.measures.models import LocalValue
from commonweal.warehouse.models import Place

OwnKey = tuple[int, int, str]
"""Measure, place and group of people, '' for everybody."""


def own_cards(community: Community, wanted: Collection[OwnKey]) -> dict[OwnKey, OwnCard]:
    """The cards of what is wanted and was entered; none where every value was taken back. One query, or none."""
    if not wanted:
        return {}
    places = {place_id for _measure, place_id, _group in wanted}
    return {key: card for key, card in _cards(community, _values(community.pk, places)) if key in set(wanted)}


def own_cards_at(community: Community, place: Place) -> list[OwnCard]:
    """Every card of the community at a place, by measure and group. One query."""
    return [card for _key, card in _cards(community, _values(community.pk, {place.pk}))]


def _cards(community: Community, values: Iterable[LocalValue]) -> Iterable[tuple[OwnKey, OwnCard]]:
    for key, rows in groupby(values, lambda value: (value.measure_id, value.place_id, value.group)):
        yield key, _card(community, list(rows))


def _card(community: Community, rows: list[LocalValue]) -> OwnCard:
    first = rows[0]
    return OwnCard(
        key=first.measure.key,
        name=first.measure.name,
        unit=first.measure.unit,
        value_format=first.measure.value_format,
        fips=first.place.fips,
        place=first.place.full_name,
        group=first.group,
        community=community.name,
        is_invented=first.place.is_invented,
        values=tuple(
            OwnValue(
                period=row.period,
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                source=row.source,
                entered_by=row.entered_by.full_name if row.entered_by else "",
                entered_at=row.entered_at,
            )
            for row in rows
        ),
    )


@prepared
def _values(community_id: int, place_ids: Collection[int]) -> QuerySet[LocalValue]:
    ours = LocalValue.objects.live().filter(community_id=community_id, place_id__in=place_ids)
    return ours.select_related("measure", "place", "entered_by").order_by(
        "measure__position", "measure_id", "place_id", "group", "-last_year", "-first_year", "-period"
    )
