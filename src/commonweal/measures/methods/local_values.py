"""A community's own values as they are typed, in a form or in the rows of a sheet: texts in, entries and faults out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from commonweal.warehouse.methods.chr_cells import Cell, plain_name, text_of

COLUMNS = ("measure", "place", "period", "value", "numerator", "denominator", "group", "source", "note")
"""Of a sheet, in this order in the template; found by name, so that their order and others between do not matter."""

MARKS = frozenset({"measure", "period", "value"})
LENGTHS = {"period": 40, "group": 80, "source": 200, "note": 500}
LARGEST = Decimal(10) ** 13
SIX_PLACES = Decimal("0.000001")
N_HEADER_ROWS = 10
MAX_ROWS = 1_000
"""Rows of a sheet that are read: seven years of every measure of the catalogue."""


_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–/]\s*(\d\d)(?![\d/-]))?")


class Fault(StrEnum):
    """What is wrong with one thing that was typed."""

    UNKNOWN_MEASURE = "unknown_measure"
    UNKNOWN_PLACE = "unknown_place"
    NO_YEAR = "no_year"
    NO_NUMBER = "no_number"
    TOO_LARGE = "too_large"
    NOT_A_PERCENT = "not_a_percent"
    HALF_A_RATIO = "half_a_ratio"
    NO_DENOMINATOR = "no_denominator"
    TOO_LONG = "too_long"
    TWICE = "twice"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named: measures by key and by name as ``plain_name`` writes it, places by code and by name.

    ``home`` is the code of the place that an empty cell means, '' if there is none.
    """

    measures: Mapping[str, str]
    percents: frozenset[str]
    places: Mapping[str, str]
    home: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One value, checked. Years are those its period names; numerator and denominator are both there or none."""

    measure: str
    fips: str
    period: str
    first_year: int
    last_year: int
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    group: str
    source: str
    note: str

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What a community has one value for."""
        return (self.measure, self.fips, self.period, self.group)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault with its row, counted from 1, the name of its column and what stands there."""

    row: int
    column: str
    fault: Fault
    text: str


def checked(typed: Mapping[str, Cell], known: Known) -> tuple[Entry | None, list[tuple[str, Fault]]]:
    """Check one row or form. Returns the entry, or every fault with the name of its field.

    >>> known = Known({"uninsured": "uninsured"}, frozenset({"uninsured"}), {"99001": "99001"}, "99001")
    >>> entry, faults = checked({"measure": "Uninsured", "period": "2024", "value": "1,200"}, known)
    >>> faults
    [('value', <Fault.NOT_A_PERCENT: 'not_a_percent'>)]
    """
    texts = {name: text_of(typed.get(name, "")) for name in COLUMNS}
    faults = [(name, Fault.TOO_LONG) for name, length in LENGTHS.items() if len(texts[name]) > length]
    measure = known.measures.get(plain_name(texts["measure"]), "")
    fips = known.places.get(plain_name(texts["place"]), "") if texts["place"] else known.home
    years = years_in(texts["period"])
    value, wrong = _number(texts["value"])
    faults += [
        (name, fault)
        for name, fault, is_wrong in (
            ("measure", Fault.UNKNOWN_MEASURE, not measure),
            ("place", Fault.UNKNOWN_PLACE, not fips),
            ("period", Fault.NO_YEAR, not years),
            ("value", wrong or Fault.NO_NUMBER, value is None),
            ("value", Fault.NOT_A_PERCENT, value is not None and measure in known.percents and not 0 <= value <= 100),
        )
        if is_wrong
    ]
    numerator, denominator, wrong_ratio = _ratio(texts)
    faults += wrong_ratio
    if faults or value is None:
        return None, faults
    rest = (texts["group"], texts["source"], texts["note"])
    when = (texts["period"], min(years), max(years))
    return Entry(measure, fips, *when, value, numerator, denominator, *rest), []


def years_in(period: str) -> list[int]:
    """The years a period names. After a year and a dash, two digits are a year only if they come later.

    >>> years_in("2023-24"), years_in("May 2024"), years_in("2024-05-31"), years_in("spring")
    ([2023, 2024], [2024], [2024], [])
    """
    years = []
    for first, second in _YEARS.findall(period):
        years.append(int(first))
        if second and int(second) > int(first) % 100:
            years.append(int(first) // 100 * 100 + int(second))
    return years


def entries_in(rows: Sequence[Sequence[Cell]], known: Known) -> tuple[list[tuple[int, Entry]], list[RowFault]] | None:
    """The entries of a sheet with their rows, and every fault; null if no header row is among the first ten.

    Rows without anything in them are passed over. Those beyond ``MAX_ROWS`` are not read, and the first of them that
    has anything in it is a fault.
    """
    names = [[plain_name(cell) for cell in row] for row in rows[:N_HEADER_ROWS]]
    header = next((index for index, row in enumerate(names) if set(row) >= MARKS), None)
    if header is None:
        return None
    places = {name: names[header].index(name) for name in COLUMNS if name in names[header]}
    found: list[tuple[int, Entry]] = []
    faults: list[RowFault] = []
    seen: set[tuple[str, str, str, str]] = set()
    for number, typed in _filled(rows, header, places):
        if number > header + 1 + MAX_ROWS:
            faults.append(RowFault(number, "measure", Fault.BEYOND, text_of(typed.get("measure", ""))[:80]))
            break
        entry, wrong = checked(typed, known)
        if entry and entry.identity in seen:
            entry, wrong = None, [("measure", Fault.TWICE)]
        faults += [RowFault(number, name, fault, text_of(typed.get(name, ""))[:80]) for name, fault in wrong]
        if entry:
            seen.add(entry.identity)
            found.append((number, entry))
    return found, faults


def _filled(
    rows: Sequence[Sequence[Cell]], header: int, places: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        typed = {name: row[index] for name, index in places.items() if index < len(row)}
        if any(text_of(typed.get(name, "")) for name in ("period", "value", "numerator", "denominator", "note")):
            yield number, typed


def _number(text: str) -> tuple[Decimal | None, Fault | None]:
    plain = text.replace(",", "").replace("$", "").removesuffix("%").strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None, Fault.NO_NUMBER
    if not number.is_finite():
        return None, Fault.NO_NUMBER
    return (number.quantize(SIX_PLACES), None) if abs(number) < LARGEST else (None, Fault.TOO_LARGE)


def _ratio(texts: Mapping[str, str]) -> tuple[Decimal | None, Decimal | None, list[tuple[str, Fault]]]:
    """Numerator and denominator, or what is wrong with them."""
    typed = [name for name in ("numerator", "denominator") if texts[name]]
    if not typed:
        return None, None, []
    if len(typed) == 1:
        missing = "denominator" if typed == ["numerator"] else "numerator"
        return None, None, [(missing, Fault.HALF_A_RATIO)]
    numbers = {name: _number(texts[name]) for name in typed}
    faults = [(name, fault) for name, (_number_, fault) in numbers.items() if fault]
    numerator, denominator = numbers["numerator"][0], numbers["denominator"][0]
    if denominator is not None and denominator <= 0:
        faults.append(("denominator", Fault.NO_DENOMINATOR))
    return numerator, denominator, faults
