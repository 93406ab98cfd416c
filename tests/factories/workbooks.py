"""Tiny state workbooks of our own, in the publisher's layout of 2022."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

RANKED = "Ranked Measure Data"
ADDITIONAL = "Additional Measure Data"
SOURCES = "Ranked Measure Sources & Years"
INTRODUCTION = "Introduction"

Sheets = dict[str, list[list[object]]]


def tiny_sheets() -> Sheets:
    """One invented state (code 99) with two counties, five measures and a subgroup column."""
    return {
        INTRODUCTION: [["The ranks used in calculating the 2022 County Health Rankings."]],
        "Outcomes & Factors Rankings": [
            ["", "", "", "Health Outcomes", "", "Health Factors", ""],
            ["FIPS", "State", "County", "Z-Score", "Rank", "Z-Score", "Rank"],
            ["99000", "Oxbow", "", "", "", "", ""],
            ["99001", "Oxbow", "Prairie Bend", 0.4, 1, 0.2, 1],
            ["99003", "Oxbow", "Otter Lake", "", "NR", "", "NR"],
        ],
        RANKED: [
            [*["", "", ""], *["Adult obesity", *[""] * 4], *["Low birthweight", "", ""], *["Dentists", "", ""]],
            [
                *["FIPS", "State", "County"],
                *["% Adults with Obesity", "95% CI - Low", "95% CI - High", "Z-Score", "% Obese (Hispanic)"],
                *["Unreliable", "% Low birthweight", "Z-Score"],
                *["# Dentists", "Dentist Rate", "Dentist Ratio"],
            ],
            ["99000", "Oxbow", "", 34.2, 33.4, 35.1, "", 40.0, "", 8.0, "", 10, 50.0, "2000:1"],
            ["99001", "Oxbow", "Prairie Bend", 41.2, 39.1, 43.0, 0.5, "", "", 9.2, "", 4, "", "1,562:1"],
            ["99003", "Oxbow", "Otter Lake", "", "", "", "", "", "x", 6.1, "", "", "", ""],
        ],
        ADDITIONAL: [
            ["", "", "", "Juvenile arrests", "", "Life expectancy", "Brand new measure"],
            ["FIPS", "State", "County", "Petitioned Cases", "Juvenile Arrest Rate", "Life Expectancy", "% New"],
            ["99000", "Oxbow", "", 12, 4.5, 77.9, 1.0],
            ["99001", "Oxbow", "Prairie Bend", "1-4", "1-4", 76.8, 2.0],
            ["99003", "Oxbow", "Otter Lake", "", "", "about 75", 3.0],
        ],
        SOURCES: [
            ["Focus Area", "Measure", "Description", "Weight", "Source", "Year(s)", "Top Performers", "US Overall"],
            ["", "Adult obesity‡", "", 0.05, "Behavioral Risk Factor Surveillance System", 2019.0, 0.3, 0.32],
            ["", "Low birthweight*", "", 0.2, "Natality files", "2014-2020", 0.06, 0.08],
            ["", "Dentists", "", 0.01, "Area Health Resource File", 2020.0, "1,210:1", "1,400:1"],
        ],
        "Addtl Measure Sources & Years": [
            ["Focus Area", "Measure", "Description", "Source", "Year(s)"],
            ["", "Life expectancy*", "", "Mortality Files", "2018-2020"],
        ],
    }


def national_sheets() -> Sheets:
    """The same in the layout of 2024: one workbook for all states, without ranks, its sheet names saved anew."""
    sheets = tiny_sheets()
    del sheets["Outcomes & Factors Rankings"]
    sheets[INTRODUCTION] = [["This file contains the measures of the 2024 Annual Data Release."]]
    other = [
        ["98000", "Juniper", "", 30.0, 29.0, 31.0, "", 20.0, "", 7.0, "", 90, 60.0, "1666:1"],
        ["98001", "Juniper", "Prairie Bend", 29.0, 27.5, 30.5, -0.5, "", "", 6.5, "", 9, 58.0, "1724:1"],
    ]
    sheets["Select Measure Data"] = [*sheets.pop(RANKED), *other]
    sheets["Select Measure Sources &amp; Years"] = sheets.pop(SOURCES)
    return sheets


def workbook_bytes(sheets: Mapping[str, Sequence[Sequence[object]]] | None = None) -> bytes:
    """The sheets as the bytes of an .xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (sheets or tiny_sheets()).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
