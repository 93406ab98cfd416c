"""From the plain values of a validated edition to its frozen document. Pure: no Django, no files."""

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.frameworks.methods.document import (
    About,
    Area,
    Asks,
    Depth,
    EditionDocument,
    Item,
    Question,
    Section,
    SectionKind,
    Term,
)
from commonweal.frameworks.methods.text import Text

Plain = Mapping[str, Any]
"""A mapping as YAML or JSON gives it."""

KEYS_BESIDE_TEXT = frozenset({"redistribute", "owner", "license"})
"""What a provenance holds beside its words in each language."""


def edition_document(plain: Plain) -> EditionDocument:
    """Read a validated edition of either layout.

    Raises:
        KeyError, ValueError: if ``plain`` was never validated.
    """
    return EditionDocument(
        id=plain["id"],
        edition=plain["edition"],
        title=Text(plain["title"]),
        languages=tuple(plain["languages"]),
        sections=tuple(_section(section) for section in plain["sections"]),
        subtitle=_text(plain.get("subtitle")),
        stance=_text(plain.get("stance")),
        notice=_text(plain.get("notice")),
        may_be_redistributed=plain["provenance"].get("redistribute", True),
        core_values=_terms(plain.get("core_values")),
        outcome_areas=_terms(plain.get("outcome_areas")),
        evidence_kinds=_terms(plain.get("evidence_kinds")),
        yield_kinds=_terms(plain.get("yield_kinds")),
        glossary=_terms(plain.get("glossary")),
        depths=tuple(_depth(depth) for depth in plain.get("depths", ())),
        provenance=_provenance(plain["provenance"]),
        owner=plain["provenance"].get("owner") or "",
        licence=plain["provenance"].get("license") or "",
        superseded_by=_key(plain.get("superseded_by")),
    )


def _depth(plain: Plain) -> Depth:
    return Depth(plain["id"], Text(plain["name"]), tuple(SectionKind(kind) for kind in plain.get("not_for", ())))


def _provenance(plain: Plain) -> Text:
    return Text({language: words for language, words in plain.items() if language not in KEYS_BESIDE_TEXT})


def _key(plain: Plain | None) -> tuple[str, str] | None:
    return (plain["id"], plain["edition"]) if plain else None


def _section(plain: Plain) -> Section:
    return Section(
        ref=plain["ref"],
        kind=SectionKind(plain["kind"]),
        title=Text(plain["title"]),
        purpose=_text(plain.get("purpose")),
        items=tuple(_item(item, plain["ref"]) for item in plain["items"]),
    )


def _item(plain: Plain, section_ref: str) -> Item:
    areas = plain.get("areas") or [{"ref": plain["ref"], "questions": plain["questions"]}]
    return Item(
        ref=plain["ref"],
        title=Text(plain["title"]),
        headline=Text(plain["headline"]),
        points=plain.get("points"),
        areas=tuple(_area(area, plain["ref"], section_ref) for area in areas),
    )


def _area(plain: Plain, item_ref: str, section_ref: str) -> Area:
    return Area(
        ref=plain["ref"],
        title=_text(plain.get("title")),
        questions=tuple(_question(question, item_ref, section_ref) for question in plain["questions"]),
    )


def _question(plain: Plain, item_ref: str, section_ref: str) -> Question:
    return Question(
        ref=plain["ref"],
        label=Text(plain["label"]),
        text=Text(plain["text"]),
        section_ref=section_ref,
        item_ref=item_ref,
        about=About(plain["about"]) if "about" in plain else None,
        asks=Asks(plain["asks"]) if "asks" in plain else None,
        prompts=tuple(Text(prompt) for prompt in plain.get("prompts", ())),
        guidance=_text(plain.get("guidance")),
        evidence=tuple(plain.get("evidence", ())),
        yields=tuple(plain.get("yields", ())),
        report=tuple(plain.get("report", ())),
        relates_to=tuple(plain.get("relates_to", ())),
        is_inferred=plain.get("inferred", False),
    )


def _text(plain: Plain | None) -> Text | None:
    return Text(plain) if plain else None


def _terms(plain: Sequence[Plain] | None) -> tuple[Term, ...]:
    return tuple(Term(term["id"], Text(term["name"]), _text(term.get("meaning"))) for term in plain or ())
