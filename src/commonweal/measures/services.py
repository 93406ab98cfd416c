"""Acts on measures: choose a place, import a publisher's file, copy its values."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.communities import selectors as communities_read
from commonweal.communities import services as communities
from commonweal.communities.models import Community, CommunityPlace
from commonweal.kernel import files, jobs
from commonweal.kernel.errors import NotPermitted
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.measures.enums import ValueStatus
from commonweal.measures.errors import FileTooLarge
from commonweal.measures.methods.invented import reading_of
from commonweal.measures.models import Measure, PublishedValue
from commonweal.measures.shipped import shipped_document
from commonweal.warehouse import selectors as public_data
from commonweal.warehouse import services as warehouse
from commonweal.warehouse import upload_services as uploads
from commonweal.warehouse.enums import PlaceKind, UploadState
from commonweal.warehouse.errors import AlreadyDecided
from commonweal.warehouse.models import Place, Release, Upload

MAX_UPLOAD_BYTES = 30 * 1024 * 1024
INVENTED = "invented"
CONFIDENCE_PERCENT = 95
"""Of margins in releases that were read before this was noted with each value."""
SIX_PLACES = Decimal("0.000001")


@transaction.atomic
def choose_place(*, community: Community, place: Place, by: User, now: datetime, is_home: bool = False) -> Job:
    """Let the community look at a place, and have its figures copied. Returns the job that copies.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    communities.choose_place(community=community, place=place, by=by, now=now, is_home=is_home)
    return request_copy(community, place, by, now)


def request_copy(community: Community, place: Place, by: User, now: datetime) -> Job:
    """Have the figures of a place copied that the community looks at. Also called for a county that joined it."""
    return jobs.enqueue("measures.copy_values", by=by, at=now, community_id=community.pk, place_id=place.pk)


def leave_place(*, community: Community, place: Place, by: User, now: datetime) -> None:
    """Stop looking at a place. Its figures stay kept, for answers may show them.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
    """
    communities.leave_place(community=community, place=place, by=by, now=now)


@transaction.atomic
def request_reading(*, community: Community, content: bytes, name: str, by: User, now: datetime) -> Job:
    """Take a publisher's file and have the job process read it; nothing is imported yet.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        FileTooLarge: if it is larger than a publisher's table of counties ever is.
    """
    require("communities.lead", by, community)
    if len(content) > MAX_UPLOAD_BYTES:
        raise FileTooLarge
    stored = files.put(content, media_type="application/octet-stream", name=name, by=by)
    upload = uploads.take_file(file=stored, scope=scope_of(community), by=by, now=now)
    return jobs.enqueue("measures.read_upload", by=by, at=now, community_id=community.pk, upload_id=upload.pk)


def read_upload(*, community: Community, upload: Upload) -> Upload:
    """Read a file that was given, with the community's places first in what is shown. Job process only.

    Raises:
        WorkbookRefused, AlreadyImported: as ``warehouse.upload_services.read_upload``.
    """
    fips = community.community_places.values_list("place__fips", flat=True)
    return uploads.read_upload(upload=upload, fips=list(fips))


@transaction.atomic
def request_import(*, community: Community, upload: Upload, by: User, now: datetime) -> Job:
    """Have the file of an upload imported; asking twice starts it once.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community, or the file was given for another.
        AlreadyDecided: if it was imported or discarded before.
    """
    _require_ours(community, upload, by)
    if upload.state != UploadState.READ:
        raise AlreadyDecided
    return jobs.enqueue(
        "measures.import_upload", by=by, at=now, key=str(upload.uid), community_id=community.pk, upload_id=upload.pk,
        by_id=by.pk,
    )  # fmt: skip


def import_upload(
    *, upload: Upload, by: User, now: datetime, progress: warehouse.Progress = warehouse.quiet
) -> Release:
    """Import a confirmed file and copy its values for the places communities look at. Job process only.

    Raises:
        AlreadyDecided, WorkbookRefused, AlreadyImported: as ``warehouse.upload_services.import_upload``.
    """
    with transaction.atomic():
        release = uploads.import_upload(upload=upload, by=by, now=now, progress=progress)
        copy_to_chosen(release)
    progress(100, _("%(title)s was read.") % {"title": release.title})
    return release


def discard_upload(*, community: Community, upload: Upload, by: User, now: datetime) -> None:
    """Decide that nothing of a file is imported.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community, or the file was given for another.
        AlreadyDecided: if it was imported or discarded before.
    """
    _require_ours(community, upload, by)
    uploads.discard_upload(upload=upload, by=by, now=now)


