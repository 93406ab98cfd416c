"""The published scores, ranks and percentiles of whole states and of the nation, made again from their inputs."""

import csv
import gzip
import re

import pytest
import python_calamine

from commonweal.warehouse.methods.composite import CompositeMeasure, composite, unrounded_rate
from commonweal.warehouse.methods.ranks import percentile_ranks

pytestmark = [pytest.mark.any_database, pytest.mark.slow]

HIGHER_IS_BETTER = {
    "Food environment index",
    "Access to exercise opportunities",
    "Primary care physicians",
    "Dentists",
    "Mental health providers",
    "Mammography screening",
    "Flu vaccinations",
    "High school completion",
    "Some college",
    "Social associations",
}
VALUE_COLUMNS = {
    "Premature death": "Years of Potential Life Lost Rate",
    "Low birthweight": "% Low birthweight",
    "Alcohol-impaired driving deaths": "% Driving Deaths with Alcohol Involvement",
    "Sexually transmitted infections": "Chlamydia Rate",
    "Uninsured": "% Uninsured",
    "Primary care physicians": "Primary Care Physicians Rate",
    "Dentists": "Dentist Rate",
    "Mental health providers": "Mental Health Provider Rate",
    "High school completion": "% Completed High School",
    "Some college": "% Some College",
    "Unemployment": "% Unemployed",
    "Income inequality": "Income Ratio",
    "Children in single-parent households": "% Children in Single-Parent Households",
    "Social associations": "Social Association Rate",
    "Violent crime": "Violent Crime Rate",
    "Injury deaths": "Injury Death Rate",
    "Long commute - driving alone": "% Long Commute - Drives Alone",
}
"""Where the value does not stand in the first column of its measure."""


NOT_AVAILABLE = -999.0

PROVIDERS = {"Primary care physicians", "Dentists", "Mental health providers"}
"""Printed with too few digits beside an exact count."""


def number(cell):
    if cell in {"Yes", "No"}:
        return float(cell == "Yes")
    return float(cell) if isinstance(cell, float | int) else None


def weights_of(rows):
    """The weight of each measure, by part: outcomes or factors."""
    parts, part = {"HEALTH OUTCOMES": {}, "HEALTH FACTORS": {}}, None
    for row in rows:
        part = parts.get(str(row[0]), part)
        if part is not None and isinstance(row[3], float):
            part[re.sub(r"[*‡+]+$", "", row[1])] = row[3]
    return parts


def columns_of(rows, measure):
    """The values of a measure, one per county, by the two rows of its header."""
    start = rows[0].index(measure)
    first = VALUE_COLUMNS.get(measure)
    at = start if first is None else rows[1].index(first, start)
    values = [number(row[at]) for row in rows[2:]]
    if measure not in PROVIDERS:
        return values
    counts = [number(row[start]) for row in rows[2:]]
    return [
        value if value is None or count is None else unrounded_rate(count, value, per=100_000)
        for count, value in zip(counts, values, strict=True)
    ]


def made_again(sheets, part, weights):
    """Published and computed scores and ranks of the ranked counties."""
    ranks, data, more = (sheets[name] for name in ("ranks", "data", "more"))
    at = ranks[0].index(part)
    ranked = [i for i, row in enumerate(ranks[2:]) if isinstance(row[at + 1], float)]
    people = columns_of_name(more, "Population")
    measures = [
        CompositeMeasure(
            tuple(columns_of(data, name)[i] for i in ranked), weight, higher_is_worse=name not in HIGHER_IS_BETTER
        )
        for name, weight in weights.items()
    ]
    usable = [measure for measure in measures if len(set(measure.values) - {None}) > 1]
    found = composite(usable, populations=[people[i] for i in ranked], of_sample=True)
    published = [(ranks[2:][i][at], int(ranks[2:][i][at + 1])) for i in ranked]
    return published, list(zip(found.scores, found.ranks, strict=True))


def columns_of_name(rows, name):
    at = rows[1].index(name)
    return [number(row[at]) for row in rows[2:]]


def workbooks(folder):
    found = sorted((folder / "county-health-rankings" / "state-workbooks").glob("2022*.xlsx"))
    assert found
    return found


def opened(path):
    book = python_calamine.CalamineWorkbook.from_path(path)
    names = {
        "ranks": "Outcomes & Factors Rankings",
        "data": "Ranked Measure Data",
        "more": "Additional Measure Data",
        "weights": "Ranked Measure Sources & Years",
    }
    return {key: book.get_sheet_by_name(name).to_python() for key, name in names.items()}


def test_scores_and_ranks_of_every_state_of_2022(shared_data):
    for path in workbooks(shared_data):
        sheets = opened(path)
        weights = weights_of(sheets["weights"])
        for part, of_part in (("Health Outcomes", "HEALTH OUTCOMES"), ("Health Factors", "HEALTH FACTORS")):
            published, computed = made_again(sheets, part, weights[of_part])
            assert [rank for _score, rank in computed] == [rank for _score, rank in published], (path.name, part)
            assert [score for score, _rank in computed] == pytest.approx(
                [score for score, _rank in published], abs=1e-9
            ), (path.name, part)


def svi(folder, year):
    path = folder / "cdc-svi" / f"SVI{year}_US_COUNTY.csv.gz"
    if not path.is_file():
        pytest.skip(f"the index of {year} is not here")
    with gzip.open(path, "rt", encoding="latin-1") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("inputs", "percentiles"),
    [
        *((f"EP_{name}", f"EPL_{name}") for name in ("POV", "UNEMP", "NOHSDP", "AGE65", "DISABL", "MINRTY", "CROWD")),
        ("EP_PCI", "EPL_PCI"),
        *((f"SPL_THEME{part}", f"RPL_THEME{part}") for part in ("1", "2", "3", "4", "S")),
    ],
)
def test_percentiles_of_social_vulnerability_of_2018(shared_data, inputs, percentiles):
    known = [row for row in svi(shared_data, 2018) if float(row[inputs]) != NOT_AVAILABLE]
    found = percentile_ranks([float(row[inputs]) for row in known], reverse=inputs == "EP_PCI")
    assert [round(share, 4) for share in found] == [float(row[percentiles]) for row in known]


def test_percentiles_of_2016_follow_the_counts_not_the_rounded_percents(shared_data):
    rows = svi(shared_data, 2016)
    found = percentile_ranks([float(row["E_AGE17"]) / float(row["E_TOTPOP"]) for row in rows])
    assert [round(share, 4) for share in found] == [float(row["EPL_AGE17"]) for row in rows]
