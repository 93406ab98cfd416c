"""Tiny tables of our own in the publishers' layouts, and what may be wrong with them."""

import gzip

import pytest

from commonweal.warehouse import readers
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from tests.factories.workbooks import workbook_bytes

ESTIMATES = """SUMLEV,STATE,COUNTY,STNAME,CTYNAME,POPESTIMATE2022,POPESTIMATE2023,RNETMIG2023,BIRTHS2023
40,1,0,Alabama,Alabama,300,310,2.5,4
50,1,1,Alabama,Autauga County,100,110,-3.25,1
50,1,3,Alabama,Baldwin County,200,200,X,3
"""
ANALYTIC = """State FIPS Code,County FIPS Code,5-digit FIPS Code,State,Name,Year,Death,Smoking,low,high,flag,Race
statecode,countycode,fipscode,state,county,year,v001_rawvalue,v009_rawvalue,v009_cilow,v009_cihigh,v009_flag,v009_race_x
00,000,00000,US,United States,2024,7000,0.15,0.14,0.16,0,1
35,013,35013,NM,Doña Ana County,2024,"7,100",0.2,0.25,0.19,1,1
35,015,35015,NM,Eddy County,2024,,0.3,,,2,1
"""
COUNTIES = (
    ("01", "001", "Autauga County, AL", "25,838", "24,576", "1,262", "4.9"),
    ("01", "003", "Baldwin County, AL", "1,000", "900", "100", "10.0"),
    ("72", "001", "Adjuntas Municipio, PR", "N.A.", "N.A.", "N.A.", "N.A."),
)
LINES = "\n".join(
    f"CN{state}{county}00000000   {state}     {county}   {name:<50}2020{force:>14}{employed:>13}{level:>11}{rate:>9}"
    for state, county, name, force, employed, level, rate in COUNTIES
)
TEXT = f"""
      Labor Force Data by County, 2020 Annual Averages

{LINES}

SOURCE:  BLS, LAUS
April 16, 2021
"""


def _values(reading, measure):
    rows = reading.table.to_pylist()
    return {row["fips"]: (row["value"], row["status"], row["row"]) for row in rows if row["measure"] == measure}


def _read(text):
    return readers.read(text.encode())


def test_a_table_with_lost_zeros_is_read_by_its_newest_year():
    reading = _read(ESTIMATES)
    assert (reading.layout.source, reading.release_year) == ("census-population-estimates", 2023)
    assert _values(reading, "population") == {
        "00000": (310.0, "ok", 0),
        "01000": (310.0, "ok", 2),
        "01001": (110.0, "ok", 3),
        "01003": (200.0, "ok", 4),
    }


