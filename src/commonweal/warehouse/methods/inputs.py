"""What a statistic may be computed from, checked in one place and refused in one way."""

import math
from collections.abc import Iterable, Sequence


class NotComputable(ValueError):
    """The input bears no answer. The message is one plain sentence that says what is wrong with it."""


def finite(name: str, value: float) -> float:
    """The value, if it is a number. ``name`` is what a person calls it: "the estimate"."""
    if not math.isfinite(value):
        raise NotComputable(f"{name.capitalize()} is not a number.")
    return float(value)


def not_negative(name: str, value: float) -> float:
    """The value, if it is a number of 0 or more."""
    if finite(name, value) < 0:
        raise NotComputable(f"{name.capitalize()} is below zero.")
    return float(value)


def positive(name: str, value: float) -> float:
    """The value, if it is a number above 0."""
    if finite(name, value) <= 0:
        raise NotComputable(f"{name.capitalize()} is not above zero.")
    return float(value)


def series(name: str, values: Iterable[float], *, at_least: int = 1) -> tuple[float, ...]:
    """The values as finite floats, at least so many of them."""
    found = tuple(finite(name, value) for value in values)
    if len(found) < at_least:
        raise NotComputable(f"{name.capitalize()}: {len(found)} given, at least {at_least} needed.")
    return found


def not_negative_series(name: str, values: Iterable[float], *, at_least: int = 1) -> tuple[float, ...]:
    """The values as finite floats of 0 or more."""
    found = series(name, values, at_least=at_least)
    if min(found) < 0:
        raise NotComputable(f"{name.capitalize()}: one is below zero.")
    return found


def positive_series(name: str, values: Iterable[float], *, at_least: int = 1) -> tuple[float, ...]:
    """The values as finite floats above 0: denominators, populations, weights."""
    found = series(name, values, at_least=at_least)
    if min(found) <= 0:
        raise NotComputable(f"{name.capitalize()}: one is not above zero.")
    return found


def same_length(names: str, *sequences: Sequence[object]) -> int:
    """The common length of sequences that belong together point by point."""
    lengths = {len(sequence) for sequence in sequences}
    if len(lengths) != 1:
        raise NotComputable(f"{names.capitalize()} differ in length: {', '.join(map(str, sorted(lengths)))}.")
    return lengths.pop()


def probability(name: str, value: float) -> float:
    """The value, if it lies strictly between 0 and 1."""
    if not 0 < finite(name, value) < 1:
        raise NotComputable(f"{name.capitalize()} does not lie between 0 and 1.")
    return float(value)
