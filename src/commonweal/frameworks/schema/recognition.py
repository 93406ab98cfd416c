"""Shape of a ladder of levels by year. Source: content conventions, section 6."""

from typing import Annotated, Literal

from pydantic import Field

from commonweal.frameworks.schema.parts import (
    Count,
    EditionKey,
    Identifier,
    MonthDay,
    Named,
    Part,
    Provenance,
    Ref,
    Rule,
    Text,
)

Span = Annotated[list[Count], Field(min_length=2, max_length=2)]


class Step(Named):
    who: Identifier
    detail: Text


class Answers(Part):
    """The union is what a community answers at a level."""

    sections: list[Ref] = []
    items: list[Ref] = []
    questions: list[Ref] = []


class Deadlines(Part):
    """Days of the year; or, where one may apply at any time, days after the application."""

    rolling: Literal[True] | None = None
    request_opens: MonthDay | None = None
    request: MonthDay | None = None
    application: MonthDay | None = None
    feedback: MonthDay | None = None
    conversation_by: MonthDay | None = None
    feedback_within_days: Count | None = None
    conversation_within_days: Count | None = None


class TeamSize(Part):
    min: Count
    max: Count


class Level(Part):
    id: Identifier
    number: Annotated[int, Field(ge=0)]
    name: Text
    certificate: Text
    answers: Answers
    page_limit: Count | None
    supporting_pages: Count | None = None
    scheme: Identifier
    looks_for: list[Identifier] = []
    deadlines: Deadlines
    taught_by: Identifier | None = None
    used_in: Identifier | None = None
    prerequisites: list[Identifier]
    recommended: Text | None = None
    door: Text | None = None
    reviewer_hours: Span
    team_size: TeamSize
    consensus_calls: Span
    returns: list[Identifier]


class LadderYear(Part):
    id: Identifier
    year: Annotated[int, Field(ge=1900, le=2999)]
    current: Literal[True] | None = None
    framework: EditionKey
    framework_note: Text | None = None
    levels: Annotated[list[Level], Field(min_length=1)]


class Ladder(Part):
    id: Identifier
    schema_name: Literal["commonweal/recognition/1"] = Field(alias="schema")
    title: Text
    summary: Text
    provenance: Provenance
    page_rules: list[Rule] = []
    whos: Annotated[list[Named], Field(min_length=1)]
    steps: Annotated[list[Step], Field(min_length=1)]
    conflict_rules: list[Rule]
    editions: Annotated[list[LadderYear], Field(min_length=1)]
    return_kinds: Annotated[list[Named], Field(min_length=1)]
