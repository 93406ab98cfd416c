"""Shape of a framework edition, nested or flat. Source: content conventions, sections 2 and 3."""

from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.parts import (
    Count,
    EditionKey,
    Identifier,
    Language,
    Named,
    Part,
    Provenance,
    Ref,
    Text,
    Words,
)

SectionKind = Literal["profile", "process", "results"]


class FlatQuestion(Part):
    ref: Ref
    label: Text
    text: Text
    inferred: Literal[True] | None = None


class Question(FlatQuestion):
    about: Literal["community", "group", "both"]
    asks: Literal["what", "how", "results"]
    prompts: Annotated[list[Text], Field(min_length=2, max_length=5)]
    guidance: Text
    evidence: Annotated[list[Identifier], Field(min_length=1)]
    yields: list[Identifier] = []
    report: list[Literal["levels", "trends", "comparisons", "segments"]] = []
    relates_to: list[Ref]


class Area(Part):
    ref: Ref
    title: Text
    questions: Annotated[list[Question], Field(min_length=1)]


class FlatItem(Part):
    ref: Ref
    title: Text
    headline: Text
    points: Count | None
    questions: Annotated[list[FlatQuestion], Field(min_length=1)]


class Item(Part):
    ref: Ref
    title: Text
    headline: Text
    points: Count | None
    areas: Annotated[list[Area], Field(min_length=1)]


class FlatSection(Part):
    ref: Ref
    kind: SectionKind
    title: Text
    items: Annotated[list[FlatItem], Field(min_length=1)]


class Section(Part):
    ref: Ref
    kind: SectionKind
    title: Text
    purpose: Text
    items: Annotated[list[Item], Field(min_length=1)]


class Depth(Part):
    id: Literal["basic", "overall", "multiple"]
    field: Literal["headline", "text", "prompts"]
    name: Text
    not_for: list[SectionKind] = []


class PointsTotal(Part):
    process: Count
    results: Count
    total: Count


class KeyFactorMark(Named):
    for_kinds: Annotated[list[Identifier], Field(min_length=1)]
    meaning: Text


class ActiveFrom(Part):
    session: Identifier | None = None
    level: Identifier | None = None


class LinkageRule(Part):
    id: Identifier
    each: Identifier | None = None
    if_mark: Identifier | None = Field(None, alias="if")
    from_refs: Annotated[list[Ref], Field(min_length=1, alias="from")]
    to: Annotated[list[Ref], Field(min_length=1)]
    need: Literal["all", "any"]
    active_from: ActiveFrom
    message: Text


class SupersededBy(EditionKey):
    crosswalk: Words


class Meant(Named):
    """A named entry that must say what it means."""

    meaning: Text


class BaseEdition(EditionKey):
    """What both layouts share."""

    schema_name: Literal["commonweal/framework/1"] = Field(alias="schema")
    title: Text
    subtitle: Text | None = None
    stance: Text | None = None
    notice: Text | None = None
    launch_notice: Text | None = None
    languages: Annotated[list[Language], Field(min_length=1)]
    provenance: Provenance
    core_values: Annotated[list[Meant], Field(min_length=1)]
    glossary: list[Meant] = []
    superseded_by: SupersededBy | None = None


class FlatEdition(BaseEdition):
    layout: Literal["flat"]
    sections: Annotated[list[FlatSection], Field(min_length=1)]


class NestedEdition(BaseEdition):
    layout: Literal["nested"] = "nested"
    depths: list[Depth]
    points_total: PointsTotal | None = None
    outcome_areas: Annotated[list[Named], Field(min_length=1)]
    evidence_kinds: Annotated[list[Named], Field(min_length=1)]
    yield_kinds: Annotated[list[Named], Field(min_length=1)]
    key_factor_marks: list[KeyFactorMark] = []
    linkage_rules: list[LinkageRule] = []
    sections: Annotated[list[Section], Field(min_length=1)]
