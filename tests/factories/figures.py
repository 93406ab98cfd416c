"""Measures with values at a community's place, and figures of them."""

from datetime import UTC, datetime
from decimal import Decimal

from commonweal.communities.models import Community, CommunityPlace
from commonweal.kernel import nodes
from commonweal.measures.models import Measure, PublishedValue
from commonweal.warehouse.models import Place, Release

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def make_places() -> tuple[Place, Place, Place]:
    """A county, its state and the nation."""
    nation, _ = Place.objects.get_or_create(
        fips="00000", defaults={"kind": "nation", "name": "United States", "full_name": "United States"}
    )
    state, _ = Place.objects.get_or_create(fips="99", defaults={"kind": "state", "name": "Oxbow", "full_name": "Oxbow"})
    county, _ = Place.objects.get_or_create(
        fips="99001",
        defaults={"kind": "county", "name": "Prairie Bend", "full_name": "Prairie Bend County", "state": state},
    )
    return county, state, nation


def make_measure(key: str = "adult-obesity", english: str = "Adult obesity", **fields: object) -> Measure:
    name = {"en": english, "es": f"{english} (es)"}
    values = {
        "name": name,
        "definition": {"en": "Share of adults.", "es": "Porcentaje de adultos."},
        "unit": {"en": "percent", "es": "por ciento"},
        "area": "health",
        "polarity": "lower",
        "estimate": "model",
        "value_format": "percent",
        **fields,
    }
    return Measure.objects.create(key=key, node=nodes.create("measure", scope="", title=name), **values)


def make_release(year: int = 2022, **fields: object) -> Release:
    title = f"County Health Rankings & Roadmaps {year}"
    values = {
        "node": nodes.create("release", scope="", title={"en": title}),
        "source": "county-health-rankings",
        "title": title,
        "file_name": f"{year}.xlsx",
        "publisher": "UWPHI",
        "citation": "UWPHI.",
        "licence": "CC BY-NC-SA 4.0",
        "release_year": year,
        "retrieved_at": NOW,
        "imported_at": NOW,
        "file_sha256": f"{year:064d}",
        "method_version": 1,
        "parquet_address": "cd" * 32,
        "n_rows": 3,
        **fields,
    }
    return Release.objects.create(**values)


def publish(measure: Measure, release: Release, here: str, state: str = "34.2 33.4 35.1", nation: str = "32") -> None:
    """Values of a measure for the county, its state and the nation, as ``"41.2 39.1 43.0"`` or ``"41.2"``."""
    for place, text in zip(make_places(), (here, state, nation), strict=True):
        value, lower, upper = ([Decimal(number) for number in text.split()] + [None, None])[:3]
        PublishedValue.objects.create(
            measure=measure,
            place=place,
            release=release,
            estimate=measure.estimate,
            period="2018-2020",
            first_year=2018,
            last_year=2020,
            status="ok",
            value=value,
            lower=lower,
            upper=upper,
            confidence_percent=95 if lower else None,
        )


def settle(community: Community) -> Place:
    """Let the community look at the county as its home."""
    county, *_others = make_places()
    CommunityPlace.objects.create(community=community, place=county, is_home=True)
    return county
