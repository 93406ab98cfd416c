"""Unemployment by county from the Bureau of Labor Statistics, as fixed-width text (to 2023) and as a workbook."""

from dataclasses import replace

from commonweal.warehouse.methods.layouts import Layout, ValueColumn
from commonweal.warehouse.methods.observations import Estimate, Unit

UNEMPLOYMENT_SHEET = Layout(
    source="bls-laus",
    what="Bureau of Labor Statistics, unemployment by county (LAUS, annual averages)",
    title="BLS local area unemployment {year}, as released in {release}",
    publisher="US Bureau of Labor Statistics",
    citation="US Bureau of Labor Statistics, Local Area Unemployment Statistics. Annual averages by county, {year}.",
    licence="Public domain (US Government)",
    origin="Bureau of Labor Statistics, Local Area Unemployment Statistics",
    marks=frozenset({"laus code", "state fips code", "county fips code", "unemployment rate (%)"}),
    state="state fips code",
    county="county fips code",
    name="county name/state abbreviation",
    year_column="year",
    released=r"^\s*[A-Z][a-z]+ \d{1,2}, (\d{4})\s*$",
    values=(
        ValueColumn(
            "unemployment",
            Unit.PERCENT,
            Estimate.MODEL,
            "unemployment rate (%)",
            numerator="unemployed",
            denominator="labor force",
        ),
    ),
)

UNEMPLOYMENT_TEXT = replace(
    UNEMPLOYMENT_SHEET,
    slices=(
        ("laus code", 0, 15),
        ("state fips code", 15, 24),
        ("county fips code", 24, 30),
        ("county name/state abbreviation", 30, 78),
        ("year", 78, 86),
        ("labor force", 86, 100),
        ("employed", 100, 113),
        ("unemployed", 113, 124),
        ("unemployment rate (%)", 124, 140),
    ),
    is_row=r"^CN\d{13}\s",
)
"""A line of data begins with its code; what stands before and after is title and source."""
