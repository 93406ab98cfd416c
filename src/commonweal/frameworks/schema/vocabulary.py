"""Shape of the lists by which a group is described: sectors, generations, groups. Source: content conventions, 10."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.parts import Count, Identifier, Named, Part, Provenance, Text

Ages = Annotated[list[Count | None], Field(min_length=2, max_length=2)]
Years = Annotated[list[Annotated[int, Field(ge=1800, le=2200)]], Field(min_length=2, max_length=2)]
Share = Annotated[Decimal, Field(strict=False, ge=0, le=1)]


class Sector(Named):
    key: bool
    examples: Text


class Leadership(Part):
    name: Text
    optional: bool
    options: Annotated[list[Named], Field(min_length=1)]


class Generation(Named):
    birth_years: Years


class AgeBand(Named):
    ages: Ages


class AgeGroup(Named):
    bands: Annotated[list[Identifier], Field(min_length=1)]


class BandMap(Part):
    band: Identifier
    generations: Annotated[list[Identifier], Field(min_length=1)]
    shares: list[Share] = []


class AgeToGeneration(Part):
    as_of_year: Annotated[int, Field(ge=1900, le=2999)]
    note: Text
    map: Annotated[list[BandMap], Field(min_length=1)]


class Group(Named):
    multiple: bool
    on_by_default: bool
    options: Annotated[list[Named], Field(min_length=1)]


class Threshold(Named):
    smallest_shown: Annotated[int, Field(ge=1)]
    rule: Text


class Privacy(Part):
    thresholds: Annotated[list[Threshold], Field(min_length=1)]
    smallest_group_shown: Annotated[int, Field(ge=1)]
    complementary_suppression: bool
    note: Text


class Coverage(Part):
    states: Annotated[list[Named], Field(min_length=1)]


class Vocabulary(Part):
    id: Identifier
    schema_name: Literal["commonweal/coverage/1"] = Field(alias="schema")
    title: Text
    intro: Text
    provenance: Provenance
    sectors: Annotated[list[Sector], Field(min_length=1)]
    leadership: Leadership
    generations: Annotated[list[Generation], Field(min_length=1)]
    age_bands: Annotated[list[AgeBand], Field(min_length=1)]
    age_groups: list[AgeGroup]
    age_to_generation: AgeToGeneration
    groups: list[Group]
    privacy: Privacy
    coverage: Coverage
    roles_on_team: list[Named]
    commitment_levels: list[Named]
