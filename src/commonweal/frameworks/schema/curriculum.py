"""Shape of a curriculum: what a cohort learns, session by session. Source: content conventions, section 7."""

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

Month = Annotated[int, Field(ge=1, le=12)]
Minutes = Annotated[int, Field(ge=1, le=1440)]


class Role(Named):
    duty: Text


class Module(Named):
    product: Text


class AgendaStep(Named):
    minutes: Minutes


class AgendaPattern(Part):
    id: Identifier
    minutes: Minutes
    steps: Annotated[list[AgendaStep], Field(min_length=1)]


class Reader(Named):
    working_days_before: Count


class Assignments(Part):
    kinds: Annotated[list[Named], Field(min_length=1)]
    readers: Annotated[list[Reader], Field(min_length=1)]
    used_in: Text


class Material(Named):
    feeds: list[Ref]


class Work(Part):
    """What is handed in: a step of the Profile, or an assignment."""

    id: Identifier
    kind: Identifier
    module: Identifier
    text: Text
    fills: list[Ref]
    used_in: Identifier | None = None
    due: MonthDay | None = None
    read_by: Identifier | None = None
    checkpoint: Identifier | None = None
    variants: dict[Identifier, Text] = {}


class Session(Part):
    id: Identifier
    number: Annotated[int, Field(ge=1)]
    month: Month
    week: Annotated[int, Field(ge=1, le=5)]
    minutes: Minutes
    title: Text
    aim: Text
    pre_work: Text | None = None
    agenda: dict[Identifier, Identifier | Text]
    assignment: Work | None = None


class EventTime(Part):
    month: Month
    after_session: Identifier | None = None
    before_session: Identifier | None = None


class Event(Part):
    id: Identifier
    type: Literal["kickoff"]
    when: EventTime
    title: Text
    aim: Text


class Checkpoint(Part):
    id: Identifier
    before_session: Identifier
    reader: Identifier
    title: Text
    reads: list[Identifier]
    asks: list[Text] = []
    returns: Text


class MentorMeeting(Part):
    month: Month | None
    prompts: Annotated[list[Text], Field(min_length=1)]


class ExpertReview(Part):
    id: Identifier
    after_session: Identifier
    title: Text
    reviews: list[Identifier]
    refs: list[Ref]
    looks_for: list[Text]
    returns: Text


class Year(Part):
    year: Annotated[int, Field(ge=1)]
    id: Identifier
    name: Text
    objectives: list[Rule]
    outputs: list[Rule]
    events: list[Event] = []
    sessions: Annotated[list[Session], Field(min_length=1)]
    checkpoints: list[Checkpoint]
    mentor_meetings: list[MentorMeeting]
    expert_reviews: list[ExpertReview]


class Curriculum(EditionKey):
    schema_name: Literal["commonweal/curriculum/1"] = Field(alias="schema")
    title: Text
    summary: Text
    provenance: Provenance
    framework: EditionKey
    roles: list[Role]
    modules: Annotated[list[Module], Field(min_length=1)]
    readiness_levels: list[Named]
    agenda_patterns: Annotated[list[AgendaPattern], Field(min_length=1)]
    assignments: Assignments
    existing_material: list[Material] = []
    years: Annotated[list[Year], Field(min_length=1)]