def test_a_cell_that_is_no_number_is_a_fault_with_its_row():
    reading = _read(ESTIMATES)
    assert _values(reading, "net-migration")["01003"] == (None, "missing", 4)
    assert [(fault.row, fault.column, fault.text) for fault in reading.faults] == [(4, "RNETMIG2023", "X")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_table_is_read_in_every_encoding_and_compressed(encoding, pack):
    reading = readers.read(pack(ANALYTIC.encode(encoding)))
    assert [place.full_name for place in reading.places] == ["United States", "Doña Ana County", "Eddy County"]


def test_fractions_flags_and_margins_are_read():
    reading = _read(ANALYTIC)
    rows = {row["fips"]: row for row in reading.table.to_pylist() if row["measure"] == "adult-smoking"}
    shown = {f: (r["value"], r["lower"], r["upper"], r["status"], r["confidence_percent"]) for f, r in rows.items()}
    assert shown == {
        "00000": (15.0, 14.0, 16.0, "ok", 95),
        "35013": (20.0, None, None, "unreliable", None),
        "35015": (None, None, None, "suppressed", None),
    }
    assert [(fault.row, fault.text) for fault in reading.faults] == [(4, "25.0 > 19.0")]
    assert _values(reading, "premature-death")["35013"] == (7100.0, "ok", 4)
    assert {left.reason for left in reading.left_out if "race" in left.column} == {"subgroup"}


def test_fixed_width_text_gives_states_and_nation_by_their_sums():
    reading = _read(TEXT)
    assert (reading.release_year, reading.data_year) == (2021, 2020)
    assert _values(reading, "unemployment") == {
        "01001": (4.9, "ok", 4),
        "01003": (10.0, "ok", 5),
        "72001": (None, "missing", 6),
        "01000": (5.1, "ok", 0),
        "00000": (5.1, "ok", 0),
    }


def test_line_ends_of_old_spreadsheets_change_nothing():
    assert _values(_read(ESTIMATES.replace("\n", "\r")), "population")["01001"][0] == 110.0


@pytest.mark.parametrize("text", ["NaN", "inf", "-inf", "1e400", "=1+1", "<b>3</b>"])
def test_what_is_no_number_to_a_reader_is_a_fault(text):
    reading = _read(ESTIMATES.replace("100,110,", f"100,{text},"))
    told = [(fault.row, fault.column, fault.text) for fault in reading.faults]
    assert sorted(told) == [(3, "POPESTIMATE2023", text), (4, "RNETMIG2023", "X")]
    assert _values(reading, "population")["01001"][:2] == (None, "missing")


def test_windows_line_ends_change_nothing():
    plain, windows = (_read(text).table for text in (TEXT, TEXT.replace("\n", "\r\n")))
    assert plain.equals(windows)


def test_a_row_of_another_width_or_without_a_code_is_named():
    reading = _read(ESTIMATES + "50,1\n50,x,5,Alabama,Nowhere,1,1,1,1\n\n")
    assert [(fault.row, fault.text) for fault in reading.faults if fault.text != "X"] == [(5, "50,1"), (6, "0x005")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FaultKind.EMPTY),
        (b"<!doctype html><p>Not found", FaultKind.WEB_PAGE),
        (b"a,b\n1,2\n", FaultKind.UNKNOWN_TABLE),
        (b"\x00\x01\x02", FaultKind.NOT_A_TABLE),
        (gzip.compress(b"x,y" * 1000, mtime=0)[:20], FaultKind.DAMAGED),
        (gzip.compress(b"0" * (100 * 1024 * 1024 + 1), mtime=0), FaultKind.INFLATES),
        (ESTIMATES.encode() + b"50,1,1,Alabama,Autauga County,1,1,1,1\n", FaultKind.DOUBLE_PLACE),
        (ANALYTIC.replace("Eddy County,2024", "Eddy County,2023").encode(), FaultKind.SEVERAL_YEARS),
        (TEXT.replace("2020  ", "20x0  ").encode(), FaultKind.NO_YEAR),
        (ESTIMATES.replace("POPESTIMATE", "OTHER").encode(), FaultKind.NO_YEAR),
        ("\n".join([ESTIMATES, *(["50,1,1,A,B,1,1,1,1"] * 20_001)]).encode(), FaultKind.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content, kind):
    with pytest.raises(WorkbookFault) as refusal:
        readers.read(content)
    assert refusal.value.kind == kind


def test_another_workbook_is_refused():
    with pytest.raises(WorkbookFault) as refusal:
        readers.read(workbook_bytes({"Sheet1": [["a", "b"], [1, 2]]}))
    assert refusal.value.kind == FaultKind.OTHER_WORKBOOK


REAL = {
    "county-health-rankings/national/analytic_data2010.csv.gz": ("county-health-rankings", 2010, 3193, 19),
    "county-health-rankings/national/analytic_data2024 (excerpt).csv": ("county-health-rankings", 2024, 93, 84),
    "census/population-estimates/co-est2023-alldata.csv.gz": ("census-population-estimates", 2023, 3196, 2),
    "census/saipe/est23all.xls.gz": ("census-saipe", 2024, 3196, 3),
    "bls-laus/laucnty15.txt.gz": ("bls-laus", 2020, 3272, 1),
    "bls-laus/laucnty20.txt.gz": ("bls-laus", 2021, 3271, 1),
    "bls-laus/laucnty24.xlsx": ("bls-laus", 2025, 3274, 1),
}


@pytest.mark.parametrize("path", REAL)
def test_real_files_are_recognised_and_read_without_a_fault(shared_data, path):
    reading = readers.read((shared_data / path).read_bytes())
    n_measures = len(reading.table.column("measure").unique())
    assert (reading.layout.source, reading.release_year, len(reading.places), n_measures) == REAL[path]
    assert reading.faults == ()


def test_sums_are_what_the_publishers_say_of_the_nation(shared_data):
    """Oracles: the nation of vintage 2023 (334,914,895 people) and the rate of 2024 (4.0 percent), as published."""
    estimates = readers.read((shared_data / "census/population-estimates/co-est2023-alldata.csv.gz").read_bytes())
    unemployment = readers.read((shared_data / "bls-laus/laucnty24.xlsx").read_bytes())
    assert _values(estimates, "population")["00000"][0] == 334_914_895
    assert _values(unemployment, "unemployment")["00000"][0] == 4.0


def test_shares_and_rates_of_the_national_file_are_in_our_units(shared_data):
    """Alabama in 2024, as the publisher's own page says it: 11.7 percent uninsured, 1,570 people to one physician."""
    path = shared_data / "county-health-rankings/national/analytic_data2024 (excerpt).csv"
    rows = readers.read(path.read_bytes()).table.to_pylist()
    shown = {row["measure"]: row["value"] for row in rows if row["fips"] == "01000"}
    assert round(shown["uninsured"], 1) == 11.7
    assert round(100_000 / shown["primary-care-physicians"], -1) == 1570
    assert (shown["median-household-income"], shown["drinking-water-violations"]) == (59703.0, None)
