"""What a check yields, and checks that several kinds of file share."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Plain = Mapping[str, Any]
Place = tuple[str | int, ...]
Problem = tuple[Place, str]
"""Where, as keys and positions from the top of the file, and what is wrong there."""


def repeated_ids(entries: Iterable[Plain], place: Place, key: str = "id") -> Iterator[Problem]:
    """An id names one entry of its list."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry[key] in seen:
            yield (*place, index, key), f'"{entry[key]}" is used twice in this list.'
        seen.add(entry[key])


def unknown(names: Iterable[str], known: Iterable[str], place: Place, what: str) -> Iterator[Problem]:
    """Each name of a list must be among those known."""
    known_names = frozenset(known)
    for index, name in enumerate(names):
        if name not in known_names:
            yield (*place, index), f'"{name}" is not {what}.'
