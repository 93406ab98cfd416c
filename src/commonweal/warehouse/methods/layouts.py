"""How a publisher's table is declared: where its header is, what its keys are called, which columns are values.

One engine (``warehouse.engine``) reads every declared layout. Names are compared as ``chr_cells.plain_name``
writes them.
"""

import re
from dataclasses import dataclass, field

from commonweal.warehouse.methods.observations import Estimate, Unit


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A measure in a table: its value column and what stands beside it.

    ``lower`` and ``upper`` are the first columns of those names to the right of the value; ``factor`` brings the
    value to ``unit``; ``flag`` names a column with 1 for unreliable and 2 for suppressed. ``numerator`` and
    ``denominator`` are columns whose sums give the value of a state or the nation that has no row of its own;
    without a denominator the value is the sum. ``since`` and ``until`` bound the release years in which the column
    means this.
    """

    measure: str
    unit: Unit
    estimate: Estimate
    column: str
    lower: str = ""
    upper: str = ""
    confidence_percent: int = 95
    factor: float = 1.0
    flag: str = ""
    numerator: str = ""
    denominator: str = ""
    since: int = 0
    until: int = 9999


@dataclass(frozen=True, slots=True)
class Layout:
    """One table a publisher offers. ``{year}`` in texts is the data year, ``{release}`` the year of the release.

    ``marks`` are names that only this table has all of, in one row among the first ten. ``slices`` cut the lines
    of a fixed-width text into named columns (start and end, from 0); ``is_row`` tells its lines of data.
    The data year is in ``year_column``, or in the name of a column that ``year_in_header`` finds, or in the text
    before the header that ``year_in_title`` finds. ``released`` finds the year of the release in the text around
    the data; without it the release is of the data year.
    """

    source: str
    what: str
    title: str
    publisher: str
    citation: str
    licence: str
    origin: str
    marks: frozenset[str]
    values: tuple[ValueColumn, ...]
    state: str = ""
    county: str = ""
    fips: str = ""
    name: str = ""
    year_column: str = ""
    year_in_header: str = ""
    year_in_title: str = ""
    released: str = ""
    has_period: bool = True
    slices: tuple[tuple[str, int, int], ...] = ()
    is_row: str = ""
    subgroup: str = field(default="(?!)")

    def values_of(self, release_year: int, data_year: int) -> tuple[ValueColumn, ...]:
        """The value columns as they are called in a release."""
        return tuple(_of_year(value, data_year) for value in self.values if value.since <= release_year <= value.until)


def _of_year(value: ValueColumn, year: int) -> ValueColumn:
    """With ``{year}`` in its names replaced."""
    names = ("column", "lower", "upper", "flag", "numerator", "denominator")
    filled = {name: getattr(value, name).replace("{year}", str(year)) for name in names}
    if all(filled[name] == getattr(value, name) for name in names):
        return value
    rest = {name: getattr(value, name) for name in ("measure", "unit", "estimate", "confidence_percent", "factor")}
    return ValueColumn(**filled, **rest, since=value.since, until=value.until)


def year_found(pattern: str, text: str) -> int | None:
    r"""The four digits that a pattern's first group finds.

    >>> year_found(r"^popestimate(\d{4})$", "popestimate2023")
    2023
    """
    match = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
    return int(match[1]) if match else None


INVENTED = Layout(
    source="invented",
    what="Invented figures",
    title="",
    publisher="Commonweal",
    citation="",
    licence="Apache-2.0",
    origin="",
    marks=frozenset(),
    values=(),
)
"""Of the worked example: no file has this layout."""
