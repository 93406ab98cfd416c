"""Reading editions. A document is read from its row once per process and hash, then kept."""

import json
from functools import lru_cache

from django.db.models import QuerySet

from commonweal.frameworks.errors import UnknownEdition
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.reading import edition_document
from commonweal.frameworks.models import Edition

KEPT_DOCUMENTS = 16
"""Editions a process keeps in memory; one of 106 questions takes about 0.6 MB."""


def editions() -> QuerySet[Edition]:
    """Every edition with its node, without its document: the current one first, then by name, newest first."""
    rows = Edition.objects.select_related("node").defer("document")
    return rows.order_by("-is_current", "slug", "-edition")


def current_edition() -> EditionDocument:
    """The edition that new work uses. One query for its hash; the document itself is kept.

    Raises:
        UnknownEdition: if no edition was loaded yet.
    """
    return _kept(is_current=True)


def edition(slug: str, edition: str) -> EditionDocument:
    """One edition by framework id and edition. One query for its hash; the document itself is kept.

    Raises:
        UnknownEdition: if it is not loaded.
    """
    return _kept(slug=slug, edition=edition)


def _kept(**conditions: object) -> EditionDocument:
    sha256 = Edition.objects.filter(**conditions).values_list("sha256", flat=True).first()
    if sha256 is None:
        raise UnknownEdition
    return _document(sha256)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _document(sha256: str) -> EditionDocument:
    content = Edition.objects.filter(sha256=sha256).values_list("document", flat=True).first()
    if content is None:
        raise UnknownEdition
    return edition_document(json.loads(content))
