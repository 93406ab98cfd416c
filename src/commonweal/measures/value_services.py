"""Acts on a community's own values: enter one, take one back, read a sheet of them, enter or discard it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from commonweal.accounts.models import User
from commonweal.communities.models import Community
from commonweal.kernel import events, files, jobs, nodes
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.measures import value_selectors
from commonweal.measures.enums import SheetState
from commonweal.measures.errors import AlreadyEntered, AlreadyTakenBack, FileTooLarge, SheetDecided, SheetRefused
from commonweal.measures.methods.local_values import COLUMNS, Entry, entries_in
from commonweal.measures.models import LocalValue, Measure, ValueSheet
from commonweal.warehouse.models import Place

MAX_SHEET_BYTES = 5 * 1024 * 1024
N_SHOWN = 200
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transaction.atomic
def enter_value(
    *, community: Community, entry: Entry, by: User, now: datetime, sheet: ValueSheet | None = None
) -> LocalValue:
    """Enter a community's own value; who enters it owns it.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        AlreadyEntered: if there is a value for that measure, place, period and group.
    """
    require("communities.write_answers", by, community)
    measure, place = Measure.objects.offered().get(key=entry.measure), Place.objects.get(fips=entry.fips)
    return _enter(community, entry, measure, place, by=by, now=now, sheet=sheet)


@transaction.atomic
def take_value_back(*, value: LocalValue, by: User, now: datetime) -> None:
    """Take a value out of use; its history stays. For leads, and for who entered it.

    Raises:
        NotPermitted: if ``by`` is neither.
        AlreadyTakenBack: if it was taken back before.
    """
    value = LocalValue.objects.select_for_update().select_related("community", "node").get(pk=value.pk)
    if value.entered_by_id != by.pk:
        require("communities.lead", by, value.community)
    require("communities.write_answers", by, value.community)
    if value.undone_at:
        raise AlreadyTakenBack
    value.undone_at = now
    value.save(update_fields=["undone_at"])
    events.record("local_value.taken_back", value.node, by=by, at=now)


@transaction.atomic
def request_sheet_reading(*, community: Community, content: bytes, name: str, by: User, now: datetime) -> Job:
    """Take a filled sheet and have the job process read it; nothing is entered yet.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        FileTooLarge: if it is larger than a sheet of values ever is.
    """
    require("communities.write_answers", by, community)
    if len(content) > MAX_SHEET_BYTES:
        raise FileTooLarge
    stored = files.put(content, media_type="application/octet-stream", name=name, by=by)
    sheet = ValueSheet(community=community, file=stored, given_by=by, given_at=now)
    sheet.node = nodes.create("value-sheet", scope=scope_of(community), title={"en": name[:200]}, owner=by)
    sheet.save()
    events.record("value_sheet.given", sheet.node, by=by, at=now, after={"name": name[:200]})
    return jobs.enqueue("measures.read_value_sheet", by=by, at=now, sheet_id=sheet.pk)


def read_sheet(*, sheet: ValueSheet) -> None:
    """Read a sheet and keep its rows and faults to be looked at. Job process only.

    Raises:
        WorkbookRefused: if the file can not be opened.
        SheetRefused: if no row says which column is which.
    """
    from commonweal.warehouse import cell_files  # noqa: PLC0415 -- slow import: python_calamine

    known = value_selectors.known_in(sheet.community)
    readings = (entries_in(rows, known) for rows in cell_files.tables_in(files.read(sheet.file)))
    reading = next((reading for reading in readings if reading is not None), None)
    if reading is None:
        raise SheetRefused
    found, faults = reading
    preview = {
        "version": 1,
        "rows": [{"row": number, **_as_text(entry)} for number, entry in found],
        "faults": [asdict(fault) for fault in faults[:N_SHOWN]],
        "n_faults": len(faults),
    }
    ValueSheet.objects.filter(pk=sheet.pk, state__in=[SheetState.READING, SheetState.READ]).update(
        preview=preview, state=SheetState.READ
    )


@transaction.atomic
def request_sheet_entry(*, sheet: ValueSheet, by: User, now: datetime) -> Job:
    """Have the rows of a sheet entered; asking twice does it once.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        SheetDecided: if it was entered or discarded before.
    """
    sheet = _undecided(sheet, by)
    return jobs.enqueue("measures.enter_value_sheet", by=by, at=now, key=str(sheet.uid), sheet_id=sheet.pk, by_id=by.pk)


@transaction.atomic
def enter_sheet(*, sheet: ValueSheet, by: User, now: datetime) -> tuple[int, int]:
    """Enter the rows of a sheet that was looked at, all or none: a thousand take seconds, so in the job process.

    Returns how many were entered and how many were there already, which are kept.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
        SheetDecided: if it was entered or discarded before.
    """
    sheet = _undecided(sheet, by)
    rows = sheet.preview["rows"]
    measures = Measure.objects.in_bulk([row["measure"] for row in rows], field_name="key")
    places = Place.objects.in_bulk([row["fips"] for row in rows], field_name="fips")
    n_entered = 0
    for row in rows:
        try:
            entry = _from_text(row)
            _enter(sheet.community, entry, measures[entry.measure], places[entry.fips], by=by, now=now, sheet=sheet)
        except AlreadyEntered:
            continue
        n_entered += 1
    _decide(sheet, SheetState.ENTERED, "value_sheet.entered", by=by, now=now, after={"n_entered": n_entered})
    return n_entered, len(rows) - n_entered


@transaction.atomic
def discard_sheet(*, sheet: ValueSheet, by: User, now: datetime) -> None:
    """Decide that nothing of a sheet is entered.

    Raises:
        NotPermitted, SheetDecided: as ``enter_sheet``.
    """
    _decide(_undecided(sheet, by), SheetState.DISCARDED, "value_sheet.discarded", by=by, now=now)


@transaction.atomic
def request_template(*, community: Community, by: User, now: datetime) -> Job:
    """Have a sheet to fill in written, with the measures and places of the community.

    Raises:
        NotPermitted: if ``by`` may not write in the community.
    """
    require("communities.write_answers", by, community)
    return jobs.enqueue("measures.write_value_template", by=by, at=now, community_id=community.pk)


def write_template(*, community: Community, language: str) -> StoredFile:
    """Write the sheet to fill in: a row of names, then a row for each measure at the home place. Job process only."""
    from commonweal.measures import value_template  # noqa: PLC0415 -- slow import: openpyxl

    known = value_selectors.known_in(community)
    measures = [(m.key, m.name.get(language) or m.name["en"]) for m in Measure.objects.offered().order_by("position")]
    content = value_template.template_bytes(COLUMNS, measures, known.home)
    return files.put(content, media_type=SPREADSHEET, name=f"{community.slug}-values.xlsx")


def _enter(
    community: Community, entry: Entry, measure: Measure, place: Place, *,
    by: User, now: datetime, sheet: ValueSheet | None,
) -> LocalValue:  # fmt: skip
    names = ("period", "first_year", "last_year", "value", "numerator", "denominator", "group", "source", "note")
    value = LocalValue(
        community=community, measure=measure, place=place, sheet=sheet, owner=by, entered_by=by, entered_at=now,
        **{name: getattr(entry, name) for name in names},
    )  # fmt: skip
    try:
        with transaction.atomic():
            title = {language: f"{name}, {entry.period}" for language, name in measure.name.items()}
            value.node = nodes.create("local-value", scope=scope_of(community), title=title, owner=by)
            value.save()
    except IntegrityError as error:
        raise AlreadyEntered from error
    after = {"measure": entry.measure, "fips": entry.fips, "period": entry.period, "value": str(entry.value)}
    events.record("local_value.entered", value.node, by=by, at=now, after=after)
    return value


def _undecided(sheet: ValueSheet, by: User) -> ValueSheet:
    fresh = ValueSheet.objects.select_for_update(of=("self",)).select_related("community", "node").get(pk=sheet.pk)
    require("communities.write_answers", by, fresh.community)
    if fresh.state != SheetState.READ:
        raise SheetDecided
    return fresh


def _decide(
    sheet: ValueSheet, state: SheetState, verb: str, *, by: User, now: datetime, after: Mapping[str, int] | None = None
) -> None:
    sheet.state = state
    sheet.save(update_fields=["state"])
    events.record(verb, sheet.node, by=by, at=now, after=after)


def _as_text(entry: Entry) -> dict[str, object]:
    """An entry as JSON: decimals as text, so that they come back as they were."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(entry).items()}


def _from_text(row: Mapping[str, Any]) -> Entry:
    numbers = ("value", "numerator", "denominator")
    decimals = {name: None if row[name] is None else Decimal(row[name]) for name in numbers}
    return Entry(**{name: row[name] for name in row if name != "row"} | decimals)
