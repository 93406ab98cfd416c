"""The invented release of the worked example, as a reading like that of a publisher's file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commonweal.warehouse.methods.chr_cells import period_of
from commonweal.warehouse.methods.observations import (
    Estimate,
    Observation,
    PlaceKind,
    PlaceReading,
    Unit,
    ValueStatus,
    WorkbookReading,
)

PLACES = {"here": "county", "state": "state", "nation": "nation"}
SOURCE = "Invented figures of the worked example"
MISSING = "missing"


def reading_of(document: Mapping[str, Any]) -> WorkbookReading:
    """Read the document ``content/prairie-bend.yaml``.

    A value is ``[level, lower, upper]``, ``[level]`` or the word ``missing``.
    """
    places = document["places"]
    return WorkbookReading(
        release_year=document["year"],
        state=places["state"]["name"],
        places=tuple(_place(PlaceKind(kind), places) for kind in PLACES.values()),
        observations=tuple(_observations(document)),
        left_out=(),
        faults=(),
    )


def _place(kind: PlaceKind, places: Mapping[str, Mapping[str, str]]) -> PlaceReading:
    place = places[kind]
    state = "" if kind is PlaceKind.NATION else places["state"]["name"]
    return PlaceReading(place["fips"], place["name"], place.get("full_name", place["name"]), kind, state)


def _observations(document: Mapping[str, Any]) -> Iterator[Observation]:
    for row, entry in enumerate(document["values"], start=1):
        for column, kind in PLACES.items():
            level, lower, upper = _numbers(entry[column])
            yield Observation(
                measure=entry["measure"],
                fips=document["places"][kind]["fips"],
                value=level,
                lower=lower,
                upper=upper,
                status=ValueStatus.MISSING if level is None else ValueStatus.OK,
                unit=Unit(entry["unit"]),
                estimate=Estimate(entry["estimate"]),
                period=period_of(entry["years"]),
                source=SOURCE,
                sheet=document["id"],
                column=column,
                row=row,
            )


def _numbers(value: str | Sequence[float]) -> tuple[float | None, float | None, float | None]:
    if value == MISSING:
        return None, None, None
    level, *margin = (float(number) for number in value)
    lower, upper = margin or (None, None)
    return level, lower, upper
