"""Tables of the Census Bureau: county population estimates, and small-area income and poverty estimates."""

from commonweal.warehouse.methods.layouts import Layout, ValueColumn
from commonweal.warehouse.methods.observations import Estimate, Unit

PUBLISHER = "US Census Bureau"
LICENCE = "Public domain (US Government)"

POPULATION_ESTIMATES = Layout(
    source="census-population-estimates",
    what="Census Bureau county population estimates (co-est, all data)",
    title="Census Bureau population estimates, vintage {year}",
    publisher=PUBLISHER,
    citation="US Census Bureau, Population Division. Annual county resident population estimates, vintage {year}.",
    licence=LICENCE,
    origin="Census Bureau Population Estimates Program",
    marks=frozenset({"sumlev", "state", "county", "stname", "ctyname"}),
    state="state",
    county="county",
    name="ctyname",
    year_in_header=r"^popestimate(\d{4})$",
    values=(
        ValueColumn("population", Unit.PEOPLE, Estimate.MODEL, "popestimate{year}", numerator="popestimate{year}"),
        ValueColumn("net-migration", Unit.PER_1K, Estimate.MODEL, "rnetmig{year}"),
    ),
)

_LOWER, _UPPER = "90% ci lower bound", "90% ci upper bound"


def _small_area(measure: str, unit: Unit, column: str) -> ValueColumn:
    return ValueColumn(measure, unit, Estimate.MODEL, column, _LOWER, _UPPER, confidence_percent=90)


INCOME_AND_POVERTY = Layout(
    source="census-saipe",
    what="Census Bureau small area income and poverty estimates (SAIPE)",
    title="Small Area Income and Poverty Estimates {year}",
    publisher=PUBLISHER,
    citation="US Census Bureau. Small Area Income and Poverty Estimates (SAIPE) Program, {year}.",
    licence=LICENCE,
    origin="Census Bureau Small Area Income and Poverty Estimates",
    marks=frozenset({"state fips code", "county fips code", "poverty percent, all ages", "median household income"}),
    state="state fips code",
    county="county fips code",
    name="name",
    year_in_title=r"^(\d{4}) Poverty and Median Household Income",
    released=r"Program, \w+ (\d{4})",
    values=(
        _small_area("poverty", Unit.PERCENT, "poverty percent, all ages"),
        _small_area("children-in-poverty", Unit.PERCENT, "poverty percent, age 0-17"),
        _small_area("median-household-income", Unit.DOLLARS, "median household income"),
    ),
)
