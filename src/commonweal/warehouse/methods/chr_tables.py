"""What the County Health Rankings workbooks call their measures and columns, 2017 to 2024.

Source: row 1 and row 2 of the two sheets of data of 31 published state workbooks (Virginia and
California 2017 to 2022, 26 states of 2022) and of the national workbook of 2024. Names are compared
in the form of ``chr_cells.plain_name``: lower case, single spaces, no footnote marks.
"""

from dataclasses import dataclass

from commonweal.warehouse.methods.observations import Unit

SHEET_OF_INTRODUCTION = "Introduction"
COUNTY_WORDS = {"county": "County", "borough": "Borough", "parish": "Parish"}
DEMOGRAPHICS = "demographics"
"""Until 2020 all demographic measures stand under this one name in row 1."""


@dataclass(frozen=True, slots=True)
class SheetNames:
    """What a kind of workbook calls its sheets; ``ranks`` is '' where counties are no longer ranked."""

    data: tuple[str, str]
    sources: tuple[str, str]
    ranks: str


STATE_SHEETS = SheetNames(
    data=("Ranked Measure Data", "Additional Measure Data"),
    sources=("Ranked Measure Sources & Years", "Addtl Measure Sources & Years"),
    ranks="Outcomes & Factors Rankings",
)
"""The workbook of one state, to 2023."""

NATIONAL_SHEETS = SheetNames(
    data=("Select Measure Data", "Additional Measure Data"),
    sources=("Select Measure Sources & Years", "Addtl Measure Sources & Years"),
    ranks="",
)
"""The workbook of the whole country, since 2024."""


@dataclass(frozen=True, slots=True)
class ChrMeasure:
    """A measure under a key that stays the same while its names change.

    ``names`` are its names in row 1 and in the sheets of sources, ``columns`` its value column in
    row 2, ``ratio_columns`` the text ratio (``1562:1``) that stands beside a rate.
    """

    key: str
    unit: Unit
    names: tuple[str, ...]
    columns: tuple[str, ...]
    ratio_columns: tuple[str, ...] = ()
    is_demographic: bool = False
    is_school_year: bool = False


def _measure(key: str, unit: Unit, names: str, columns: str, *, is_school_year: bool = False) -> ChrMeasure:
    split_names, split_columns = tuple(names.split(" | ")), tuple(columns.split(" | "))
    return ChrMeasure(key, unit, split_names, split_columns, is_school_year=is_school_year)


def _providers(key: str, name: str, stems: str) -> ChrMeasure:
    """Providers are published as a rate per 100,000 people and as a text ratio of people to one."""
    stem = stems.split(" | ")
    return ChrMeasure(key, Unit.PER_100K, (name,), tuple(f"{s} rate" for s in stem), tuple(f"{s} ratio" for s in stem))


def _people(key: str, unit: Unit, names: str, columns: str) -> ChrMeasure:
    return ChrMeasure(key, unit, tuple(names.split(" | ")), tuple(columns.split(" | ")), is_demographic=True)


OUTCOMES = (
    _measure("premature-death", Unit.YEARS_PER_100K, "premature death", "years of potential life lost rate"),
    _measure("poor-or-fair-health", Unit.PERCENT, "poor or fair health", "% fair/poor | % fair or poor health"),
    _measure(
        "poor-physical-health-days",
        Unit.DAYS,
        "poor physical health days",
        "physically unhealthy days | average number of physically unhealthy days",
    ),
    _measure(
        "poor-mental-health-days",
        Unit.DAYS,
        "poor mental health days",
        "mentally unhealthy days | average number of mentally unhealthy days",
    ),
    _measure("low-birthweight", Unit.PERCENT, "low birthweight", "% lbw | % low birthweight"),
    _measure("life-expectancy", Unit.YEARS, "life expectancy", "life expectancy"),
    _measure(
        "premature-age-adjusted-mortality",
        Unit.PER_100K,
        "premature age-adjusted mortality",
        "age-adjusted mortality | age-adjusted death rate",
    ),
    _measure("child-mortality", Unit.PER_100K, "child mortality", "child mortality rate"),
    _measure("infant-mortality", Unit.PER_1K, "infant mortality", "infant mortality rate"),
    _measure("frequent-physical-distress", Unit.PERCENT, "frequent physical distress", "% frequent physical distress"),
    _measure("frequent-mental-distress", Unit.PERCENT, "frequent mental distress", "% frequent mental distress"),
    _measure("diabetes-prevalence", Unit.PERCENT, "diabetes prevalence", "% diabetic | % adults with diabetes"),
    _measure("hiv-prevalence", Unit.PER_100K, "hiv prevalence", "hiv prevalence rate"),
    _measure("covid-19-mortality", Unit.PER_100K, "covid-19 age-adjusted mortality", "covid-19 death rate"),
)

