"""The shape of a content file, told as faults with a line and a sentence a person can act on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.schema.catalogue import Catalogue
from commonweal.frameworks.schema.crosswalk import Crosswalk, Overlay
from commonweal.frameworks.schema.curriculum import Curriculum
from commonweal.frameworks.schema.edition import FlatEdition, NestedEdition
from commonweal.frameworks.schema.parts import Part
from commonweal.frameworks.schema.recognition import Ladder
from commonweal.frameworks.schema.scheme import ItemPercentScheme, QuestionRubricScheme, UnscoredScheme
from commonweal.frameworks.schema.vocabulary import Vocabulary
from commonweal.frameworks.yaml_source import Place, Source

SCHEMAS: Mapping[str, tuple[str, Mapping[str, type[Part]]]] = {
    "commonweal/framework/1": ("layout", {"": NestedEdition, "nested": NestedEdition, "flat": FlatEdition}),
    "commonweal/crosswalk/1": ("kind", {"": Crosswalk}),
    "commonweal/overlay/1": ("kind", {"points": Overlay}),
    "commonweal/scheme/1": (
        "kind",
        {"item_percent": ItemPercentScheme, "question_rubric": QuestionRubricScheme, "unscored": UnscoredScheme},
    ),
    "commonweal/curriculum/1": ("kind", {"": Curriculum}),
    "commonweal/recognition/1": ("kind", {"": Ladder}),
    "commonweal/coverage/1": ("kind", {"": Vocabulary}),
    "commonweal/measures/1": ("kind", {"": Catalogue}),
}
"""By schema: the key that tells variants apart, and the shape of each ("" where the key is absent)."""

COMPLAINTS: Mapping[str, str] = {
    "missing": "is missing",
    "number_for_text": "is a number, but text is needed: write '{given}' in quotes",
    "string_type": "is not text",
    "string_too_short": "is empty",
    "string_pattern_mismatch": "is not written as it should be: '{given}'",
    "too_short": "needs more entries: {actual_length} of at least {min_length}",
    "too_long": "has too many entries: {actual_length} of at most {max_length}",
    "literal_error": "is '{given}'; it can be {expected}",
    "list_type": "is not a list",
    "dict_type": "is not a mapping of names to values",
    "model_type": "is not a mapping of names to values",
    "int_type": "is not a whole number",
    "decimal_type": "is not a number",
    "bool_type": "is not true or false",
    "language_missing": "{msg}",
    "ref_form": "{msg}",
}
"""What pydantic found, by its type of error, as the end of a sentence that begins with the name."""

LANGUAGES_OF_OTHER_FILES = ("en", "es")
"""Languages that every text has, except in an edition that declares its own."""


def shape_faults(source: Source) -> list[Fault]:
    """Everything that is missing, of the wrong type or out of range; empty if the shape is good."""
    plain = source.value
    if not isinstance(plain, Mapping):
        return [source.fault((), "The file is not a mapping of names to values.")]
    if _text(plain.get("schema")) not in SCHEMAS:
        return [source.fault(("schema",), f'"schema" is missing or unknown; it can be {", ".join(SCHEMAS)}.')]
    model = model_of(plain)
    if model is None:
        name, models = SCHEMAS[plain["schema"]]
        known = ", ".join(filter(None, models))
        return [source.fault((name,), f'"{name}" is missing or unknown; it can be {known}.')]
    try:
        model.model_validate(dict(plain), context={"languages": languages_of(plain)})
    except ValidationError as error:
        return sorted(_fault(source, detail) for detail in error.errors(include_url=False))
    return []


def model_of(plain: Mapping[str, Any]) -> type[Part] | None:
    """The shape that a document says it has, by its schema and variant; None if there is none."""
    if _text(plain.get("schema")) not in SCHEMAS:
        return None
    name, models = SCHEMAS[plain["schema"]]
    return models.get(_text(plain.get(name, "")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else "not text"


def languages_of(plain: Mapping[str, Any]) -> list[str] | tuple[str, ...]:
    declared = plain.get("languages")
    if isinstance(declared, list):
        return [language for language in declared if isinstance(language, str)]
    return LANGUAGES_OF_OTHER_FILES


def _fault(source: Source, detail: Mapping[str, Any]) -> Fault:
    place: Place = tuple(part for part in detail["loc"] if part != "[key]")
    name = f'"{place[-1]}"' if place and isinstance(place[-1], str) else "An entry of this list"
    return source.fault(place, f"{_where(source.value, place)}{name} {_complaint(detail)}.")


def _where(value: Any, place: Place) -> str:
    """The nearest ref or id around a place, so that a fault names the question it is in."""
    nearest = ""
    for step in place:
        if isinstance(value, Mapping):
            label = value.get("ref", value.get("id"))
            nearest = f"{label}: " if isinstance(label, str) else nearest
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return nearest


def _complaint(detail: Mapping[str, Any]) -> str:
    given, kind = detail.get("input"), detail["type"]
    if kind == "string_type" and isinstance(given, int | Decimal):
        kind = "number_for_text"
    words = {"given": str(given)[:60], "msg": detail["msg"], **detail.get("ctx", {})}
    return COMPLAINTS.get(kind, "cannot stay so: {msg}").format_map(words)
