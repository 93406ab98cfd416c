"""Shapes of the three kinds of scheme by which answers are read. Source: content conventions, section 5."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.edition import SectionKind
from commonweal.frameworks.schema.parts import (
    Count,
    Identifier,
    Named,
    Part,
    Percent,
    Provenance,
    Ref,
    Rule,
    Text,
    Words,
)

Limits = Annotated[list[Count], Field(min_length=2, max_length=2)]
Number = Annotated[Decimal, Field(strict=False, ge=0)]


class Dimension(Named):
    asks: Text
    symbol: Words | None = None
    factors: list[Text] = []


class BaseScheme(Part):
    id: Identifier
    schema_name: Literal["commonweal/scheme/1"] = Field(alias="schema")
    edition: Identifier
    title: Text
    summary: Text
    provenance: Provenance
    applies_to: Annotated[list[SectionKind], Field(min_length=1)]
    rules: list[Rule]


class ScoreRange(Part):
    id: Identifier
    low: Percent
    high: Percent
    scores: Annotated[list[Percent], Field(min_length=1)]
    depth: Literal["basic", "overall", "multiple"]


class Band(Part):
    band: Annotated[int, Field(ge=1)]
    min: Count
    max: Count
    descriptor: Text


class KindBands(Part):
    max_points: Count
    bands: Annotated[list[Band], Field(min_length=1)]


class Bands(Part):
    needs_overlay: Identifier
    process: KindBands
    results: KindBands


class ItemDimensions(Part):
    process: Annotated[list[Dimension], Field(min_length=1)]
    results: Annotated[list[Dimension], Field(min_length=1)]


class WorkedExample(Part):
    process_percents: dict[Ref, Percent]
    results_percents: dict[Ref, Percent]
    process_points: Number
    results_points: Number
    total_points: Number
    process_band: Count
    results_band: Count


class NeededOverlay(Part):
    overlay: Identifier
    for_parts: list[Identifier] = Field(alias="for")


class Computation(Part):
    needs_overlay: NeededOverlay
    item_points: Literal["percent_times_points"]
    round_totals: Literal["half_up"]
    band_lookup: Literal["after_rounding"]
    worked_example: WorkedExample


class AgreementWarning(Part):
    id: Identifier
    ranges: Annotated[list[Identifier], Field(min_length=1)]
    kind: Literal["strength", "ofi"]
    weight_share_at_least: Annotated[Decimal, Field(strict=False, ge=0, le=1)]
    message: Text


class ScoreAgreement(Part):
    note: Text
    weights: dict[Identifier, Count]
    min_comments: Count
    warn: list[AgreementWarning]


class ItemPercentScheme(BaseScheme):
    kind: Literal["item_percent"]
    scored_unit: Literal["item"]
    unit: Literal["percent"]
    step: Annotated[int, Field(ge=1, le=100)]
    allowed_scores: Annotated[list[Percent], Field(min_length=1)]
    dimensions: ItemDimensions
    ranges: Annotated[list[ScoreRange], Field(min_length=1)]
    descriptors: dict[Literal["process", "results"], dict[Identifier, dict[Identifier, Text]]]
    bands: Bands
    computation: Computation
    score_agreement: ScoreAgreement


class QuestionKind(Part):
    id: Identifier
    rated: bool
    name: Text
    max_characters: Count
    min_charts: Count = 0
    max_charts: Count


class RubricSection(Part):
    id: Identifier
    kinds: Annotated[list[Identifier], Field(min_length=1)]
    name: Text
    maps_to: Annotated[list[Ref], Field(min_length=1)]


class RubricLevel(Part):
    value: Count
    id: Identifier
    name: Text
    inferred: bool


class QuestionRubricScheme(BaseScheme):
    kind: Literal["question_rubric"]
    scored_unit: Literal["question"]
    question_kinds: Annotated[list[QuestionKind], Field(min_length=1)]
    sections: Annotated[list[RubricSection], Field(min_length=1)]
    dimensions: dict[Identifier, list[Dimension]]
    levels: Annotated[list[RubricLevel], Field(min_length=2)]
    descriptors: dict[Identifier, dict[Identifier, dict[Words, Text]]]


class CommentType(Named):
    symbol: Words
    meaning: Text
    item_kinds: list[SectionKind] = []


class CommentLimits(Part):
    words_per_comment: Limits
    comments_per_area: Limits | None = None
    comments_per_item: Limits | None = None
    comments_in_all: Limits | None = None
    profile_comments_in_all: Limits | None = None
    counted: list[Identifier]


class Lens(Named):
    asks: Text


class UnscoredScheme(BaseScheme):
    kind: Literal["unscored"]
    scored_unit: Literal["none"]
    comment_types: Annotated[list[CommentType], Field(min_length=1)]
    limits: CommentLimits
    lenses: list[Lens] = []
    stages: list[Named] = []
    dimensions: dict[SectionKind, list[Dimension]] = {}
    profile_scheme: Identifier | None = None
    dimensions_from: Identifier | None = None