BEHAVIOURS = (
    _measure("adult-smoking", Unit.PERCENT, "adult smoking", "% smokers | % adults reporting currently smoking"),
    _measure("adult-obesity", Unit.PERCENT, "adult obesity", "% obese | % adults with obesity"),
    _measure("food-environment-index", Unit.INDEX, "food environment index", "food environment index"),
    _measure("physical-inactivity", Unit.PERCENT, "physical inactivity", "% physically inactive"),
    _measure(
        "access-to-exercise",
        Unit.PERCENT,
        "access to exercise opportunities",
        "% with access | % with access to exercise opportunities",
    ),
    _measure("excessive-drinking", Unit.PERCENT, "excessive drinking", "% excessive drinking"),
    _measure(
        "alcohol-impaired-driving-deaths",
        Unit.PERCENT,
        "alcohol-impaired driving deaths",
        "% alcohol-impaired | % driving deaths with alcohol involvement",
    ),
    _measure("sexually-transmitted-infections", Unit.PER_100K, "sexually transmitted infections", "chlamydia rate"),
    _measure("teen-births", Unit.PER_1K, "teen births", "teen birth rate"),
    _measure("food-insecurity", Unit.PERCENT, "food insecurity", "% food insecure"),
    _measure(
        "limited-access-to-healthy-foods",
        Unit.PERCENT,
        "limited access to healthy foods",
        "% limited access | % limited access to healthy foods",
    ),
    _measure("drug-overdose-deaths", Unit.PER_100K, "drug overdose deaths", "drug overdose mortality rate"),
    _measure(
        "motor-vehicle-crash-deaths",
        Unit.PER_100K,
        "motor vehicle crash deaths",
        "mv mortality rate | motor vehicle mortality rate",
    ),
    _measure("insufficient-sleep", Unit.PERCENT, "insufficient sleep", "% insufficient sleep"),
)

CARE = (
    _measure("uninsured", Unit.PERCENT, "uninsured", "% uninsured"),
    _measure("uninsured-adults", Unit.PERCENT, "uninsured adults", "% uninsured | % uninsured adults"),
    _measure("uninsured-children", Unit.PERCENT, "uninsured children", "% uninsured | % uninsured children"),
    _providers("primary-care-physicians", "primary care physicians", "pcp | primary care physicians"),
    _providers("dentists", "dentists", "dentist"),
    _providers("mental-health-providers", "mental health providers", "mhp | mental health provider"),
    _providers(
        "other-primary-care-providers", "other primary care providers", "other pcp | other primary care provider"
    ),
    _measure(
        "preventable-hospital-stays",
        Unit.PER_100K,
        "preventable hospital stays",
        "preventable hospitalization rate",
    ),
    _measure(
        "preventable-hospital-stays-per-1000", Unit.PER_1K, "preventable hospital stays", "preventable hosp. rate"
    ),
    _measure("diabetes-monitoring", Unit.PERCENT, "diabetes monitoring", "% receiving hba1c"),
    _measure("mammography-screening", Unit.PERCENT, "mammography screening", "% mammography | % with annual mammogram"),
    _measure("flu-vaccinations", Unit.PERCENT, "flu vaccinations", "% vaccinated"),
    _measure("health-care-costs", Unit.DOLLARS, "health care costs", "costs"),
)

