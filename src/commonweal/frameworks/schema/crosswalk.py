"""Shape of a crosswalk between two editions, and of an overlay of points. Source: content conventions, 2 and 4."""

from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.edition import PointsTotal
from commonweal.frameworks.schema.parts import Count, EditionKey, Identifier, Part, Provenance, Ref, Rule, Text

EntryKind = Literal["same", "reworded", "split", "merged", "moved", "dropped", "new"]


class Kind(Part):
    id: EntryKind
    meaning: Text


class ItemPair(Part):
    from_ref: Ref = Field(alias="from")
    to: Ref


class Entry(Part):
    kind: EntryKind
    from_refs: list[Ref] = Field(alias="from")
    to: list[Ref]
    note: Text | None = None


class Crosswalk(Part):
    id: Identifier
    schema_name: Literal["commonweal/crosswalk/1"] = Field(alias="schema")
    from_edition: EditionKey = Field(alias="from")
    to: EditionKey
    kinds: Annotated[list[Kind], Field(min_length=1)]
    items: list[ItemPair]
    entries: Annotated[list[Entry], Field(min_length=1)]


class AppliesTo(Part):
    framework: EditionKey
    scheme: Identifier


class Overlay(Part):
    id: Identifier
    schema_name: Literal["commonweal/overlay/1"] = Field(alias="schema")
    edition: Identifier
    kind: Literal["points"]
    applies_to: AppliesTo
    applied_by_default: Literal[False]
    title: Text
    summary: Text
    provenance: Provenance
    points_total: PointsTotal
    items: Annotated[dict[Ref, Count], Field(min_length=1)]
    adds: list[Identifier]
    rules: list[Rule]
