"""The national analytic file of County Health Rankings & Roadmaps, every year since 2010.

Row 1 has long names, row 2 codes such as ``v002_rawvalue``. Percents are fractions, providers are per person.
The file does not say which years a value describes, so its period is not stated.
Source: the publisher's table of measures by year (format and direction of each code).
"""

from dataclasses import replace

from commonweal.warehouse.methods.chr_tables import MEASURES
from commonweal.warehouse.methods.layouts import Layout, ValueColumn
from commonweal.warehouse.methods.observations import Estimate, Unit

SOURCE = "county-health-rankings"
PUBLISHER = "University of Wisconsin Population Health Institute"
CITATION = (
    "University of Wisconsin Population Health Institute. County Health Rankings & Roadmaps {release}. "
    "www.countyhealthrankings.org"
)
LICENCE = "CC BY-NC-SA 4.0"

_ALWAYS, _FOREVER = 0, 9999
_PER_PERSON = 100_000.0
_UNITS = {measure.key: measure.unit for measure in MEASURES}

_MODEL = (
    "poor-or-fair-health poor-physical-health-days poor-mental-health-days frequent-physical-distress "
    "frequent-mental-distress diabetes-prevalence adult-smoking adult-obesity physical-inactivity "
    "excessive-drinking food-insecurity insufficient-sleep uninsured uninsured-adults uninsured-children "
    "unemployment children-in-poverty median-household-income population below-18 aged-65-and-older "
    "non-hispanic-black american-indian-alaska-native asian native-hawaiian-pacific-islander hispanic "
    "non-hispanic-white female air-pollution reading-scores math-scores "
)
_COUNT = (
    "primary-care-physicians dentists mental-health-providers other-primary-care-providers "
    "preventable-hospital-stays preventable-hospital-stays-per-1000 mammography-screening flu-vaccinations "
    "diabetes-monitoring high-school-graduation social-associations access-to-exercise "
    "sexually-transmitted-infections hiv-prevalence food-environment-index limited-access-to-healthy-foods "
    "drinking-water-violations traffic-volume rural juvenile-arrests free-or-reduced-lunch childcare-centers "
    "school-segregation school-funding-adequacy childcare-cost-burden voter-turnout census-participation "
)
_ESTIMATES = dict.fromkeys(_MODEL.split(), Estimate.MODEL) | dict.fromkeys(_COUNT.split(), Estimate.COUNT)

