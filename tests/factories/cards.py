"""Cards of a measure without a database, with facts as a test needs them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from commonweal.measures.methods.cards import MeasureCard, PlaceLevel, ReleaseFacts
from commonweal.measures.methods.levels import Level

RELEASE = ReleaseFacts(
    uid="0b7c9f4e-0000-4000-8000-000000000000",
    title="County Health Rankings & Roadmaps 2022, Oxbow",
    publisher="University of Wisconsin Population Health Institute",
    citation="University of Wisconsin Population Health Institute.",
    licence="CC BY-NC-SA 4.0",
    year=2022,
    retrieved_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
    file_sha256="ab" * 32,
    method_version=1,
    is_invented=False,
)


def make_level(text: str, status: str = "ok") -> Level:
    """A level from ``"41.2"`` or ``"41.2 39.1 43.0"``; from ``""`` one without a value."""
    value, lower, upper = ([Decimal(number) for number in text.split()] + [None] * 3)[:3]
    return Level(value, lower, upper, status)


def make_place(text: str, name: str = "Prairie Bend County", **facts: object) -> PlaceLevel:
    """The level of a place, by default of a county and modelled."""
    place = PlaceLevel(
        fips="99001",
        name=name,
        kind="county",
        level=make_level(text, str(facts.pop("status", "ok"))),
        period="2018-2020",
        first_year=2018,
        last_year=2020,
        estimate="model",
        source="Behavioral Risk Factor Surveillance System",
        sheet="Ranked Measure Data",
        column="% Adults with Obesity",
        row=4,
    )
    return replace(place, **facts)


def make_card(
    here: str | PlaceLevel = "41.2 39.1 43.0", state: str = "34.2 33.4 35.1", nation: str = "32", **facts: object
) -> MeasureCard:
    """A card of adult obesity; an empty state or nation is absent."""
    card = MeasureCard(
        key="adult-obesity",
        name={"en": "Adult obesity", "es": "Obesidad en adultos"},
        definition={"en": "Share of adults.", "es": "Porcentaje de adultos."},
        unit={"en": "percent", "es": "por ciento"},
        area="health",
        polarity="lower",
        value_format="percent",
        decimals=1,
        here=make_place(here) if isinstance(here, str) else here,
        state=make_place(state, "Oxbow", kind="state") if state else None,
        nation=make_place(nation, "United States", kind="nation") if nation else None,
        release=RELEASE,
    )
    return replace(card, **facts)
