"""Loads what ships with this version. Safe to run again: what is there already stays."""

from collections.abc import Iterator
from datetime import datetime

from commonweal.frameworks.services import load_shipped_content
from commonweal.kernel.search import index
from commonweal.measures.catalogue_services import load_catalogue
from commonweal.warehouse.place_services import load_places


def load_shipped(*, now: datetime) -> Iterator[str]:
    """Load shipped content and yield one line for each kind, for the person at the terminal."""
    yield f"Framework: {len(load_shipped_content(now=now))} editions in place."
    yield f"Places: {load_places()} states and counties in place."
    yield f"Measures: {load_catalogue(now=now)} in the catalogue."
    yield f"Search: {sum(index.rebuild(only_empty=True).values())} things can be found."
