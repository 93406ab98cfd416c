"""A content document as its page reads it: texts as ``Text``, the rest as it is. Pure: no Django, no files."""

from collections.abc import Mapping
from typing import Any

from commonweal.frameworks.methods.reading import KEYS_BESIDE_TEXT
from commonweal.frameworks.methods.text import FALLBACK, Text


def shown(plain: Any) -> Any:
    """The values of a valid document, with every mapping of words by language as a text.

    >>> shown({"name": {"en": "Health"}, "n": 3})
    {'name': Text({'en': 'Health'}), 'n': 3}
    """
    if isinstance(plain, Mapping):
        words = {key: value for key, value in plain.items() if key not in KEYS_BESIDE_TEXT}
        if FALLBACK in words and all(isinstance(value, str) for value in words.values()):
            return Text(words)
        return {key: shown(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [shown(value) for value in plain]
    return plain


def catalogue_areas(catalogue: Mapping[str, Any]) -> list[tuple[Any, list[Any]]]:
    """The areas of a shown catalogue, each with its measures in their order."""
    return [
        (area, [measure for measure in catalogue["measures"] if measure["area"] == area["id"]])
        for area in catalogue["areas"]
    ]


def described_ranges(scheme: Mapping[str, Any]) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """For each kind of section: the ranges of a shown percent scheme with what each is like, best last."""
    return [
        (kind, [(one, scheme["descriptors"][kind][one["id"]]) for one in scheme["ranges"]])
        for kind in scheme["applies_to"]
        if kind in scheme["descriptors"]
    ]


def described_levels(scheme: Mapping[str, Any]) -> list[tuple[Any, list[tuple[Any, list[Any]]]]]:
    """For each rated kind of question of a shown rubric: its dimensions with the words of every level."""
    kinds = [kind for kind in scheme["question_kinds"] if kind["id"] in scheme["descriptors"]]
    return [
        (
            kind,
            [
                (
                    dimension,
                    [
                        scheme["descriptors"][kind["id"]][dimension["id"]][str(level["value"])]
                        for level in scheme["levels"]
                    ],
                )
                for dimension in scheme["dimensions"].get(kind["id"], ())
            ],
        )
        for kind in kinds
    ]
