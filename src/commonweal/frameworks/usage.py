"""A registry: packages above tell whether they hold work on an edition, so that it stays frozen."""

from collections.abc import Callable

Uses = Callable[[str, str], bool]
"""Given a framework's id and edition, tell whether anything was written against it."""

_askers: list[Uses] = []


def register(uses: Uses) -> Uses:
    """Add a question to ask before an edition changes; call it once, when the app is ready."""
    _askers.append(uses)
    return uses


def is_in_use(slug: str, edition: str) -> bool:
    """Tell whether any package holds work on an edition."""
    return any(uses(slug, edition) for uses in _askers)
