"""The states, their counties and their full names, from the first data sheet and the sheet of ranks."""

from collections.abc import Sequence

from commonweal.warehouse.methods.chr_cells import Cell, fips_of, plain_name, text_of
from commonweal.warehouse.methods.chr_tables import COUNTY_WORDS
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.observations import NATION_FIPS, PlaceKind, PlaceReading

Rows = Sequence[Sequence[Cell]]

FIRST_CITY_CODE = 510
CITY_STATES = frozenset({"24", "29", "32", "51"})
"""States with cities that stand beside the counties (Maryland, Missouri, Nevada, Virginia).

Their county codes begin at 510. The code decides, not the name: Charles City and James City are
counties of Virginia.
"""

STATE_WORDS = {"02": "Borough", "22": "Parish"}
"""What a county is called in two states, also where one sheet holds all of them and says ``County``."""

ALASKA_KINDS = {
    "02016": "Census Area",
    "02020": "Municipality",
    "02050": "Census Area",
    "02063": "Census Area",
    "02066": "Census Area",
    "02070": "Census Area",
    "02105": "Census Area",
    "02110": "City and Borough",
    "02158": "Census Area",
    "02180": "Census Area",
    "02198": "Census Area",
    "02220": "City and Borough",
    "02230": "Municipality",
    "02240": "Census Area",
    "02261": "Census Area",
    "02275": "City and Borough",
    "02282": "City and Borough",
    "02290": "Census Area",
}
"""What is not a plain borough in Alaska. Source: Census Bureau, county and equivalent names."""


def places_in(rows: Rows, ranks: Rows, *, is_national: bool = False) -> tuple[PlaceReading, ...]:
    """The nation, the state or states and their counties, in the order of the sheet.

    Raises:
        WorkbookFault: if there is no state row, a place stands twice, or places of several
            states are mixed in a workbook of one.
    """
    word = COUNTY_WORDS[plain_name(rows[1][2])]
    is_ranked = _ranked_by_fips(ranks)
    places: dict[str, PlaceReading] = {}
    for row in rows[2:]:
        fips = fips_of(row[0]) if row else ""
        if not fips:
            continue
        if fips in places:
            raise WorkbookFault(FaultKind.DOUBLE_PLACE, fips)
        places[fips] = _place(fips, text_of(row[1]), text_of(row[2]), word, is_ranked=is_ranked.get(fips))
    if not is_national and len({fips[:2] for fips in places}) > 1:
        raise WorkbookFault(FaultKind.SEVERAL_STATES)
    if not any(place.kind is PlaceKind.STATE for place in places.values()):
        raise WorkbookFault(FaultKind.NO_STATE_ROW)
    return (_nation(), *places.values())


def full_name_of(fips: str, name: str, word: str) -> str:
    """The county's name with its kind, such as ``Pike County`` or ``Caddo Parish``.

    >>> full_name_of("51510", "Alexandria City", "County")
    'Alexandria City'
    >>> full_name_of("51095", "James City", "County")
    'James City County'
    """
    is_city = fips[:2] in CITY_STATES and int(fips[2:]) >= FIRST_CITY_CODE
    if is_city or fips == "11001":
        return name
    kind = ALASKA_KINDS.get(fips, STATE_WORDS.get(fips[:2], word))
    return name if name.endswith(f" {kind}") else f"{name} {kind}"


def _place(fips: str, state: str, county: str, word: str, *, is_ranked: bool | None) -> PlaceReading:
    if fips.endswith("000"):
        return PlaceReading(fips, state, state, PlaceKind.STATE, state)
    return PlaceReading(fips, county, full_name_of(fips, county, word), PlaceKind.COUNTY, state, is_ranked)


def _nation() -> PlaceReading:
    return PlaceReading(NATION_FIPS, "United States", "United States", PlaceKind.NATION, "")


def _ranked_by_fips(ranks: Rows) -> dict[str, bool]:
    """Whether each county was ranked: its rank is a number, or the text ``NR``."""
    if len(ranks) < 2:
        return {}
    columns = [index for index, cell in enumerate(ranks[1]) if plain_name(cell) == "rank"]
    if not columns:
        return {}
    return {
        fips_of(row[0]): text_of(row[columns[0]]).upper() not in {"NR", ""}
        for row in ranks[2:]
        if row and columns[0] < len(row)
    }
