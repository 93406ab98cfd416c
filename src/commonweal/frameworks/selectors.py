"""Reading editions. A document is read from its row once per process and hash, then kept."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.errors import UnknownEdition
from commonweal.frameworks.methods.crosswalk import Crosswalk, crosswalk_of
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.reading import edition_document
from commonweal.frameworks.models import ContentDocument, ContentUpload, Edition
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import StoredFile
from commonweal.kernel.prepared import prepared
from commonweal.kernel.selectors import jobs_visible_to

KEPT_DOCUMENTS = 16
"""Editions a process keeps in memory; one of 106 questions takes about 0.6 MB."""


def editions() -> QuerySet[Edition]:
    """Every edition with its node, without its document: the current one first, then by name, newest first."""
    rows = Edition.objects.select_related("node").defer("document")
    return rows.order_by("-is_current", "slug", "-edition")


def editions_here() -> list[Edition]:
    """The same, read at once. One query."""
    return _editions()


def current_edition() -> EditionDocument:
    """The edition that new work uses. One query for its hash; the document itself is kept.

    Raises:
        UnknownEdition: if no edition was loaded yet.
    """
    return _kept(_current_hash())


def edition(slug: str, edition: str) -> EditionDocument:
    """One edition by framework id and edition. One query for its hash; the document itself is kept.

    Raises:
        UnknownEdition: if it is not loaded.
    """
    return _kept(_hash_of(slug, edition))


def edition_before(current: Edition) -> Edition | None:
    """The edition that was in use before the current one; None where the current one was the first. Two queries."""
    made = current.node.events.filter(verb="edition.made_current").order_by("-pk").first()
    uid = (made.before or {}).get("edition") if made else None
    return editions().filter(uid=uid).first() if uid else None


def content_in_force() -> QuerySet[ContentDocument]:
    """Schemes, overlays and crosswalks with their nodes, without their documents, by kind and name."""
    rows = ContentDocument.objects.filter(superseded_at=None).select_related("node").defer("document")
    return rows.order_by("kind", "slug", "-edition")


def content_here() -> list[ContentDocument]:
    """The same, read at once. One query."""
    return _content_in_force()


def content(kind: str, slug: str, edition: str = "") -> tuple[ContentDocument, dict[str, Any]] | None:
    """A document in force with its plain values. One query for its row; the values are kept. Treat them as frozen."""
    row = next(iter(_content(kind, slug, edition)), None)
    return (row, _plain_content(row.sha256)) if row else None


@prepared
def _content(kind: str, slug: str, edition: str) -> QuerySet[ContentDocument]:
    return content_in_force().filter(kind=kind, slug=slug, edition=edition)


def plain_content(row: ContentDocument) -> dict[str, Any]:
    """The plain values of a document, in force or not; they are kept. Treat them as frozen."""
    return _plain_content(row.sha256)


def crosswalks() -> tuple[Crosswalk, ...]:
    """Every crosswalk in force. One query for the hashes; each document is kept."""
    return tuple(_crosswalk(sha256) for sha256 in _hashes_of(ContentKind.CROSSWALK))


def crosswalk(slug: str) -> Crosswalk | None:
    """The crosswalk in force with this id. One query for its hash; the document is kept."""
    found = _hashes_named(ContentKind.CROSSWALK, slug)
    return _crosswalk(found[0]) if found else None


def plain_edition(slug: str, edition: str) -> dict[str, Any]:
    """An edition as plain values, with the keys that no page looks at.

    Raises:
        UnknownEdition: if it is not loaded.
    """
    content = Edition.objects.filter(slug=slug, edition=edition).values_list("document", flat=True).first()
    if content is None:
        raise UnknownEdition
    plain: dict[str, Any] = json.loads(content)
    return plain


def plain_documents() -> Iterator[dict[str, Any]]:
    """Every edition and all that is in force around them, as plain values: what a new file may name. Two queries."""
    for content in Edition.objects.values_list("document", flat=True):
        yield json.loads(content)
    for content in ContentDocument.objects.filter(superseded_at=None).values_list("document", flat=True):
        yield json.loads(content)


def uploads() -> QuerySet[ContentUpload]:
    """Files on their way in, without what is in them, newest first. For operators."""
    rows = ContentUpload.objects.select_related("by").defer("content", "document", "findings")
    return rows.order_by("-given_at", "-pk")


def uploads_in_full() -> QuerySet[ContentUpload]:
    """As ``uploads``, with what was found in them and their jobs."""
    return ContentUpload.objects.select_related("by", "job").defer("content")


def sheet_of_job(uid: UUID, person: User) -> StoredFile | None:
    """The workbook that a job wrote for the person, if it is theirs and done."""
    job = jobs_visible_to(person).filter(uid=uid, name="frameworks.write_sheet", state=JobState.DONE).first()
    return StoredFile.objects.filter(uid=job.result["file"]).first() if job and job.result else None


@prepared
def _editions() -> QuerySet[Edition]:
    return editions()


@prepared
def _content_in_force() -> QuerySet[ContentDocument]:
    return content_in_force()


@prepared
def _hashes_of(kind: str) -> QuerySet[ContentDocument, str]:
    return content_in_force().filter(kind=kind).values_list("sha256", flat=True)


@prepared
def _hashes_named(kind: str, slug: str) -> QuerySet[ContentDocument, str]:
    return content_in_force().filter(kind=kind, slug=slug).values_list("sha256", flat=True)[:1]


@prepared
def _current_hash() -> QuerySet[Edition, str]:
    return Edition.objects.filter(is_current=True).values_list("sha256", flat=True)


@prepared
def _hash_of(slug: str, edition: str) -> QuerySet[Edition, str]:
    return Edition.objects.filter(slug=slug, edition=edition).values_list("sha256", flat=True)


def _kept(hashes: Sequence[str]) -> EditionDocument:
    for sha256 in hashes:
        return _document(sha256)
    raise UnknownEdition


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _document(sha256: str) -> EditionDocument:
    content = Edition.objects.filter(sha256=sha256).values_list("document", flat=True).first()
    if content is None:
        raise UnknownEdition
    return edition_document(json.loads(content))


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _plain_content(sha256: str) -> dict[str, Any]:
    document = ContentDocument.objects.filter(sha256=sha256).values_list("document", flat=True).first()
    if document is None:
        raise UnknownEdition
    plain: dict[str, Any] = json.loads(document)
    return plain


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _crosswalk(sha256: str) -> Crosswalk:
    document = ContentDocument.objects.filter(sha256=sha256).values_list("document", flat=True).first()
    if document is None:
        raise UnknownEdition
    return crosswalk_of(json.loads(document))
