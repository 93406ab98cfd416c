"""What a publisher's file says about places, as plain frozen values."""

from dataclasses import dataclass
from enum import StrEnum

NATION_FIPS = "00000"
"""The key of the whole United States in every county file."""

NATION_NAME = "United States"


class ValueStatus(StrEnum):
    """What stands behind a value, or behind its absence."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    UNRELIABLE = "unreliable"
    NOT_RANKED = "not_ranked"


class PlaceKind(StrEnum):
    """How large a place is."""

    NATION = "nation"
    STATE = "state"
    COUNTY = "county"


class Estimate(StrEnum):
    """How a figure comes about, and so what may be said of it."""

    COUNT = "count"
    SURVEY = "survey"
    MODEL = "model"
    ROLLING = "rolling"


class Unit(StrEnum):
    """The unit of a value, as stored: a percent is 0 to 100, never a fraction."""

    PERCENT = "percent"
    PER_100K = "per_100k"
    PER_10K = "per_10k"
    PER_1K = "per_1k"
    YEARS = "years"
    YEARS_PER_100K = "years_per_100k"
    DAYS = "days"
    DOLLARS = "dollars"
    PEOPLE = "people"
    RATIO = "ratio"
    INDEX = "index"
    MICROGRAMS = "micrograms"
    VEHICLES = "vehicles"
    GRADE_LEVELS = "grade_levels"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place as the file names it. ``is_ranked`` is null where the file does not say."""

    fips: str
    name: str
    full_name: str
    kind: PlaceKind
    state: str
    is_ranked: bool | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The years a value describes. ``label`` is the publisher's; the years are null if it has none."""

    label: str
    start_year: int | None
    end_year: int | None


@dataclass(frozen=True, slots=True)
class MeasureSource:
    """Where the publisher got a measure from, for which years, and its value for the nation."""

    measure: str
    source: str
    period: Period
    estimate: Estimate
    nation_value: float | None
    row: int


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one measure at one place.

    ``value``, ``lower`` and ``upper`` are in ``unit`` and null where the status says why;
    the interval is at 95 percent. ``row`` counts from 1, as a spreadsheet does.
    """

    measure: str
    fips: str
    value: float | None
    lower: float | None
    upper: float | None
    status: ValueStatus
    unit: Unit
    estimate: Estimate
    period: Period
    source: str
    sheet: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that was not read, by name, and why: never silently."""

    sheet: str
    measure: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that could not be understood. Its value counts as missing; the rest is read."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """Everything one workbook says: one state, its counties, and the nation beside them."""

    release_year: int
    state: str
    places: tuple[PlaceReading, ...]
    observations: tuple[Observation, ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[CellFault, ...]
