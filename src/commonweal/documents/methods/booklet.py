"""A booklet of questions to print: what stands in it, in one language. Pure: no Django, no clock, no files."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commonweal.frameworks.methods.document import Area, EditionDocument, Item, Question, Section, Term
from commonweal.frameworks.methods.terms import Explainer
from commonweal.frameworks.methods.text import Text

BASIC, OVERALL, MULTIPLE = "basic", "overall", "multiple"
"""Depths: one question for each item; each question; each question with its detailed ones."""
WHOLE = "whole"
"""The part that is the whole edition; no ref reads so."""


class Size(StrEnum):
    """How large the letters are: 11 points, or none below 18."""

    ORDINARY = "ordinary"
    LARGE = "large"


class Space(StrEnum):
    """Where to write by hand: nowhere, on some lines, or on the rest of a page of its own for each question."""

    NONE = "none"
    LINES = "lines"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class BookletOrder:
    """What somebody wants printed. ``part`` is the ref of a section or item, or ``WHOLE``."""

    part: str
    depth: str
    language: str
    size: Size
    space: Space
    has_guidance: bool


@dataclass(frozen=True, slots=True)
class BookletQuestion:
    """One question with what was asked for beside it; empty where it was not, or may not leave the site."""

    ref: str
    label: str
    text: str
    prompts: tuple[str, ...] = ()
    guidance: str = ""
    evidence: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    """Codes: ``levels``, ``trends``, ``comparisons``, ``segments``."""


@dataclass(frozen=True, slots=True)
class BookletArea:
    ref: str
    title: str
    questions: tuple[BookletQuestion, ...]


@dataclass(frozen=True, slots=True)
class BookletItem:
    """An item. Read at the basic depth it has no areas, and its headline is what is asked."""

    ref: str
    title: str
    headline: str
    areas: tuple[BookletArea, ...]


@dataclass(frozen=True, slots=True)
class BookletSection:
    ref: str
    title: str
    purpose: str
    items: tuple[BookletItem, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The sections of a booklet in the edition's order, and the glossary's terms that its words use, by name."""

    sections: tuple[BookletSection, ...]
    terms: tuple[tuple[str, str], ...]


def parts_of(document: EditionDocument) -> tuple[str, ...]:
    """Every part that can be printed by itself: the whole, each section and each item."""
    return (WHOLE, *(section.ref for section in document.sections), *(item.ref for item in document.items))


def booklet_of(document: EditionDocument, order: BookletOrder) -> Booklet:
    """What is printed for an order.

    Of an edition whose words stay on the site it holds refs and names of items only, for notes beside the text
    that the reader has from its owner.

    Raises:
        ValueError: if the edition has no such part.
    """
    if order.part not in parts_of(document):
        raise ValueError(f"{order.part!r} is not a section or item of {document.id} {document.edition}.")
    writer = _Writer(document, order)
    sections = tuple(writer.section(section) for section in document.sections if _is_wanted(section, order.part))
    return Booklet(sections, writer.terms())


def _is_wanted(section: Section, part: str) -> bool:
    return part in {WHOLE, section.ref} or any(item.ref == part for item in section.items)


class _Writer:
    """Writes places of an edition in one language and remembers which terms they use."""

    def __init__(self, document: EditionDocument, order: BookletOrder) -> None:
        self._document = document
        self._order = order
        self._explainer = Explainer(document.glossary, order.language)

    def terms(self) -> tuple[tuple[str, str], ...]:
        language = self._order.language
        named = ((term.name.in_language(language), self._plain(term.meaning)) for term in self._explainer.used)
        return tuple(sorted(named, key=lambda pair: pair[0].casefold()))

    def section(self, section: Section) -> BookletSection:
        has_basic = any(depth.id == BASIC for depth in self._document.depths_of(section))
        is_basic = has_basic and self._order.depth == BASIC
        items = (item for item in section.items if self._order.part in {WHOLE, section.ref, item.ref})
        return BookletSection(
            section.ref,
            self._plain(section.title),
            self._words(section.purpose),
            tuple(self._item(item, is_basic=is_basic) for item in items),
        )

    def _item(self, item: Item, *, is_basic: bool) -> BookletItem:
        return BookletItem(
            item.ref,
            item.title.in_language(self._order.language),
            self._words(item.headline),
            () if is_basic else tuple(self._area(area) for area in item.areas),
        )

    def _area(self, area: Area) -> BookletArea:
        return BookletArea(area.ref, self._plain(area.title), tuple(map(self._question, area.questions)))

    def _question(self, question: Question) -> BookletQuestion:
        if not self._document.may_be_redistributed:
            return BookletQuestion(question.ref, "", "")
        prompts = question.prompts if self._order.depth == MULTIPLE else ()
        return BookletQuestion(
            question.ref,
            self._plain(question.label),
            self._words(question.text),
            tuple(map(self._words, prompts)),
            self._words(question.guidance) if self._order.has_guidance else "",
            tuple(self._names(self._document.evidence_for(question))) if self._order.has_guidance else (),
            question.report,
        )

    def _names(self, terms: tuple[Term, ...]) -> Iterator[str]:
        return (term.name.in_language(self._order.language) for term in terms)

    def _words(self, text: Text | None) -> str:
        """As ``_plain``, for texts whose terms are explained at the end."""
        words = self._plain(text)
        if text is not None and words:
            self._explainer.runs(text)
        return words

    def _plain(self, text: Text | None) -> str:
        """The words, in the language of the booklet where they are translated, unless they stay on the site."""
        if text is None or not self._document.may_be_redistributed:
            return ""
        return text.in_language(self._order.language)
