"""Comparing what is expected with what was found, number by number."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


class NotAmongOurs(LookupError):
    """The case asks for a method that we do not have."""


BESIDE = frozenset(
    {
        "first_five_published",
        "published",
        "published_moe",
        "mean_api00_raked",
        "mean_api00_unraked",
        "total_enroll_raked",
    }
)
"""Keys that repeat another one as it was printed, rounded, or that follow from data the files do not hold."""


def differences(expected: Any, found: Any, tolerance: Mapping[str, float], where: str = "") -> list[str]:
    """One line for each number, word or position that differs by more than the tolerance."""
    if isinstance(expected, Mapping):
        return _of_mappings(expected, found, tolerance, where)
    if isinstance(expected, list):
        return _of_lists(expected, found, tolerance, where)
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return [] if expected == found else [_line(where, expected, found)]
    if isinstance(found, int | float) and not isinstance(found, bool) and _is_close(expected, found, tolerance):
        return []
    return [_line(where, expected, found)]


def _of_mappings(expected: Mapping[str, Any], found: Any, tolerance: Mapping[str, float], where: str) -> list[str]:
    if not isinstance(found, Mapping):
        return [_line(where, expected, found)]
    lines = []
    for key, value in expected.items():
        if key in found:
            lines += differences(value, found[key], tolerance, f"{where}.{key}" if where else key)
        elif key not in BESIDE:
            lines.append(f"{where}.{key}: we have no answer".lstrip("."))
    return lines


def _of_lists(expected: Sequence[Any], found: Any, tolerance: Mapping[str, float], where: str) -> list[str]:
    if not isinstance(found, list | tuple) or len(found) != len(expected):
        return [_line(where, expected, found)]
    return [
        line
        for i, (one, other) in enumerate(zip(expected, found, strict=True))
        for line in differences(one, other, tolerance, f"{where}[{i}]")
    ]


def _is_close(expected: float, found: float, tolerance: Mapping[str, float]) -> bool:
    return math.isclose(expected, found, rel_tol=tolerance.get("relative", 0.0), abs_tol=tolerance.get("absolute", 0.0))


def _line(where: str, expected: Any, found: Any) -> str:
    return f"{where}: expected {_short(expected)}, found {_short(found)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
