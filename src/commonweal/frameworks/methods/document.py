"""A framework edition as frozen values: sections, items, areas, questions, vocabularies.

Both layouts become the same shape: an item of a flat edition has one area without a title.
Made by ``methods/reading.py`` from a validated document. Pure: no Django, no clock, no files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from commonweal.frameworks.methods.refs import slug_of
from commonweal.frameworks.methods.text import Text


class SectionKind(StrEnum):
    """What a section is for; schemes and rules apply by kind."""

    PROFILE = "profile"
    PROCESS = "process"
    RESULTS = "results"


class About(StrEnum):
    """Whom a question is about; the two are kept apart on screen."""

    COMMUNITY = "community"
    GROUP = "group"
    BOTH = "both"


class Asks(StrEnum):
    """What a question asks for: context, a method, or figures."""

    WHAT = "what"
    HOW = "how"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the edition's own vocabularies: a value, an area of outcome, a kind of evidence."""

    id: str
    name: Text
    meaning: Text | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. A flat edition gives ``ref``, ``label`` and ``text`` only."""

    ref: str
    label: Text
    text: Text
    section_ref: str
    item_ref: str
    about: About | None = None
    asks: Asks | None = None
    prompts: tuple[Text, ...] = ()
    guidance: Text | None = None
    evidence: tuple[str, ...] = ()
    """Ids of the edition's ``evidence_kinds``."""
    yields: tuple[str, ...] = ()
    """Ids of the edition's ``yield_kinds``: the key factors an answer here may hold."""
    report: tuple[str, ...] = ()
    relates_to: tuple[str, ...] = ()
    """Refs as written, in one direction; ``EditionDocument.neighbours`` reads both."""
    is_inferred: bool = False
    """Written by analogy where the public description is silent."""

    @property
    def slug(self) -> str:
        return slug_of(self.ref)

    @property
    def item_slug(self) -> str:
        return slug_of(self.item_ref)


@dataclass(frozen=True, slots=True)
class Around:
    """A question with what belongs to it, as a page of its item shows it."""

    question: Question
    evidence: tuple[Term, ...]
    yields: tuple[Term, ...]
    neighbours: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A lettered block of an item; in a flat edition the item's only one, without title."""

    ref: str
    title: Text | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What is reviewed as one. ``points`` is null where the edition has none."""

    ref: str
    title: Text
    headline: Text
    points: int | None
    areas: tuple[Area, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for area in self.areas for question in area.questions)

    @property
    def slug(self) -> str:
        return slug_of(self.ref)


@dataclass(frozen=True, slots=True)
class Section:
    """The Profile or a category."""

    ref: str
    kind: SectionKind
    title: Text
    purpose: Text | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep to read: ``basic``, ``overall`` or ``multiple``, and the kinds of section that lack it."""

    id: str
    name: Text
    not_for: tuple[SectionKind, ...] = ()


@dataclass(frozen=True)
class EditionDocument:
    """An edition, read once and kept in memory; look places up by ref."""

    id: str
    edition: str
    title: Text
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    subtitle: Text | None = None
    stance: Text | None = None
    notice: Text | None = None
    may_be_redistributed: bool = True
    """False: only refs, numbers and item names may leave this installation."""
    core_values: tuple[Term, ...] = ()
    outcome_areas: tuple[Term, ...] = ()
    evidence_kinds: tuple[Term, ...] = ()
    yield_kinds: tuple[Term, ...] = ()
    glossary: tuple[Term, ...] = ()
    depths: tuple[Depth, ...] = ()
    """Empty in a flat edition: there is one question for each topic and nothing beside it."""
    provenance: Text | None = None
    owner: str = ""
    licence: str = ""
    superseded_by: tuple[str, str] | None = None
    """Framework id and edition of what came after."""

    def depths_of(self, section: Section) -> tuple[Depth, ...]:
        """The depths at which a section can be read, the shortest first."""
        return tuple(depth for depth in self.depths if section.kind not in depth.not_for)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the edition's order."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the edition's order."""
        return tuple(question for item in self.items for question in item.questions)

    def section(self, ref: str) -> Section:
        """The section with this ref. Raises KeyError if there is none."""
        return self._sections[ref]

    def item(self, ref: str) -> Item:
        """The item with this ref. Raises KeyError if there is none."""
        return self._items[ref]

    def question(self, ref: str) -> Question:
        """The question with this ref. Raises KeyError if there is none."""
        return self._questions[ref]

    def questions_of(self, ref: str) -> tuple[Question, ...]:
        """The questions of a section, item or area. Raises KeyError if there is no such place."""
        return self._questions_below[ref]

    def neighbours(self, ref: str) -> tuple[Question, ...]:
        """The questions whose answers agree with this one's, whichever of the two names the other.

        In the edition's order. Raises KeyError if there is no such question.
        """
        related = self._related[ref]
        return tuple(question for question in self.questions if question.ref in related)

    def around(self, question: Question) -> Around:
        """A question with its evidence, the key factors it may hold and its neighbours."""
        return Around(question, self.evidence_for(question), self.yields_of(question), self.neighbours(question.ref))

    def evidence_for(self, question: Question) -> tuple[Term, ...]:
        """What may support an answer to this question, as terms with names."""
        return tuple(self._evidence_kinds[kind] for kind in question.evidence)

    def yields_of(self, question: Question) -> tuple[Term, ...]:
        """The kinds of key factor an answer to this question may hold, as terms with names."""
        return tuple(self._yield_kinds[kind] for kind in question.yields)

    @cached_property
    def _evidence_kinds(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.evidence_kinds}

    @cached_property
    def _yield_kinds(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.yield_kinds}

    @cached_property
    def _sections(self) -> Mapping[str, Section]:
        return {section.ref: section for section in self.sections}

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.ref: item for item in self.items}

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {question.ref: question for question in self.questions}

    @cached_property
    def _questions_below(self) -> Mapping[str, tuple[Question, ...]]:
        below = {section.ref: tuple(q for item in section.items for q in item.questions) for section in self.sections}
        below |= {area.ref: area.questions for item in self.items for area in item.areas}
        return below | {item.ref: item.questions for item in self.items}

    @cached_property
    def _related(self) -> Mapping[str, frozenset[str]]:
        both_ways: dict[str, set[str]] = {question.ref: set(question.relates_to) for question in self.questions}
        for question in self.questions:
            for ref in question.relates_to:
                both_ways[ref].add(question.ref)
        return {ref: frozenset(others - {ref}) for ref, others in both_ways.items()}
