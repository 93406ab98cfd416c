import json
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks import workbooks
from commonweal.frameworks.methods.sheets.cells import CellFault, decoded_more, is_same
from commonweal.frameworks.methods.sheets.reading import edition_in, letters_of
from commonweal.frameworks.methods.sheets.writing import grids_of
from commonweal.frameworks.validation import faults_of_sources
from commonweal.frameworks.yaml_source import Unreadable, read
from commonweal.kernel.methods.canonical import canonical_bytes
from tests.frameworks.shipped import BUILDER, CURRENT, content

pytestmark = pytest.mark.any_database

NAME = "mine.xlsx"


def plain(name=CURRENT):
    """A shipped edition as it lies in its row."""
    return json.loads(canonical_bytes(read(name, content(name)).value))


def changed(change, name=CURRENT):
    """The grids of an edition after somebody changed them."""
    grids = grids_of(plain(name))
    change(grids)
    return edition_in(grids)


@pytest.mark.parametrize("name", [CURRENT, BUILDER])
def test_an_edition_comes_back_equal_from_its_tables(name):
    reading = edition_in(grids_of(plain(name)))
    assert reading.faults == ()
    assert is_same(reading.plain, plain(name))


@pytest.mark.parametrize("name", [CURRENT, BUILDER])
def test_an_edition_comes_back_equal_from_its_workbook(name):
    source = workbooks.read(NAME, workbooks.written(plain(name)))
    assert is_same(source.value, plain(name))
    assert faults_of_sources([source]) == []


ODD_TEXT = st.one_of(
    st.sampled_from(
        ["=1+1", "#N/A", "1.10", "TRUE", " space ", "a\nb", "_x000D_", "a,b", "\t", "2026-01-01", "'", "€🙂"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**18), 10**18), ODD_TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ODD_TEXT, inner, max_size=3)),
    max_leaves=6,
)
KEY = st.sampled_from(["own_key", "title.en", "more", "in", "meaning", "report", "x y", "glossary", "each"])


@given(st.dictionaries(KEY, VALUE, max_size=3), st.integers(0, 8), ODD_TEXT)
def test_what_somebody_adds_comes_back_equal(extra, place, text):
    edition = plain(BUILDER)
    item = edition["sections"][0]["items"][0]
    targets = [edition, edition["sections"][0], item, item["questions"][0], edition["core_values"][0]]
    target = targets[place % len(targets)]
    for key, value in extra.items():
        target.setdefault(key, value)
    item["questions"][1]["text"] = {"en": text, "fr-ca": text}
    reading = edition_in(grids_of(edition))
    assert reading.faults == ()
    assert is_same(reading.plain, edition)


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "1.10", "TRUE", " space ", "a\nb", "_x000D_", "\u2028", "€🙂", "07"])
def test_odd_texts_survive_the_file(text):
    edition = plain(BUILDER)
    edition["core_values"][0]["meaning"]["en"] = text
    edition["own"] = text
    assert is_same(workbooks.read(NAME, workbooks.written(edition)).value, edition)


def test_a_fault_names_sheet_and_cell():
    def break_kind(grids):
        grids["sections"][1][grids["sections"][0].index("kind")] = "round"

    source = read_again(break_kind)
    fault = next(fault for fault in faults_of_sources([source]) if '"kind" is' in fault.message)
    assert fault.where == "mine.xlsx:sections!B2"


def read_again(change):
    reading = changed(change)
    assert reading.faults == ()
    return workbooks.SheetSource(NAME, reading.plain, {}, reading.spots)


def column(grids, sheet, heading):
    return grids[sheet][0].index(heading)


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "where", "sentence"),
    [
        ("questions", "asks", "why", "questions!", "it can be"),
        ("questions", "relates_to", "9.9z(1)", "questions!", "is not a question of this edition"),
        ("questions", "prompts.1.es", None, "questions!", 'has no words in "es"'),
        ("questions", "evidence", "gossip", "questions!", "is not an evidence kind"),
        ("items", "points", "many", "items!", "is not a whole number"),
        ("glossary", "name.en", None, "glossary!", 'has no words in "en"'),
        ("linkage_rules", "need", "some", "linkage_rules!", "it can be"),
    ],
)
def test_faults_of_cells_are_told_where_they_are(sheet, heading, value, where, sentence):
    def change(grids):
        grids[sheet][1][column(grids, sheet, heading)] = value

    faults = faults_of_sources([read_again(change)])
    assert any(
        fault.cell.startswith(where) and fault.cell.endswith("2") and sentence in fault.message for fault in faults
    )


def move(sheet, heading, value, row=1):
    def change(grids):
        grids[sheet][row][column(grids, sheet, heading)] = value

    return change


@pytest.mark.parametrize(
    ("change", "where", "sentence"),
    [
        (lambda grids: grids.pop("edition"), "edition!A1", "has no sheet"),
        (move("questions", "in", "P.9z"), "questions!A2", '"P.9z" is no ref of the sheet "areas"'),
        (move("questions", "label.en", "labl.en", row=0), "questions!", 'no column "labl.en"'),
        (move("questions", "more", "{"), "questions!", "not valid JSON"),
        (move("questions", "more", "[]"), "questions!", "holds a mapping"),
        (move("questions", "more", '{"x": 1e999}'), "questions!", "put quotes around it"),
        (move("questions", "more", '{"x": "\\u0000"}'), "questions!", "control character"),
        (move("questions", "more", '{"x": ' + "[" * 2000 + "]" * 2000 + "}"), "questions!", ""),
        (move("questions", "more", '{"label": {}}'), "questions!", 'in "more"'),
        (move("questions", "label.en", True), "questions!", "text is needed"),
        (move("questions", "about", "ref", row=0), "questions!", "stands here twice"),
        (lambda grids: grids["glossary"][1].append("lost"), "glossary!", "no heading above"),
    ],
)
def test_a_table_that_cannot_be_understood_says_where(change, where, sentence):
    spot, message = changed(change).faults[0]
    assert str(spot).startswith(where)
    assert sentence in message


def test_rows_of_numbers_are_taken_for_refs():
    reading = changed(lambda grids: [move("items", "ref", 1.1, row=3)(grids)])
    assert reading.plain["sections"][1]["items"][0]["ref"] == "1.1"


GRID = st.lists(st.lists(st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=8)), max_size=6), max_size=5)


@given(st.dictionaries(st.sampled_from(["edition", "sections", "items", "questions", "glossary", "x"]), GRID))
def test_no_table_breaks_the_reading(grids):
    reading = edition_in(grids)
    source = workbooks.SheetSource(NAME, reading.plain, {}, reading.spots)
    assert reading.faults or faults_of_sources([source])


@given(st.integers(1, 18_278))
def test_columns_have_the_letters_of_a_workbook(number):
    from openpyxl.utils import get_column_letter

    assert letters_of(number) == get_column_letter(number)


@given(st.text(max_size=60))
def test_no_json_breaks_more(text):
    with suppress(CellFault):
        assert isinstance(decoded_more(text), dict)


def test_a_text_longer_than_a_cell_is_refused():
    edition = deepcopy(plain(BUILDER))
    edition["stance"] = {"en": "x" * 40_000}
    with pytest.raises(workbooks.SheetTooSmall):
        workbooks.written(edition)


def test_a_damaged_workbook_is_unreadable():
    good = workbooks.written(plain(BUILDER))
    for bad in (good[:100], good[:-200], b"PK\x03\x04", good.replace(b"workbook", b"workbroo")):
        with pytest.raises(Unreadable):
            workbooks.read(NAME, bad)