def _require_ours(community: Community, upload: Upload, by: User) -> None:
    require("communities.lead", by, community)
    if upload.scope != scope_of(community):
        raise NotPermitted


def import_file(
    *,
    file: Path | StoredFile,
    by: User | None,
    now: datetime,
    community: Community | None = None,
    progress: warehouse.Progress = warehouse.quiet,
) -> Release:
    """Import a publisher's file and copy its values for the places communities look at.

    For the job process and the command line. Without a community the import is for the whole
    installation.

    Raises:
        WorkbookRefused, AlreadyImported: as ``warehouse.services.import_file``.
    """
    with transaction.atomic():
        release = warehouse.import_file(
            file=file, by=by, now=now, scope=scope_of(community) if community else "", progress=progress
        )
        copy_to_chosen(release)
    progress(100, _("%(title)s was read.") % {"title": release.title})
    return release


def copy_to_chosen(release: Release) -> None:
    """Copy a release's values for every place that some community looks at, and for the former counties of its land."""
    chosen = Place.objects.filter(pk__in=CommunityPlace.objects.values("place_id"))
    told_of = chosen.filter(Q(releases=release) | Q(predecessors__releases=release)).distinct()
    for place in told_of.select_related("state"):
        copy_release(release=release, place=place)


def add_example_release(*, community: Community, by: User, now: datetime) -> Place:
    """Give the worked example its invented figures and choose its invented county as home.

    Its state and nation are invented too, and everything made of them says so. Safe to run again.
    For the job process and the command line.
    """
    document = shipped_document("prairie-bend.yaml")
    with transaction.atomic():
        release = warehouse.add_invented_release(
            reading=reading_of(document), title=document["title"], by=by, now=now, scope=scope_of(community)
        )
        place = release.places.select_related("state").get(kind=PlaceKind.COUNTY)
        if communities_read.home_place(community) != place:
            communities.choose_place(community=community, place=place, by=by, now=now, is_home=True)
        copy_release(release=release, place=place)
    return place


def undo_import(*, community: Community, release: Release, by: User, now: datetime) -> Release:
    """Take an import the community made out of use.

    Raises:
        NotPermitted: if ``by`` is not a lead, or the import was made for others too.
        AlreadyUndone: if it was undone before.
    """
    require("communities.lead", by, community)
    if release.imported_for != scope_of(community):
        raise NotPermitted
    return warehouse.undo_import(release=release, by=by, now=now)


@transaction.atomic
def copy_values(*, place: Place) -> int:
    """Copy the place's values from every release in use, as ``copy_release``. Job process only."""
    told_of = Q(places=place) | Q(places__successors=place)
    return sum(
        copy_release(release=release, place=place) for release in Release.objects.live().filter(told_of).distinct()
    )


def copy_release(*, release: Release, place: Place) -> int:
    """Copy one release's values at the place, its state and the nation; values that were copied stay.

    Those of the former counties of its land are copied with it: earlier releases know only them.
    """
    wanted = [place, *place.predecessors.all()] + ([place.state] if place.state else [])
    beside = {known.fips: known for known in wanted}
    beside.update({nation.fips: nation for nation in release.places.filter(kind=PlaceKind.NATION)})
    measures = {key: measure for measure in Measure.objects.all() if (key := _key_in(release.source, measure))}
    values = [
        _published(row, release, measures[row["measure"]], beside[row["fips"]])
        for row in public_data.observations_at(release, list(beside))
        if row["measure"] in measures
    ]
    PublishedValue.objects.bulk_create(values, ignore_conflicts=True)
    return len(values)


def _key_in(source: str, measure: Measure) -> str | None:
    """The measure's key in a source; invented releases use our own keys."""
    return measure.key if source == INVENTED else measure.source_keys.get(source)


def _published(row: Mapping[str, Any], release: Release, measure: Measure, place: Place) -> PublishedValue:
    status = row["status"] if row["status"] in ValueStatus.values else ValueStatus.MISSING
    has_interval = row["lower"] is not None and row["upper"] is not None
    return PublishedValue(
        measure=measure,
        place=place,
        release=release,
        estimate=row["estimate"],
        period=row["period"][:40],
        first_year=row["start_year"],
        last_year=row["end_year"],
        status=status,
        value=_decimal(row["value"]),
        lower=_decimal(row["lower"]),
        upper=_decimal(row["upper"]),
        confidence_percent=(row.get("confidence_percent") or CONFIDENCE_PERCENT) if has_interval else None,
        provenance={"version": 1, **{name: row[name] for name in ("source", "sheet", "column", "row")}},
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value)).quantize(SIX_PLACES)
