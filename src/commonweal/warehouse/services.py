"""Acts on public data: read and import a publisher's file, undo an import, add an invented release.

An import is one transaction. Its files are written before the rows that name them, so that a
crash leaves at most a file nobody names.
"""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.kernel import events, files, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.methods.canonical import canonical_bytes
from commonweal.kernel.models import StoredFile
from commonweal.kernel.scopes import scope_of
from commonweal.warehouse import place_services
from commonweal.warehouse.errors import AlreadyImported, AlreadyUndone, WorkbookRefused
from commonweal.warehouse.methods.faults import WorkbookFault
from commonweal.warehouse.methods.layouts import INVENTED
from commonweal.warehouse.methods.observations import NATION_FIPS, PlaceKind, PlaceReading, WorkbookReading
from commonweal.warehouse.methods.places import searchable
from commonweal.warehouse.models import Place, Release

if TYPE_CHECKING:
    from commonweal.warehouse.engine import TableReading

Progress = Callable[[int, str], None]
METHOD_VERSION = 2
"""Raised when the same file would be read differently; the version stands beside every value."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is said of a release besides its values."""

    source: str
    title: str
    publisher: str
    citation: str
    licence: str
    is_invented: bool = False


def quiet(_percent: int, _message: str) -> None:
    """Progress nobody watches."""


def import_file(
    *,
    file: Path | StoredFile,
    by: User | None,
    now: datetime,
    scope: str = "",
    progress: Progress = quiet,
) -> Release:
    """Read a publisher's file into the warehouse. For the job process and the command line.

    ``scope`` is an opaque reference to the community it is for. ``progress`` is told percents and words.

    Raises:
        WorkbookRefused: if the file is none we can read; the sentence says what is wrong with it.
        AlreadyImported: if the very same file was imported and not undone.
    """
    content = _content_of(file)
    sha256 = hashlib.sha256(content).hexdigest()
    refuse_imported(sha256, scope)
    progress(10, _("Opening the file"))
    reading = read(content)
    progress(50, _("Keeping %(n)s values") % {"n": reading.table.num_rows})
    return _keep(reading, publication_of(reading), file_name=file.name, sha256=sha256, by=by, now=now, scope=scope)


def read(content: bytes) -> "TableReading":
    """Recognise a publisher's file and read it. For the job process.

    Raises:
        WorkbookRefused: if the file is none we can read.
    """
    from commonweal.warehouse import readers  # noqa: PLC0415 -- slow import: pyarrow, python_calamine

    try:
        return readers.read(content)
    except WorkbookFault as fault:
        raise WorkbookRefused(fault) from fault


def refuse_imported(sha256: str, scope: str) -> None:
    """Refuse a file whose import for the same scope stands; nobody learns of another's imports.

    Raises:
        AlreadyImported: if it does.
    """
    if Release.objects.live().filter(file_sha256=sha256, imported_for=scope).exists():
        raise AlreadyImported


def publication_of(reading: "TableReading") -> Publication:
    """What is said of a reading's release besides its values."""
    layout = reading.layout
    words = {"year": reading.data_year, "release": reading.release_year, "state": reading.state}
    return Publication(
        source=layout.source,
        title=layout.title.format(**words),
        publisher=layout.publisher,
        citation=layout.citation.format(**words),
        licence=layout.licence,
    )


def add_invented_release(
    *, reading: WorkbookReading, title: str, by: User | None, now: datetime, scope: str = ""
) -> Release:
    """Keep a release whose values are invented, for the worked example. Adding it again returns the first.

    Its places are marked as invented, and so is everything that is made of it.
    """
    publication = Publication(
        source="invented",
        title=title,
        publisher="Commonweal",
        citation="Invented figures of the worked example. They describe no real place.",
        licence="Apache-2.0",
        is_invented=True,
    )
    sha256 = hashlib.sha256(canonical_bytes(_invented_identity(reading))).hexdigest()
    if known := Release.objects.live().filter(file_sha256=sha256, imported_for=scope).first():
        return known
    from commonweal.warehouse import readers  # noqa: PLC0415 -- slow import: pyarrow

    table = readers.of_observations(reading, INVENTED)
    return _keep(table, publication, file_name="", sha256=sha256, by=by, now=now, scope=scope)


