"""Shape of a catalogue of measures to choose from. Source: content conventions, section 11."""

from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.parts import Identifier, Named, Part, Provenance, Ref, Text, Words

Names = Annotated[list[Identifier], Field(min_length=1)]


class Meaning(Part):
    """An entry told by its meaning alone."""

    id: Identifier
    meaning: Text


class Estimate(Named):
    charts: Names
    verdicts: Names
    rule: Text


class StarterSet(Part):
    measures: Names
    note: Text


class DataSource(Part):
    id: Identifier
    kind: Literal["public", "local"]
    name: Words
    geographies: list[Words]
    cadence: Identifier
    estimate: Identifier
    period_years: Annotated[int, Field(ge=1)] | None = None
    line_over_time: bool | None = None
    note: Text | None = None


class Measure(Part):
    id: Identifier
    area: Identifier
    name: Text
    definition: Text
    unit: Text
    polarity: Identifier
    polarity_note: Text | None = None
    type: Identifier
    denominator: Identifier | None = None
    per: Annotated[int, Field(ge=1)] | None = None
    estimate: Identifier
    chart: Identifier
    source: Identifier
    cadence: Identifier
    segments: list[Identifier]
    segments_available: list[Identifier]
    framework_refs: list[Ref]


class Catalogue(Part):
    id: Identifier
    schema_name: Literal["commonweal/measures/1"] = Field(alias="schema")
    title: Text
    intro: Text
    provenance: Provenance
    areas: Annotated[list[Named], Field(min_length=1)]
    polarities: Annotated[list[Meaning], Field(min_length=1)]
    types: Annotated[list[Meaning], Field(min_length=1)]
    estimates: Annotated[list[Estimate], Field(min_length=1)]
    verdicts: Annotated[list[Meaning], Field(min_length=1)]
    charts: Annotated[list[Meaning], Field(min_length=1)]
    cadences: Annotated[list[Named], Field(min_length=1)]
    segment_kinds: list[Named]
    denominators: list[Named]
    starter_set: StarterSet
    sources: Annotated[list[DataSource], Field(min_length=1)]
    measures: Annotated[list[Measure], Field(min_length=1)]
