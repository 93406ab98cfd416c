"""How a text of an application copy stands to the living one. Pure."""

from enum import StrEnum


class Stand(StrEnum):
    """What differs between a text of a copy and the living one."""

    SAME = "same"
    OFFERED = "offered"
    """Only the copy changed, and nobody decided about that text yet."""
    KEPT_APART = "kept_apart"
    """Only the copy changed, and somebody decided that the living text stays."""
    BEHIND = "behind"
    """Only the living text changed since it was copied."""
    BOTH = "both"
    """Both changed, each in its way, and nobody decided about the copy's text yet."""
    BOTH_APART = "both_apart"
    """Both changed, and somebody decided that the living text stays."""


def stand_of(copied: str, living: str, base: str, *, is_declined: bool) -> Stand:
    """How the texts stand by their addresses. ``is_declined``: somebody decided against this text of the copy.

    >>> [stand_of(*texts, is_declined=False).value for texts in (("a", "a", "b"), ("c", "a", "a"), ("a", "c", "a"))]
    ['same', 'offered', 'behind']
    """
    if copied == living:
        return Stand.SAME
    if copied == base:
        return Stand.BEHIND
    if living == base:
        return Stand.KEPT_APART if is_declined else Stand.OFFERED
    return Stand.BOTH_APART if is_declined else Stand.BOTH


OFFERED = frozenset({Stand.OFFERED, Stand.BOTH})
"""Where a person is asked to decide."""
