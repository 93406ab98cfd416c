"""Loads what ships with this version. Safe to run again: what is there already stays."""

from collections.abc import Iterator
from datetime import datetime

from commonweal.frameworks.services import load_shipped_content


def load_shipped(*, now: datetime) -> Iterator[str]:
    """Load shipped content and yield one line for each kind, for the person at the terminal."""
    editions = load_shipped_content(now=now)
    yield f"Framework: {len(editions)} edition(s) in place."