_CODES: tuple[tuple[int, str, int, int], ...] = (
    (1, "premature-death", _ALWAYS, _FOREVER),
    (2, "poor-or-fair-health", _ALWAYS, _FOREVER),
    (3, "uninsured-adults", _ALWAYS, _FOREVER),
    (5, "preventable-hospital-stays-per-1000", _ALWAYS, 2018),
    (5, "preventable-hospital-stays", 2019, _FOREVER),
    (7, "diabetes-monitoring", _ALWAYS, 2018),
    (9, "adult-smoking", _ALWAYS, _FOREVER),
    (11, "adult-obesity", _ALWAYS, _FOREVER),
    (14, "teen-births", _ALWAYS, _FOREVER),
    (15, "homicides", _ALWAYS, _FOREVER),
    (21, "high-school-graduation", _ALWAYS, _FOREVER),
    (23, "unemployment", _ALWAYS, _FOREVER),
    (24, "children-in-poverty", _ALWAYS, _FOREVER),
    (36, "poor-physical-health-days", _ALWAYS, _FOREVER),
    (37, "low-birthweight", _ALWAYS, _FOREVER),
    (39, "motor-vehicle-crash-deaths", _ALWAYS, _FOREVER),
    (42, "poor-mental-health-days", _ALWAYS, _FOREVER),
    (43, "violent-crime", _ALWAYS, _FOREVER),
    (44, "income-inequality", 2015, _FOREVER),
    (45, "sexually-transmitted-infections", _ALWAYS, _FOREVER),
    (49, "excessive-drinking", 2011, _FOREVER),
    (50, "mammography-screening", 2011, _FOREVER),
    (51, "population", 2011, _FOREVER),
    (52, "below-18", 2011, _FOREVER),
    (53, "aged-65-and-older", 2011, _FOREVER),
    (54, "non-hispanic-black", 2011, _FOREVER),
    (55, "american-indian-alaska-native", 2011, _FOREVER),
    (56, "hispanic", 2011, _FOREVER),
    (57, "female", 2011, _FOREVER),
    (58, "rural", 2011, _FOREVER),
    (59, "not-proficient-in-english", 2011, _FOREVER),
    (60, "diabetes-prevalence", 2011, _FOREVER),
    (61, "hiv-prevalence", 2011, _FOREVER),
    (63, "median-household-income", 2011, _FOREVER),
    (65, "free-or-reduced-lunch", 2017, _FOREVER),
    (67, "driving-alone", 2011, _FOREVER),
    (69, "some-college", 2011, _FOREVER),
    (70, "physical-inactivity", 2011, _FOREVER),
    (80, "native-hawaiian-pacific-islander", 2011, _FOREVER),
    (81, "asian", 2011, _FOREVER),
    (82, "single-parent-households", 2011, _FOREVER),
    (83, "limited-access-to-healthy-foods", 2012, _FOREVER),
    (85, "uninsured", 2012, _FOREVER),
    (122, "uninsured-children", 2013, _FOREVER),
    (124, "drinking-water-violations", 2016, _FOREVER),
    (125, "air-pollution", 2013, _FOREVER),
    (126, "non-hispanic-white", 2013, _FOREVER),
    (127, "premature-age-adjusted-mortality", 2013, _FOREVER),
    (128, "child-mortality", 2013, _FOREVER),
    (129, "infant-mortality", 2013, _FOREVER),
    (132, "access-to-exercise", 2014, _FOREVER),
    (133, "food-environment-index", 2014, _FOREVER),
    (134, "alcohol-impaired-driving-deaths", 2014, _FOREVER),
    (135, "injury-deaths", 2014, _FOREVER),
    (136, "severe-housing-problems", 2014, _FOREVER),
    (137, "long-commute", 2014, _FOREVER),
    (138, "drug-overdose-deaths", 2014, _FOREVER),
    (139, "food-insecurity", 2014, _FOREVER),
    (140, "social-associations", 2015, _FOREVER),
    (141, "residential-segregation-black-white", 2016, _FOREVER),
    (142, "residential-segregation-non-white-white", 2016, _FOREVER),
    (143, "insufficient-sleep", 2016, _FOREVER),
    (144, "frequent-physical-distress", 2016, _FOREVER),
    (145, "frequent-mental-distress", 2016, _FOREVER),
    (147, "life-expectancy", 2019, _FOREVER),
    (148, "firearm-fatalities", 2017, _FOREVER),
    (149, "disconnected-youth", 2017, _FOREVER),
    (151, "gender-pay-gap", 2022, _FOREVER),
    (153, "homeownership", 2019, _FOREVER),
    (154, "severe-housing-cost-burden", 2019, _FOREVER),
    (155, "flu-vaccinations", 2019, _FOREVER),
    (156, "traffic-volume", 2020, _FOREVER),
    (158, "juvenile-arrests", 2020, _FOREVER),
    (159, "reading-scores", 2020, _FOREVER),
    (160, "math-scores", 2020, _FOREVER),
    (161, "suicides", 2020, _FOREVER),
    (166, "broadband-access", 2021, _FOREVER),
    (167, "school-segregation", 2022, _FOREVER),
    (168, "high-school-completion", 2021, _FOREVER),
    (169, "school-funding-adequacy", 2022, _FOREVER),
    (171, "childcare-cost-burden", 2022, _FOREVER),
    (172, "childcare-centers", 2022, _FOREVER),
    (173, "covid-19-mortality", 2022, 2022),
    (177, "voter-turnout", 2023, _FOREVER),
    (178, "census-participation", 2023, _FOREVER),
)
"""The publisher's code, our key, and the first and last release in which the code means that."""

_PROVIDERS = (
    (4, "primary-care-physicians", 2011),
    (62, "mental-health-providers", 2011),
    (88, "dentists", 2012),
    (131, "other-primary-care-providers", 2014),
)
"""Published per person; in 2010 the code of physicians was a rate per 100,000."""


def _value(code: int, key: str, since: int, until: int, factor: float = 1.0) -> ValueColumn:
    name, unit = f"v{code:03}", _UNITS[key]
    return ValueColumn(
        measure=key,
        unit=unit,
        estimate=_ESTIMATES.get(key, Estimate.ROLLING),
        column=f"{name}_rawvalue",
        lower=f"{name}_cilow",
        upper=f"{name}_cihigh",
        factor=100.0 if unit is Unit.PERCENT else factor,
        flag=f"{name}_flag",
        since=since,
        until=until,
    )


ANALYTIC = Layout(
    source=SOURCE,
    what="County Health Rankings & Roadmaps, national analytic data",
    title="County Health Rankings & Roadmaps {release}, United States",
    publisher=PUBLISHER,
    citation=CITATION,
    licence=LICENCE,
    origin="",
    marks=frozenset({"statecode", "countycode", "fipscode", "v001_rawvalue"}),
    fips="fipscode",
    name="county",
    year_column="year",
    has_period=False,
    subgroup=r"_race_|\((?:aian|asian|black|hispanic|white|nhopi)",
    values=(
        *(_value(*row) for row in _CODES),
        *(_value(code, key, since, _FOREVER, _PER_PERSON) for code, key, since in _PROVIDERS),
        _value(4, "primary-care-physicians", _ALWAYS, 2010),
    ),
)

WORKBOOK = replace(
    ANALYTIC,
    what="County Health Rankings & Roadmaps, state workbook",
    title="County Health Rankings & Roadmaps {release}, {state}",
)
NATIONAL_WORKBOOK = replace(ANALYTIC, what="County Health Rankings & Roadmaps, national workbook")
"""Read by ``chr_workbook``; what is said of their publisher stands here."""
