"""Bringing in a content file: given, read by the job process, looked at, taken in."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import selectors, services
from commonweal.frameworks.enums import UploadState
from commonweal.frameworks.errors import EditionInvalid, FileTooLarge, UploadGone
from commonweal.frameworks.methods.changes import changes_between
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.export import may_leave
from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.methods.reading import edition_document
from commonweal.frameworks.models import ContentDocument, ContentUpload, Edition
from commonweal.frameworks.validation import faults_of_sources
from commonweal.frameworks.yaml_source import MAX_BYTES, Source, Unreadable, read
from commonweal.kernel import jobs
from commonweal.kernel.methods.canonical import canonical_bytes
from commonweal.kernel.permissions import require

KEPT_FOR = timedelta(days=7)
"""A file that nobody took in is forgotten after this time."""
MOST_FAULTS = 500
"""Faults of one file that are kept to be shown; more are counted."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How an Excel workbook begins, and a zip file that holds nothing."""
OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook (.xls) or one with a password. Save it as .xlsx without one.",
    b"%PDF": "This is a PDF. Give the YAML file or the Excel workbook it was made from.",
    b"\x89PNG": "This is a picture. Give a YAML file or an Excel workbook.",
    b"\xff\xd8\xff": "This is a picture. Give a YAML file or an Excel workbook.",
    b"\x1f\x8b": "This file is compressed. Unpack it first.",
}
"""How files begin that people give by mistake, whatever they are called, and what to do."""


@transaction.atomic
def give_file(*, content: bytes, name: str, by: User, now: datetime) -> ContentUpload:
    """Take a file and have the job process read it.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        FileTooLarge: if it is larger than a content file may be.
    """
    require("kernel.operate", by, None)
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    upload = ContentUpload.objects.create(by=by, name=name[:200], content=content, given_at=now)
    upload.job = jobs.enqueue("frameworks.read_upload", by=by, at=now, upload_id=upload.pk)
    upload.save(update_fields=["job"])
    return upload


def read_upload(upload: ContentUpload) -> None:
    """Read the file and note its faults, or what it holds. For the job process; safe to run again."""
    if upload.state != UploadState.WAITING:
        return
    try:
        source = source_of(upload.name, bytes(upload.content))
        faults = faults_of_sources([source], beside=selectors.plain_documents())
    except Unreadable as unreadable:
        faults = list(unreadable.faults)
    if faults:
        _note_faults(upload, faults)
    else:
        _note_content(upload, source.value)


@transaction.atomic
def take_in(*, upload: ContentUpload, by: User, now: datetime) -> Edition | ContentDocument:
    """Load what a file without faults holds, and forget the file.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        UploadGone: if it was taken in before, or is not ready.
        EditionAnswered: if work was already written against this edition.
        EditionInvalid: if it names what is no longer as it was when the file was read.
    """
    require("kernel.operate", by, None)
    upload = ContentUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != UploadState.READY:
        raise UploadGone
    plain = json.loads(upload.document)
    if faults := faults_of_sources([Source(upload.name, plain, {})], beside=selectors.plain_documents()):
        raise EditionInvalid(faults)
    is_edition = plain["schema"] == services.EDITION_SCHEMA
    load = services.load_plain_edition if is_edition else services.load_content
    loaded: Edition | ContentDocument = load(plain, by=by, now=now)
    upload.state, upload.document = UploadState.TAKEN, ""
    upload.save(update_fields=["state", "document"])
    return loaded


@transaction.atomic
def forget_upload(*, upload: ContentUpload, by: User) -> None:
    """Throw a file away that was not taken in.

    Raises:
        NotPermitted: if ``by`` does not run the site.
    """
    require("kernel.operate", by, None)
    ContentUpload.objects.filter(pk=upload.pk).delete()


def forget_old_uploads(now: datetime) -> int:
    """Forget files that nobody took in for ``KEPT_FOR``, and what was said of others; return how many."""
    n, _by_model = ContentUpload.objects.filter(given_at__lt=now - KEPT_FOR).delete()
    return n


def source_of(name: str, content: bytes) -> Source:
    """The values of a YAML file or of an authoring sheet, told apart by content, whatever the file is called.

    Raises:
        Unreadable: with what keeps it from being read.
    """
    for beginning, sentence in OTHER_FILES.items():
        if content.startswith(beginning):
            raise Unreadable(Fault(name, 1, sentence))
    if not content.startswith(ZIP):
        return read(name, content)
    from commonweal.frameworks import workbooks  # noqa: PLC0415 -- slow import

    return workbooks.read(name, content)


def _note_faults(upload: ContentUpload, faults: list[Fault]) -> None:
    upload.state, upload.content = UploadState.FAULTY, b""
    shown = [{"where": fault.where, "message": fault.message} for fault in faults[:MOST_FAULTS]]
    upload.findings = {"n_faults": len(faults), "faults": shown}
    upload.save(update_fields=["state", "content", "findings"])


def _note_content(upload: ContentUpload, plain: Mapping[str, Any]) -> None:
    upload.state, upload.content = UploadState.READY, b""
    upload.document = canonical_bytes(plain).decode()
    is_edition = plain["schema"] == services.EDITION_SCHEMA
    upload.findings = _what_edition(plain) if is_edition else _what_content(plain)
    upload.save(update_fields=["state", "content", "document", "findings"])


def _what_edition(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition holds, and how it differs from what is here under the same name, else from the newest."""
    new = edition_document(plain)
    old = _beside(new)
    return {
        "kind": "edition",
        "slug": new.id,
        "edition": new.edition,
        "title": dict(new.title),
        "languages": list(new.languages),
        "is_restricted": not new.may_be_redistributed,
        "n": [
            ("sections", len(new.sections)),
            ("items", len(new.items)),
            ("questions", len(new.questions)),
            ("values", len(new.core_values)),
            ("terms", len(new.glossary)),
            ("rules", len(plain.get("linkage_rules", ()))),
        ],
        "beside": [old.id, old.edition] if old else None,
        "changes": asdict(changes_between(old, new)) if old else None,
    }


def _beside(new: EditionDocument) -> EditionDocument | None:
    """The edition of the same name, else the newest of the same framework, else the current one."""
    rows = list(selectors.editions())
    choices = (
        [row for row in rows if (row.slug, row.edition) == (new.id, new.edition)],
        sorted((row for row in rows if row.slug == new.id), key=lambda row: row.edition, reverse=True),
        [row for row in rows if row.is_current],
    )
    found = next((row for choice in choices for row in choice), None)
    return selectors.edition(found.slug, found.edition) if found else None


def _what_content(plain: Mapping[str, Any]) -> dict[str, Any]:
    kind = services.KIND_OF_SCHEMA[plain["schema"]]
    edition = plain.get("edition", "")
    here = selectors.content_in_force().filter(kind=kind, slug=plain["id"], edition=edition)
    counted = (
        "entries", "items", "ranges", "levels", "rules", "comment_types", "years", "modules", "editions", "steps",
        "sectors", "generations", "groups", "measures", "sources",
    )  # fmt: skip
    return {
        "kind": str(kind.value),
        "slug": plain["id"],
        "edition": edition,
        "title": plain.get("title") or {"en": plain["id"]},
        "is_restricted": not may_leave(plain),
        "n": [(name, len(plain[name])) for name in counted if plain.get(name)],
        "is_here": here.exists(),
    }
