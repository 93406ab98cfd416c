"""Sorting a foreign text into the questions of a Profile, by its headings. Pure.

A heading names a question by its number in any usual spelling, by its title in any of the edition's
languages, or nearly so. Each piece says why it was put where it is; what nothing names stays without a
question, for a person to place.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from commonweal.answers.methods.found import Found, Node
from commonweal.answers.methods.projection import n_words, text_of, tidied

LONGEST_HEADING = 200
"""A longer paragraph is prose, whatever it begins with."""
LONGEST_BARE_HEADING = 120
"""The same for a line that neither a style nor bold letters make a heading."""
ALIKE = 0.6
"""Two titles that share this part of their words are near enough to propose (0 to 1)."""
REF = re.compile(
    r"""\W*(?:(?:question|item|pregunta|ítem|section|sección)\s+)?
    (?P<section>[A-Z])\s*[.\-]?\s*(?P<item>[1-9])(?!\d)
    (?:\s*[.\-]?\s*\(?\s*(?P<area>[a-z])\s*\)?(?![a-z]))?
    (?:\s*[.\-]?\s*\(?\s*(?P<number>[1-9])\s*\)?(?!\d))?
    \s*[.:)\-\u2013\u2014]*\s*(?P<title>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
WITHIN_AREA = re.compile(r"\(?(?P<number>[1-9])[.)]\s*(?P<title>.+)", re.DOTALL)
WITHIN_ITEM = re.compile(r"\(?(?P<area>[a-z])[.)]\s*(?P<title>.+)", re.DOTALL | re.IGNORECASE)


class Confidence(StrEnum):
    """How sure it is that a piece answers its question."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


class Reason(StrEnum):
    """Why a piece is where it is, or why it is nowhere."""

    NUMBER = "number"
    NUMBER_NOT_TITLE = "number_not_title"
    NUMBER_IN_AREA = "number_in_area"
    TITLE = "title"
    SIMILAR_TITLE = "similar_title"
    ONLY_QUESTION = "only_question"
    AREA_ONLY = "area_only"
    ITEM_ONLY = "item_only"
    NO_SUCH_NUMBER = "no_such_number"
    OTHER_HEADING = "other_heading"
    NO_HEADING = "no_heading"


@dataclass(frozen=True, slots=True)
class Place:
    """A question, an area or an item of the edition with its titles in every language; an area may have none."""

    ref: str
    titles: tuple[str, ...]
    item: str
    area: str = ""


@dataclass(frozen=True)
class Outline:
    """What headings can name, and what is passed over wherever it stands alone (the questions' own words)."""

    questions: tuple[Place, ...]
    areas: tuple[Place, ...]
    items: tuple[Place, ...]
    passed_over: frozenset[str] = frozenset()

    def of_area(self, ref: str) -> list[Place]:
        """The questions of an area."""
        return [one for one in self.questions if one.area == ref]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of the text under one heading: ``ref`` is empty where it names no question, ``first`` counts from 1."""

    heading: str
    ref: str
    confidence: Confidence
    reason: Reason
    document: Node
    n_words: int
    first: int


@dataclass(frozen=True, slots=True)
class _Target:
    ref: str
    confidence: Confidence
    reason: Reason
    item: str = ""
    area: str = ""


@dataclass
class _Open:
    heading: str
    target: _Target
    level: int
    first: int
    blocks: list[Node] = field(default_factory=list)


NOWHERE = _Target("", Confidence.NONE, Reason.NO_HEADING)


def pieces_of(found: Sequence[Found], outline: Outline) -> list[Piece]:
    """The pieces of a text in reading order; pieces without words are left out."""
    pieces = [_Open("", NOWHERE, 9, 1)]
    item = area = ""
    for place, block in enumerate(found, start=1):
        here = pieces[-1]
        target = _named(block, outline, item, area)
        if target is None and block.level is not None and block.level <= here.level:
            target = _Target("", Confidence.NONE, Reason.OTHER_HEADING)
        if target is not None:
            item, area = target.item or item, target.area or ("" if target.item else area)
            level = block.level or (here.level if here.level < 9 else 2)
            pieces.append(_Open(" ".join(block.text.split()), target, level, place))
        elif plain(block.text) not in outline.passed_over or not plain(block.text):
            here.blocks.append(_within(block, here.level))
    return [piece for one in pieces if (piece := _closed(one)).n_words]


def plain(text: str) -> str:
    """A text for comparing: lower case, no accents, words and blanks only.

    >>> plain("  Residents, others you SERVE & «Guías» ")
    'residents others you serve guias'
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", bare))


def likeness(title: str, other: str) -> float:
    """Which part of their words two titles share, 0 to 1; short words say nothing."""
    a, b = ({word for word in plain(one).split() if len(word) > 2} for one in (title, other))
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def _named(block: Found, outline: Outline, item: str, area: str) -> _Target | None:
    """What a block names, if it is a heading that names anything."""
    if block.node["type"] not in {"paragraph", "heading"} or not block.text.strip():
        return None
    text = " ".join(block.text.split())
    is_heading = block.level is not None or block.is_bold
    if len(text) > (LONGEST_HEADING if is_heading else LONGEST_BARE_HEADING):
        return None
    by_number = _by_number(text, outline)
    if by_number is not None:
        return by_number if is_heading or _may_stand_bare(by_number, text) else None
    exact = _by_title(text, outline)
    if exact is not None or not is_heading:
        return exact
    return _by_place(text, outline, item, area) or _by_likeness(text, outline)


def _may_stand_bare(target: _Target, text: str) -> bool:
    """A plain line is a heading if its number exists and it does not go on as a sentence does."""
    return target.reason is not Reason.NO_SUCH_NUMBER and not text.endswith((".", ";", ","))


def _by_number(text: str, outline: Outline) -> _Target | None:
    match = REF.fullmatch(text)
    if match is None or match["section"].upper() not in {one.ref[:1] for one in outline.items}:
        return None
    section, title = match["section"].upper(), match["title"]
    item = f"{section}.{match['item']}"
    area = item + (match["area"] or "").lower() if match["area"] else ""
    ref = f"{area or item}({match['number']})" if match["number"] else ""
    question = next((one for one in outline.questions if one.ref == ref), None)
    if question is not None:
        return _numbered(question, title, outline)
    if ref or item not in {one.ref for one in outline.items}:
        return _Target("", Confidence.NONE, Reason.NO_SUCH_NUMBER)
    return _in_area(area, item, title, outline) if area else _Target("", Confidence.NONE, Reason.ITEM_ONLY, item)


def _numbered(question: Place, title: str, outline: Outline) -> _Target:
    """A number counts even under another title, as titles change from year to year; another question's title warns."""
    sure = _Target(question.ref, Confidence.SURE, Reason.NUMBER, question.item, question.area)
    other = _by_title(title, outline)
    if other is not None and other.ref and other.ref != question.ref:
        return replace(sure, confidence=Confidence.LIKELY, reason=Reason.NUMBER_NOT_TITLE)
    return sure


def _in_area(area: str, item: str, title: str, outline: Outline) -> _Target:
    inside = outline.of_area(area)
    if not inside:
        return _Target("", Confidence.NONE, Reason.NO_SUCH_NUMBER)
    best = max(inside, key=lambda one: _best(title, one))
    if _best(title, best) >= ALIKE:
        is_same = _best(title, best) == 1
        confidence = Confidence.SURE if is_same else Confidence.LIKELY
        return _Target(best.ref, confidence, Reason.TITLE if is_same else Reason.SIMILAR_TITLE, item, area)
    if len(inside) == 1:
        return _Target(inside[0].ref, Confidence.LIKELY, Reason.ONLY_QUESTION, item, area)
    return _Target("", Confidence.NONE, Reason.AREA_ONLY, item, area)


def _by_title(text: str, outline: Outline) -> _Target | None:
    wanted = plain(text)
    if not wanted:
        return None
    for one in outline.questions:
        if wanted in {plain(title) for title in one.titles}:
            return _Target(one.ref, Confidence.SURE, Reason.TITLE, one.item, one.area)
    for one in outline.areas:
        if wanted in {plain(title) for title in one.titles}:
            return _in_area(one.ref, one.item, "", outline)
    for one in outline.items:
        if wanted in {plain(title) for title in one.titles}:
            return _Target("", Confidence.NONE, Reason.ITEM_ONLY, one.ref)
    return None


def _by_place(text: str, outline: Outline, item: str, area: str) -> _Target | None:
    """A heading such as ``(3) Residents`` or ``b. Relationships`` under one that named the rest of its number."""
    if area and (match := WITHIN_AREA.fullmatch(text)):
        question = next((one for one in outline.questions if one.ref == f"{area}({match['number']})"), None)
        if question is not None:
            return _Target(question.ref, Confidence.LIKELY, Reason.NUMBER_IN_AREA, question.item, area)
    if item and (match := WITHIN_ITEM.fullmatch(text)) and outline.of_area(lettered := item + match["area"].lower()):
        return _in_area(lettered, item, match["title"], outline)
    return None


def _by_likeness(text: str, outline: Outline) -> _Target | None:
    best = max(outline.questions, key=lambda one: _best(text, one), default=None)
    if best is None or _best(text, best) < ALIKE:
        return None
    return _Target(best.ref, Confidence.LIKELY, Reason.SIMILAR_TITLE, best.item, best.area)


def _best(title: str, place: Place) -> float:
    return max((likeness(title, one) for one in place.titles), default=0.0)


def _within(block: Found, level: int) -> dict[str, Any]:
    """A block as it stands in an answer: a heading below the piece's own is one of the two levels an answer has."""
    if block.level is None or block.node["type"] != "paragraph":
        return block.node
    attrs = {"level": 3 if block.level - level <= 1 else 4}
    return {**block.node, "type": "heading", "attrs": attrs}


def _closed(one: _Open) -> Piece:
    document = tidied({"type": "doc", "content": list(_joined_edges(one.blocks))})
    target = one.target
    return Piece(
        one.heading, target.ref, target.confidence, target.reason, document, n_words(text_of(document)), one.first
    )


def _joined_edges(blocks: Sequence[Node]) -> Iterable[Node]:
    """The blocks without empty paragraphs at both ends."""
    start, end = 0, len(blocks)
    while start < end and _is_empty(blocks[start]):
        start += 1
    while end > start and _is_empty(blocks[end - 1]):
        end -= 1
    return blocks[start:end]


def _is_empty(block: Node) -> bool:
    return block["type"] == "paragraph" and not text_of({"type": "doc", "content": [block]}).strip()
