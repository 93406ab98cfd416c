"""Places in a framework: their refs, as people read them, and the slugs of their addresses.

=============  ==========  ==============
a place         ref         slug
=============  ==========  ==============
section         ``P``       ``p``
item            ``1.1``     ``1-1``
area            ``P.1a``    ``p-1a``
question        ``P.1a(3)`` ``p-1a-3``
flat question   ``1.1(2)``  ``1-1-2``
=============  ==========  ==============

Pure functions: no Django, no clock, no files. Source: content conventions, "ref".
"""

import re
from functools import lru_cache

KEPT_SLUGS = 4096
"""Refs whose slug a process keeps; an edition has some 150, and a page asks for each many times."""

_SECTION = r"(?P<section>[A-Z]|[1-9][0-9]?)"
_REST = r"(?P<item>[1-9][0-9]?)(?P<area>[a-z])?"
_NUMBER = r"(?P<number>[1-9][0-9]?)"

REF_PATTERN = re.compile(rf"{_SECTION}(?:\.{_REST}(?:\({_NUMBER}\))?)?")
"""A whole ref; use it with ``fullmatch``."""

_SLUG_PATTERN = re.compile(rf"{_SECTION}(?:-{_REST}(?:-{_NUMBER})?)?".replace("[A-Z]", "[a-z]"))


def is_ref(text: str) -> bool:
    """Tell whether a text has the form of a ref; whether the place exists is another matter."""
    return REF_PATTERN.fullmatch(text) is not None


@lru_cache(maxsize=KEPT_SLUGS)
def slug_of(ref: str) -> str:
    """The part of an address that stands for a ref; ``ref_of`` is its inverse.

    >>> slug_of("P.1a(3)")
    'p-1a-3'

    Raises:
        ValueError: if ``ref`` is not a ref.
    """
    parts = _parts(REF_PATTERN, ref)
    return "-".join(part for part in parts if part).lower()


def ref_of(slug: str) -> str:
    """The ref that a slug stands for.

    >>> ref_of("p-1a-3")
    'P.1a(3)'

    Raises:
        ValueError: if ``slug`` is not the slug of a ref.
    """
    section, place, number = _parts(_SLUG_PATTERN, slug)
    return section.upper() + (f".{place}" if place else "") + (f"({number})" if number else "")


def _parts(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a place in a framework.")
    found = match.groupdict(default="")
    return found["section"], found["item"] + found["area"], found["number"]
