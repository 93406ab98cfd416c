"""Cells of a County Health Rankings workbook: names, numbers, ratios, statuses, periods."""

import datetime as dt
import math
import re
from dataclasses import dataclass

from commonweal.warehouse.methods.observations import Period, Unit, ValueStatus

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta

_FOOTNOTE_MARKS = re.compile(r"(?:[*‡†+\s]|(?<=[a-z])\d)+$")
_SUPPRESSED = re.compile(r"^(?:\*|s|suppressed|<\s*\d+|\d+\s*-\s*\d+)$")
_RATIO = re.compile(r"^([\d,.]+)\s*:\s*1$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–]\s*(\d\d)(?!\d))?")
_MISSING = frozenset({"", "na", "n/a", ".", "null", "none"})
_UNRELIABLE = frozenset({"x", "unreliable"})
RATIO_BASE = 100_000


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as a number with its status; ``is_understood`` is false for text that means nothing to us."""

    value: float | None
    status: ValueStatus
    is_understood: bool = True


MISSING = CellReading(None, ValueStatus.MISSING)


def text_of(cell: Cell | None) -> str:
    """The cell as trimmed text with single spaces; a whole number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\xa0", " ").split())


def plain_name(cell: Cell | None) -> str:
    """A name in the form in which names are compared.

    >>> plain_name("Air pollution - particulate  matter1")
    'air pollution - particulate matter'
    >>> plain_name("Residential segregation—Black/white")
    'residential segregation - black/white'
    """
    name = re.sub(r"\s*[—–]\s*", " - ", text_of(cell)).lower()
    return _FOOTNOTE_MARKS.sub("", name)


def fips_of(cell: Cell | None) -> str:
    """A five-digit county key, with the leading zeros a spreadsheet may have eaten; '' if it is none.

    >>> fips_of(1001.0)
    '01001'
    """
    text = text_of(cell)
    return text.zfill(5) if text.isdigit() and len(text) <= 5 else ""


def value_of(cell: Cell | None, unit: Unit) -> CellReading:
    """Read a value cell.

    A blank cell is missing: the publisher leaves suppressed and unavailable values blank alike.
    ``Yes`` and ``No`` are 1 and 0, and only where the unit says so.
    """
    if isinstance(cell, bool | int | float):
        return _number(float(cell)) if isinstance(cell, bool) is (unit is Unit.YES_NO) else _not_understood()
    if isinstance(cell, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _not_understood()
    text = text_of(cell).lower()
    if status := _status_in(text, unit):
        return CellReading(None, status)
    return _yes_or_no(text) if unit is Unit.YES_NO else _number_in(text)


def rate_of_ratio(cell: Cell | None) -> float | None:
    """Providers per 100,000 people from people to one provider; null if the cell is no ratio.

    Excel turns ``350:1`` into 350 hours and 1 minute; that is undone.

    >>> rate_of_ratio("2,000:1")
    50.0
    >>> rate_of_ratio(dt.timedelta(days=14, hours=14, minutes=1))
    285.7142857142857
    """
    if isinstance(cell, dt.timedelta):
        minutes = round(cell.total_seconds() / 60)
        hours = minutes // 60 if minutes % 60 == 1 else 0
        return RATIO_BASE / hours if hours else None
    match = _RATIO.match(text_of(cell))
    if not match:
        return None
    people = _float_or_none(match[1].replace(",", ""))
    return RATIO_BASE / people if people else None


def nation_value_of(cell: Cell | None, unit: Unit, *, is_ratio: bool) -> float | None:
    """The ``US Overall`` cell: percents are published as fractions there, providers as ratios."""
    if is_ratio:
        return rate_of_ratio(cell)
    value = value_of(cell, unit).value
    if value is None or unit is not Unit.PERCENT or value > 1:
        return value
    return round(value * 100, 6)


def period_of(cell: Cell | None) -> Period:
    """The years in a ``Year(s)`` cell, such as ``2016-2018``, ``2014 & 2016``, ``FY2013-14`` or 2019.0.

    >>> period_of("FY2013-14")
    Period(label='FY2013-14', start_year=2013, end_year=2014)
    """
    label = text_of(cell)
    years: list[int] = []
    for match in _YEAR.finditer(label):
        first = int(match[1])
        years.append(first)
        if match[2]:
            years.append(first // 100 * 100 + int(match[2]))
    return Period(label, min(years), max(years)) if years else Period(label, None, None)


def _status_in(text: str, unit: Unit) -> ValueStatus | None:
    """The status a text stands for, if it stands for one and not for a value."""
    known = dict.fromkeys(_MISSING, ValueStatus.MISSING) | dict.fromkeys(_UNRELIABLE, ValueStatus.UNRELIABLE)
    known["nr"] = ValueStatus.NOT_RANKED
    if text in known:
        return known[text]
    return ValueStatus.SUPPRESSED if _SUPPRESSED.match(text) and unit is not Unit.YES_NO else None


def _yes_or_no(text: str) -> CellReading:
    known = {"yes": 1.0, "no": 0.0}
    return CellReading(known[text], ValueStatus.OK) if text in known else _not_understood()


def _number_in(text: str) -> CellReading:
    number = _float_or_none(text.replace(",", "").replace("$", "").removesuffix("%").strip())
    return _not_understood() if number is None else _number(number)


def _number(number: float) -> CellReading:
    return CellReading(number, ValueStatus.OK) if math.isfinite(number) else _not_understood()


def _float_or_none(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _not_understood() -> CellReading:
    return CellReading(None, ValueStatus.MISSING, is_understood=False)
