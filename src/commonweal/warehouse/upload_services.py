"""A file is read and shown before anything of it is imported."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.kernel import events, files, nodes
from commonweal.kernel.models import StoredFile
from commonweal.warehouse import services
from commonweal.warehouse.enums import UploadState
from commonweal.warehouse.errors import AlreadyDecided
from commonweal.warehouse.models import Release, Upload

if TYPE_CHECKING:
    from commonweal.warehouse.engine import TableReading

N_FIRST_ROWS = 8
N_FAULTS = 100
N_LEFT_OUT = 60


@transaction.atomic
def take_file(*, file: StoredFile, scope: str, by: User, now: datetime) -> Upload:
    """Note a file that is to be read for a scope."""
    upload = Upload(file=file, scope=scope, given_by=by, given_at=now)
    upload.node = nodes.create("upload", scope=scope, title={"en": file.name}, owner=by)
    upload.save()
    events.record("upload.given", upload.node, by=by, at=now, after={"name": file.name})
    return upload


def read_upload(*, upload: Upload, fips: Sequence[str]) -> Upload:
    """Read the file and keep what an import would bring; rows at the places ``fips`` come first. Job process only.

    Raises:
        WorkbookRefused: if the file is none we can read.
        AlreadyImported: if the very same file was imported and not undone.
    """
    content = files.read(upload.file)
    services.refuse_imported(hashlib.sha256(content).hexdigest(), upload.scope)
    preview = _preview(services.read(content), fips)
    Upload.objects.filter(pk=upload.pk, state__in=[UploadState.READING, UploadState.READ]).update(
        preview=preview, state=UploadState.READ
    )
    upload.refresh_from_db()
    return upload


@transaction.atomic
def import_upload(*, upload: Upload, by: User, now: datetime, progress: services.Progress = services.quiet) -> Release:
    """Import the file of an upload that a person confirmed. Job process only.

    Raises:
        AlreadyDecided: if it was imported or discarded before.
        WorkbookRefused, AlreadyImported: as ``services.import_file``.
    """
    upload = _undecided(upload)
    release = services.import_file(file=upload.file, by=by, now=now, scope=upload.scope, progress=progress)
    upload.state, upload.release = UploadState.IMPORTED, release
    upload.save(update_fields=["state", "release"])
    events.record("upload.confirmed", upload.node, by=by, at=now, after={"release": str(release.uid)})
    return release


@transaction.atomic
def discard_upload(*, upload: Upload, by: User, now: datetime) -> None:
    """Decide that nothing of a file is imported.

    Raises:
        AlreadyDecided: if it was imported or discarded before.
    """
    upload = _undecided(upload)
    upload.state = UploadState.DISCARDED
    upload.save(update_fields=["state"])
    events.record("upload.discarded", upload.node, by=by, at=now)


def _undecided(upload: Upload) -> Upload:
    fresh = Upload.objects.select_for_update().get(pk=upload.pk)
    if fresh.state != UploadState.READ:
        raise AlreadyDecided
    return fresh


def _preview(reading: "TableReading", fips: Sequence[str]) -> dict[str, object]:
    publication = services.publication_of(reading)
    rows = sorted(reading.table.to_pylist(), key=lambda row: (row["fips"] not in fips, row["row"]))[:N_FIRST_ROWS]
    names = {place.fips: place.full_name for place in reading.places}
    return {
        **services.summary_of(reading),
        "what": reading.layout.what,
        "source": publication.source,
        "title": publication.title,
        "publisher": publication.publisher,
        "licence": publication.licence,
        "citation": publication.citation,
        "release_year": reading.release_year,
        "n_rows": reading.table.num_rows,
        "measures": sorted(reading.table.column("measure").unique().to_pylist()),
        "has_our_place": bool(set(names) & set(fips)),
        "first_rows": [{**_shown(row), "place": names[row["fips"]]} for row in rows],
        "faults": [
            {"sheet": fault.sheet, "row": fault.row, "column": fault.column, "text": fault.text}
            for fault in reading.faults[:N_FAULTS]
        ],
        "not_read": [column.column or column.measure for column in reading.left_out[:N_LEFT_OUT]],
    }


def _shown(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in ("measure", "value", "unit", "status", "period", "row", "column", "sheet")}