SOCIAL = (
    _measure(
        "high-school-graduation",
        Unit.PERCENT,
        "high school graduation",
        "graduation rate | high school graduation rate",
        is_school_year=True,
    ),
    _measure("high-school-completion", Unit.PERCENT, "high school completion", "% completed high school"),
    _measure("some-college", Unit.PERCENT, "some college", "% some college"),
    _measure("unemployment", Unit.PERCENT, "unemployment", "% unemployed"),
    _measure("children-in-poverty", Unit.PERCENT, "children in poverty", "% children in poverty"),
    _measure("income-inequality", Unit.RATIO, "income inequality", "income ratio"),
    _measure(
        "single-parent-households",
        Unit.PERCENT,
        "children in single-parent households",
        "% single-parent households | % children in single-parent households",
    ),
    _measure("social-associations", Unit.PER_10K, "social associations", "association rate | social association rate"),
    _measure("violent-crime", Unit.PER_100K, "violent crime", "violent crime rate"),
    _measure("injury-deaths", Unit.PER_100K, "injury deaths", "injury death rate"),
    _measure("disconnected-youth", Unit.PERCENT, "disconnected youth", "% disconnected youth"),
    _measure("reading-scores", Unit.GRADE_LEVELS, "reading scores", "average grade performance", is_school_year=True),
    _measure("math-scores", Unit.GRADE_LEVELS, "math scores", "average grade performance", is_school_year=True),
    _measure("school-segregation", Unit.INDEX, "school segregation", "segregation index", is_school_year=True),
    _measure(
        "school-funding-adequacy",
        Unit.DOLLARS,
        "school funding adequacy",
        "school funding | school funding adequacy",
        is_school_year=True,
    ),
    _measure("gender-pay-gap", Unit.RATIO, "gender pay gap", "gender pay gap"),
    _measure(
        "median-household-income",
        Unit.DOLLARS,
        "median household income",
        "household income | median household income",
    ),
    _measure(
        "free-or-reduced-lunch",
        Unit.PERCENT,
        "children eligible for free or reduced price lunch",
        "% free or reduced lunch | % enrolled in free or reduced lunch",
        is_school_year=True,
    ),
    _measure(
        "residential-segregation-black-white",
        Unit.INDEX,
        "residential segregation - black/white",
        "segregation index",
    ),
    _measure(
        "residential-segregation-non-white-white",
        Unit.INDEX,
        "residential segregation - non-white/white",
        "segregation index",
    ),
    _measure(
        "childcare-cost-burden",
        Unit.PERCENT,
        "childcare cost burden | child care cost burden",
        "% household income required for childcare expenses | % household income required for child care expenses",
    ),
    _measure(
        "childcare-centers",
        Unit.PER_1K,
        "childcare centers | child care centers",
        "county value | child care centers per 1,000 children",
    ),
    _measure("homicides", Unit.PER_100K, "homicides", "homicide rate"),
    _measure("suicides", Unit.PER_100K, "suicides", "suicide rate (age-adjusted)"),
    _measure("firearm-fatalities", Unit.PER_100K, "firearm fatalities", "firearm fatalities rate"),
    _measure("juvenile-arrests", Unit.PER_1K, "juvenile arrests", "juvenile arrest rate"),
    _measure("voter-turnout", Unit.PERCENT, "voter turnout", "% voter turnout"),
    _measure("census-participation", Unit.PERCENT, "census participation", "% census participation"),
)

SURROUNDINGS = (
    _measure("air-pollution", Unit.MICROGRAMS, "air pollution - particulate matter", "average daily pm2.5"),
    _measure(
        "drinking-water-violations",
        Unit.YES_NO,
        "drinking water violations",
        "presence of violation | presence of water violation",
    ),
    _measure("severe-housing-problems", Unit.PERCENT, "severe housing problems", "% severe housing problems"),
    _measure("driving-alone", Unit.PERCENT, "driving alone to work", "% drive alone | % drive alone to work"),
    _measure("long-commute", Unit.PERCENT, "long commute - driving alone", "% long commute - drives alone"),
    _measure(
        "traffic-volume",
        Unit.VEHICLES,
        "traffic volume",
        "traffic volume | average traffic volume per meter of major roadways",
    ),
    _measure("homeownership", Unit.PERCENT, "homeownership", "% homeowners"),
    _measure(
        "severe-housing-cost-burden",
        Unit.PERCENT,
        "severe housing cost burden",
        "% severe housing cost burden | % households with severe cost burden",
    ),
    _measure(
        "broadband-access", Unit.PERCENT, "broadband access", "% broadband access | % households with broadband access"
    ),
)

PEOPLE = (
    _people("population", Unit.PEOPLE, "population", "population"),
    _people("below-18", Unit.PERCENT, "% below 18 years of age", "% < 18 | % less than 18 years of age"),
    _people("aged-65-and-older", Unit.PERCENT, "% 65 and older", "% 65 and over"),
    _people(
        "non-hispanic-black",
        Unit.PERCENT,
        "% non-hispanic black | % non-hispanic african american",
        "% black | % african american",
    ),
    _people(
        "american-indian-alaska-native",
        Unit.PERCENT,
        "% american indian & alaska native | % american indian and alaskan native | % american indian or alaska native",
        "% american indian & alaska native | % american indian/alaskan native | % american indian or alaska native",
    ),
    _people("asian", Unit.PERCENT, "% asian", "% asian"),
    _people(
        "native-hawaiian-pacific-islander",
        Unit.PERCENT,
        "% native hawaiian/other pacific islander | % native hawaiian or other pacific islander",
        "% native hawaiian/other pacific islander | % native hawaiian or other pacific islander",
    ),
    _people("hispanic", Unit.PERCENT, "% hispanic", "% hispanic"),
    _people("non-hispanic-white", Unit.PERCENT, "% non-hispanic white", "% non-hispanic white"),
    _people("not-proficient-in-english", Unit.PERCENT, "% not proficient in english", "% not proficient in english"),
    _people("female", Unit.PERCENT, "% females | % female", "% female"),
    _people("rural", Unit.PERCENT, "% rural", "% rural"),
)

MEASURES: tuple[ChrMeasure, ...] = OUTCOMES + BEHAVIOURS + CARE + SOCIAL + SURROUNDINGS + PEOPLE
