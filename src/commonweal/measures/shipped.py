"""The content files that ship with this package."""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from commonweal.measures.methods.catalogue import CatalogueMeasure, Document, Text, joined, left_out

SOURCES = ("county-health-rankings", "census-population-estimates", "census-saipe", "bls-laus")
"""Publishers' tables, each with a document of what it measures, in the order in which new measures are listed."""


def shipped_document(name: str) -> dict[str, Any]:
    """One file as plain values. The tests of this package read every one."""
    content = (resources.files("commonweal.measures") / "content" / name).read_bytes()
    document: dict[str, Any] = yaml.load(content, Loader=yaml.CSafeLoader)
    return document


@lru_cache(maxsize=1)
def shipped_measures() -> tuple[CatalogueMeasure, ...]:
    """The measures of the catalogue that ships, with those of the sources."""
    return measures_of(shipped_document("catalogue.yaml"))


def measures_of(catalogue: Document) -> tuple[CatalogueMeasure, ...]:
    """The measures of a catalogue, with those of the sources that ship."""
    return joined(catalogue, *_sources())


@lru_cache(maxsize=1)
def shipped_left_out() -> tuple[Text, ...]:
    """The names of the measures of the shipped catalogue that pages of a place cannot show."""
    return left_out(shipped_document("catalogue.yaml"))


@lru_cache(maxsize=1)
def _sources() -> tuple[Document, ...]:
    return tuple(shipped_document(f"{name}.yaml") for name in SOURCES)