@transaction.atomic
def undo_import(*, release: Release, by: User | None, now: datetime) -> Release:
    """Take the values of an import out of use. Its history, its file and what was printed of it stay.

    Raises:
        AlreadyUndone: if it was undone before.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.undone_at:
        raise AlreadyUndone
    release.undone_at = now
    release.save(update_fields=["undone_at"])
    events.record("release.undone", release.node, by=by, at=now)
    return release


def _content_of(file: Path | StoredFile) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else files.read(file)


def _keep(
    reading: "TableReading",
    publication: Publication,
    *,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    scope: str,
) -> Release:
    from commonweal.warehouse import store  # noqa: PLC0415 -- slow import: pyarrow

    release = Release(
        uid=uuid4(),
        source=publication.source,
        title=publication.title,
        publisher=publication.publisher,
        citation=publication.citation,
        licence=publication.licence,
        is_invented=publication.is_invented,
        release_year=reading.release_year,
        file_name=file_name[:200],
        file_sha256=sha256,
        retrieved_at=now,
        method_version=METHOD_VERSION,
        parquet_address=store.write_table(reading.table),
        n_rows=reading.table.num_rows,
        reading=summary_of(reading),
        imported_by=by,
        imported_at=now,
        imported_for=scope,
    )
    store.write_manifest(release.uid, _manifest(release, reading))
    with transaction.atomic():
        release.node = nodes.create(
            "release",
            scope=scope_of(release),
            title={"en": publication.title},
            visibility=Visibility.PROGRAM,
        )
        release.save()
        release.places.set(_keep_places(reading.places, is_invented=publication.is_invented))
        events.record("release.imported", release.node, by=by, at=now, after=release.reading)
    return release


def _keep_places(readings: Sequence[PlaceReading], *, is_invented: bool) -> list[Place]:
    """The places of a reading by FIPS code; one that is not known yet is added, none is renamed.

    A place of the list has its name from there, whichever file brings it first; others are called as in their file.
    """
    codes = [reading.fips for reading in readings]
    wanted = {*codes, *(f"{fips[:2]}000" for fips in codes)}
    known = Place.objects.in_bulk(wanted, field_name="fips")
    if not is_invented and place_services.has_listed(wanted - known.keys() - {NATION_FIPS}):
        place_services.load_places()
        known = Place.objects.in_bulk(wanted, field_name="fips")
    for reading in sorted(readings, key=lambda reading: reading.kind is PlaceKind.COUNTY):
        if reading.fips not in known:
            known[reading.fips] = _new_place(reading, known, is_invented=is_invented)
    return [known[fips] for fips in codes]


def _new_place(reading: PlaceReading, known: dict[str, Place], *, is_invented: bool) -> Place:
    state = known.get(f"{reading.fips[:2]}000") if reading.kind is PlaceKind.COUNTY else None
    if reading.kind is PlaceKind.COUNTY and state is None:
        code = f"{reading.fips[:2]}000"
        known[code] = state = _new_place(
            PlaceReading(code, code, code, PlaceKind.STATE, ""), known, is_invented=is_invented
        )
    return Place.objects.create(
        fips=reading.fips,
        kind=str(reading.kind),
        name=reading.name,
        full_name=reading.full_name,
        state=state,
        is_invented=is_invented,
        search_text=searchable(reading.full_name, state.full_name if state else ""),
    )


def summary_of(reading: "TableReading") -> dict[str, object]:
    """What was read, in numbers: places, measures, values by status, columns left out by reason, faults."""
    table = reading.table
    statuses = table.group_by("status").aggregate([("status", "count")]).to_pylist()
    return {
        "version": 1,
        "state": reading.state,
        "n_counties": sum(place.kind is PlaceKind.COUNTY for place in reading.places),
        "n_measures": len(table.column("measure").unique()),
        "statuses": {row["status"]: row["status_count"] for row in statuses},
        "left_out": dict(Counter(column.reason for column in reading.left_out)),
        "n_faults": len(reading.faults),
    }


def _manifest(release: Release, reading: "TableReading") -> Mapping[str, object]:
    return {
        "schema": "commonweal/release/1",
        "source": release.source,
        "table": "observations",
        "title": release.title,
        "vintage": release.release_year,
        "retrieved_at": release.retrieved_at.isoformat(),
        "publisher": release.publisher,
        "licence": release.licence,
        "citation": release.citation,
        "is_invented": release.is_invented,
        "method_version": release.method_version,
        "file": {"name": release.file_name, "sha256": release.file_sha256},
        "parquet": {"sha256": release.parquet_address, "rows": release.n_rows},
        "left_out": [dataclasses.asdict(column) for column in reading.left_out],
        "faults": [dataclasses.asdict(cell) for cell in reading.faults],
    }


def _invented_identity(reading: WorkbookReading) -> Mapping[str, object]:
    """What makes two invented releases the same: their values, written without floats."""
    return {
        "year": reading.release_year,
        "state": reading.state,
        "values": [
            [o.measure, o.fips, repr(o.value), repr(o.lower), repr(o.upper), o.period.label]
            for o in reading.observations
        ],
    }
