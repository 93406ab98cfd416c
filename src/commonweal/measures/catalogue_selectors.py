"""Reads of which catalogue the measures follow, and what another would change. For operators."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, QuerySet

from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.models import ContentDocument
from commonweal.kernel.methods.canonical import canonical_bytes, content_address
from commonweal.measures.methods.catalogue import (
    FACTS,
    CatalogueChanges,
    CatalogueMeasure,
    KnownMeasure,
    Text,
    changes_by,
    left_out,
)
from commonweal.measures.models import CatalogueUse, Measure, PublishedValue
from commonweal.measures.shipped import measures_of, shipped_document, shipped_left_out, shipped_measures


@dataclass(frozen=True, slots=True)
class Preview:
    """What following a catalogue would change. ``n_values`` counts published values by the key of a measure."""

    changes: CatalogueChanges
    before: Mapping[str, KnownMeasure]
    n_values: Mapping[str, int]
    left_out: tuple[Text, ...]
    n_measures: int


def uses() -> QuerySet[CatalogueUse]:
    """Every use of a catalogue, newest first; document and person are loaded."""
    return CatalogueUse.objects.select_related("document__node", "by").order_by("-used_at", "-pk")


def use_in_force() -> CatalogueUse | None:
    """The use that counts; None where the measures follow what ships. One query."""
    return uses().filter(taken_back_at=None).first()


def use_before(use: CatalogueUse) -> CatalogueUse | None:
    """The use that counts again when this one is taken back; None for what ships. One query."""
    return uses().filter(taken_back_at=None).exclude(pk=use.pk).first()


def catalogues() -> QuerySet[ContentDocument]:
    """The catalogues that can be used, by name."""
    return frameworks.content_in_force().filter(kind=ContentKind.CATALOGUE)


def followed() -> ContentDocument | None:
    """The document that the measures follow; None where they follow what ships and no row holds just that."""
    use = use_in_force()
    return use.document if use else catalogues().filter(sha256=_shipped_address()).first()


@lru_cache(maxsize=1)
def _shipped_address() -> str:
    return content_address(canonical_bytes(shipped_document("catalogue.yaml")))


def measures_by(use: CatalogueUse | None) -> tuple[CatalogueMeasure, ...]:
    """The measures that a use says there are. At most one query."""
    return measures_of(frameworks.plain_content(use.document)) if use else shipped_measures()


def preview_of(plain: Mapping[str, Any] | None) -> Preview:
    """What a catalogue would change; None is the one that ships. Two queries."""
    known = {measure.key: _known(measure) for measure in Measure.objects.order_by("position")}
    wanted = measures_of(plain) if plain else shipped_measures()
    changes = changes_by(known.values(), wanted)
    values = PublishedValue.objects.filter(measure__key__in=[measure.key for measure in changes.retired])
    counted = values.values_list("measure__key").annotate(n=Count("pk")).order_by()
    return Preview(changes, known, dict(counted), left_out(plain) if plain else shipped_left_out(), len(wanted))


def _known(measure: Measure) -> KnownMeasure:
    facts = {fact: getattr(measure, fact) for fact in FACTS}
    return KnownMeasure(measure.key, measure.name, facts, measure.retired_at is not None)
