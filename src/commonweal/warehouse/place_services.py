"""The list of places: loaded with every version, before any release is imported."""

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import yaml
from django.db import transaction

from commonweal.kernel import assets
from commonweal.warehouse.methods.places import PlaceEntry, listed_places, searchable
from commonweal.warehouse.models import Place

BATCH = 300
COPIED_FIELDS = (
    *("kind", "name", "full_name", "state_id"),
    *("is_listed", "valid_from_year", "valid_to_year", "search_text"),
)


@transaction.atomic
def load_places() -> int:
    """Bring states, counties and equivalents in line with the list and return how many there are.

    Places are joined by FIPS code. What only a release named (a territory, an invented place) stays as it is.
    Running it again changes nothing: three queries.
    """
    entries = _listed()
    known = Place.objects.in_bulk(field_name="fips")
    for is_county in (False, True):
        _save([entry for entry in entries if bool(entry.state) is is_county], known)
    _save_predecessors(entries, known)
    _make_searchable([place for place in known.values() if not place.search_text])
    return len(entries)


def has_listed(codes: Iterable[str]) -> bool:
    """Whether any of the codes is one of the list."""
    return not _codes_listed().isdisjoint(codes)


def _save(entries: list[PlaceEntry], known: dict[str, Place]) -> None:
    """Create the places that are missing and put right those that differ; ``known`` gains the new ones."""
    missing, changed = [], []
    for entry in entries:
        values = _values_of(entry, known)
        place = known.get(entry.fips)
        if place is None:
            missing.append(Place(fips=entry.fips, **values))
        elif any(getattr(place, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(place, field, value)
            changed.append(place)
    known.update({place.fips: place for place in Place.objects.bulk_create(missing, batch_size=BATCH)})
    if changed:
        Place.objects.bulk_update(changed, COPIED_FIELDS, batch_size=BATCH)


def _values_of(entry: PlaceEntry, known: dict[str, Place]) -> dict[str, object]:
    state = known[entry.state] if entry.state else None
    return {
        "kind": str(entry.kind),
        "name": entry.name,
        "full_name": entry.full_name,
        "state_id": state.pk if state else None,
        "is_listed": True,
        "valid_from_year": entry.valid_from_year,
        "valid_to_year": entry.valid_to_year,
        "search_text": searchable(entry.full_name, state.full_name if state else "", entry.postal),
    }


def _save_predecessors(entries: tuple[PlaceEntry, ...], known: dict[str, Place]) -> None:
    links = Place.predecessors.through
    wanted = {(known[entry.fips].pk, known[fips].pk) for entry in entries for fips in entry.predecessors}
    found = set(links.objects.values_list("from_place_id", "to_place_id"))
    links.objects.bulk_create([links(from_place_id=place, to_place_id=before) for place, before in wanted - found])


def _make_searchable(places: list[Place]) -> None:
    """Give places that only a release named, before there was a list, the text they are found by."""
    states = Place.objects.in_bulk({place.state_id for place in places if place.state_id})
    for place in places:
        state = states.get(place.state_id or 0)
        place.search_text = searchable(place.full_name, state.full_name if state else "")
    if places:
        Place.objects.bulk_update(places, ["search_text"], batch_size=BATCH)


@lru_cache(maxsize=1)
def _codes_listed() -> frozenset[str]:
    return frozenset(entry.fips for entry in _listed())


@lru_cache(maxsize=1)
def _listed() -> tuple[PlaceEntry, ...]:
    document = (resources.files("commonweal.warehouse") / "content" / "places.yaml").read_bytes()
    rows = json.loads(assets.path_of("counties.json").read_text(encoding="utf-8"))
    return listed_places(rows, yaml.load(document, Loader=yaml.CSafeLoader))
