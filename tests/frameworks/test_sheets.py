"""Every kind of content as tables of a workbook, and back."""

import io
import json
import zipfile
from contextlib import suppress
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks import workbooks
from commonweal.frameworks.methods.sheets.cells import CellFault, decoded_more, is_same
from commonweal.frameworks.methods.sheets.layout import KEY, MORE, PARENT, tables_in
from commonweal.frameworks.methods.sheets.reading import reading_of
from commonweal.frameworks.methods.sheets.spots import letters_of
from commonweal.frameworks.methods.sheets.writing import grids_of
from commonweal.frameworks.schema.shape import SCHEMAS, languages_of
from commonweal.frameworks.schema.sheets import FIRST_SHEETS, layout_of, row_of
from commonweal.frameworks.validation import faults_of_sources, shipped_files
from commonweal.frameworks.yaml_source import Unreadable, read
from commonweal.kernel.methods.canonical import canonical_bytes
from tests.frameworks.shipped import BUILDER, CURRENT

pytestmark = pytest.mark.any_database

NAME = "mine.xlsx"
FILES = {path.name: path for path in shipped_files()}
LADDER, CURRICULUM, VOCABULARY, CATALOGUE, OVERLAY, PERCENT, RUBRIC, CROSSWALK = (
    "community-recognition.yaml",
    "national-collaborative.yaml",
    "sectors-generations.yaml",
    "catalogue.yaml",
    "organizational-points.yaml",
    "baldrige-classic.yaml",
    "results-first-2025.yaml",
    "builder-2018-to-2026.yaml",
)
MODELS = [model for _key, models in SCHEMAS.values() for model in models.values()]


@cache
def _plain(name):
    return canonical_bytes(read(name, FILES[name].read_bytes()).value)


def plain(name=CURRENT):
    """A shipped document as it lies in its row."""
    return json.loads(_plain(name))


def grids(document):
    first = FIRST_SHEETS[document["schema"]]
    return grids_of(document, first=first, row=layout_of(document), languages=languages_of(document))


def again(document, change=lambda _grids: None):
    """The reading of a document's grids after somebody changed them."""
    tables = grids(document)
    change(tables)
    return reading_of(tables, first=FIRST_SHEETS[document["schema"]], row=layout_of(document))


@pytest.mark.parametrize("name", FILES)
def test_what_ships_comes_back_equal_from_its_workbook(name):
    source = workbooks.read(NAME, workbooks.written(plain(name)))
    assert is_same(source.value, plain(name))
    assert faults_of_sources([source]) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_shape_has_sheets_that_a_workbook_can_have(model):
    tables = list(tables_in(row_of(model)))
    names = [table.sheet.casefold() for table in tables]
    assert len(names) == len({*names, *FIRST_SHEETS.values()}) - len(FIRST_SHEETS)
    assert [name for name in names if len(name) > 31 or set(name) & set(":\\/?*[]")] == []
    headings = {column.heading for table in tables for column in table.row.columns if table.n_keys or table.row.tables}
    assert headings.isdisjoint({PARENT, MORE, KEY})
    assert [table.sheet for table in tables if table.row.tables and not table.row.named_by] == []


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path


def at(document, path):
    for step in path:
        document = document[step]
    return document


def put(document, path, value):
    for step in path[:-1]:
        document = document[step]
    document[path[-1]] = value


ODD_TEXT = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "#N/A",
            "1.10",
            "TRUE",
            " space ",
            "a\nb",
            "_x000D_",
            "a,b",
            "\t",
            "2026-01-01",
            "'",
            "€🙂",
            "null",
            "-1",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
)
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**18), 10**18), ODD_TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ODD_TEXT, inner, max_size=3)),
    max_leaves=6,
)
OF_TYPE = {
    str: ODD_TEXT,
    bool: st.booleans(),
    int: st.integers(-(10**18), 10**18),
    type(None): st.one_of(st.none(), st.integers(0, 9)),
}
KEYS = st.sampled_from(
    [
        "own_key",
        "title.en",
        "more",
        "in",
        "key",
        "value",
        "meaning",
        "report",
        "x y",
        "glossary",
        "assignment",
        "levels",
    ]
)


@given(st.data())
def test_whatever_somebody_writes_comes_back_equal(data):
    """Any text or number changed to another, and any key added to any mapping: nothing changes on the way.

    A text in languages gets texts only: what is added there has a column, as another language has.
    """
    document = plain(data.draw(st.sampled_from([BUILDER, LADDER, OVERLAY, RUBRIC, PERCENT, VOCABULARY, CROSSWALK])))
    kept = ("schema", "layout", "kind")
    paths = [path for path in leaves(document) if path[-1] not in kept and path[0] != "languages"]
    path = data.draw(st.sampled_from(paths))
    put(document, path, data.draw(OF_TYPE[type(at(document, path))]))
    mapping = document
    for step in data.draw(st.sampled_from(paths))[:-1]:
        inner = mapping.get(step) if isinstance(mapping, dict) else mapping[step : step + 1] or None
        if not isinstance(inner, dict):
            break
        mapping = inner
    mapping.setdefault(data.draw(KEYS), data.draw(ODD_TEXT if "en" in mapping else VALUE))
    reading = again(document)
    assert reading.faults == ()
    assert is_same(reading.plain, document)


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "1.10", "TRUE", " space ", "a\nb", "_x000D_", "\u2028", "€🙂", "07"])
def test_odd_texts_survive_the_file(text):
    edition = plain(BUILDER)
    edition["core_values"][0]["meaning"]["en"] = text
    edition["own"] = text
    assert is_same(workbooks.read(NAME, workbooks.written(edition)).value, edition)


def test_levels_of_two_years_with_the_same_id_stay_apart():
    ladder = plain(LADDER)
    years = [year["id"] for year in ladder["editions"]]
    parents = [row[0] for row in grids(ladder)["levels"][1:]]
    assert len(years) > 1
    assert list(dict.fromkeys(parents)) == years
    assert len({row[1] for row in grids(ladder)["levels"][1:]}) < len(parents)


def column(tables, sheet, heading):
    return tables[sheet][0].index(heading)


def cell(sheet, heading, value, row=1):
    def change(tables):
        tables[sheet][row][column(tables, sheet, heading)] = value

    return change


def first_cell(first, heading, value):
    def change(tables):
        next(line for line in tables[first] if line[0] == heading)[1] = value

    return change


def faults_after(name, change):
    reading = again(plain(name), change)
    assert reading.faults == ()
    return faults_of_sources([workbooks.SheetSource(NAME, reading.plain, {}, reading.spots)])


@pytest.mark.parametrize(
    ("name", "change", "where", "sentence"),
    [
        (CURRENT, cell("sections", "kind", "round"), "sections!B2", "it can be"),
        (CURRENT, cell("questions", "asks", "why"), "questions!", "it can be"),
        (CURRENT, cell("questions", "relates_to", "9.9z(1)"), "questions!", "is not a question of this edition"),
        (CURRENT, cell("questions", "prompts.1.es", None), "questions!", 'has no words in "es"'),
        (CURRENT, cell("questions", "evidence", "gossip"), "questions!", "is not an evidence kind"),
        (CURRENT, cell("items", "points", "many"), "items!", "is not a whole number"),
        (CURRENT, cell("glossary", "name.en", None), "glossary!", 'has no words in "en"'),
        (CURRENT, cell("linkage_rules", "need", "some"), "linkage_rules!", "it can be"),
        (PERCENT, cell("ranges", "depth", "deep"), "ranges!", "it can be"),
        (PERCENT, cell("bands.process.bands", "min", "few"), "bands.process.bands!", "is not a whole number"),
        (PERCENT, cell("descriptors", "value.es", None), "descriptors!", 'has no words in "es"'),
        (PERCENT, first_cell("scheme", "step", "wide"), "scheme!B", "is not a whole number"),
        (RUBRIC, cell("dimensions", "asks.en", None), "dimensions!", 'has no words in "en"'),
        (CURRICULUM, cell("sessions", "week", 9), "sessions!", "less than or equal to 5"),
        (CURRICULUM, cell("sessions", "assignment.used_in", "y9-s99"), "sessions!", "y9-s99"),
        (CURRICULUM, cell("agenda", "value", "2 words"), "agenda!", ""),
        (LADDER, cell("levels", "deadlines.request", "31-12"), "levels!", "not written as it should be"),
        (LADDER, cell("levels", "scheme", "nowhere"), "levels!", "nowhere"),
        (VOCABULARY, cell("sectors", "key", "perhaps"), "sectors!", "is not true or false"),
        (VOCABULARY, cell("age_bands", "ages", "old"), "age_bands!", ""),
        (CATALOGUE, cell("measures", "chart", "pie"), "measures!", "pie"),
        (CATALOGUE, cell("measures", "definition.en", None), "measures!", 'has no words in "en"'),
        (OVERLAY, cell("items", "value", "half"), "items!B2", "is not a whole number"),
        (CROSSWALK, cell("entries", "kind", "odd"), "entries!", "it can be"),
    ],
)
def test_faults_of_every_kind_are_told_where_they_are(name, change, where, sentence):
    faults = faults_after(name, change)
    assert any(
        fault.cell.startswith(where) and (fault.cell.endswith("2") or "!B" in where) and sentence in fault.message
        for fault in faults
    ), faults


@pytest.mark.parametrize(
    ("name", "change", "where", "sentence"),
    [
        (CURRENT, cell("questions", "in", "P.9z"), "questions!A2", '"P.9z" is no row of the sheet "areas"'),
        (CURRENT, cell("questions", "label.en", "labl.en", row=0), "questions!", 'no column "labl.en"'),
        (CURRENT, cell("questions", "more", "{"), "questions!", "not valid JSON"),
        (CURRENT, cell("questions", "more", "[]"), "questions!", "holds a mapping"),
        (CURRENT, cell("questions", "more", '{"x": 1e999}'), "questions!", "put quotes around it"),
        (CURRENT, cell("questions", "more", '{"x": "\\u0000"}'), "questions!", "control character"),
        (CURRENT, cell("questions", "more", '{"x": ' + "[" * 2000 + "]" * 2000 + "}"), "questions!", ""),
        (CURRENT, cell("questions", "more", '{"label": {}}'), "questions!", 'in "more"'),
        (CURRENT, cell("sections", "more", '{"items": []}'), "sections!", 'in the sheet "items"'),
        (CURRENT, cell("questions", "label.en", True), "questions!", "text is needed"),
        (CURRENT, cell("questions", "about", "ref", row=0), "questions!", "stands here twice"),
        (CURRENT, lambda tables: tables["glossary"][1].append("lost"), "glossary!", "no heading above"),
        (LADDER, cell("levels", "in", "1999"), "levels!A2", '"1999" is no row of the sheet "editions"'),
        (CURRICULUM, cell("agenda", "in", "year-1"), "agenda!A2", 'is no row of the sheet "sessions"'),
        (CURRICULUM, cell("agenda", "value.en", "Both", row=1), "agenda!", "holds others, too"),
        (OVERLAY, cell("items", "key", None), "items!A2", 'The column "key" is empty'),
        (OVERLAY, cell("items", "value", None), "items!A2", 'The column "value" is empty'),
        (OVERLAY, cell("items", "key", True), "items!", "text is needed"),
        (OVERLAY, lambda tables: tables["items"].append([*tables["items"][1]]), "items!A", "stands here twice"),
    ],
)
def test_a_table_that_cannot_be_understood_says_where(name, change, where, sentence):
    faults = again(plain(name), change).faults
    assert any(str(spot).startswith(where) and sentence in message for spot, message in faults), faults


def test_rows_of_numbers_are_taken_for_refs():
    reading = again(plain(), cell("items", "ref", 1.1, row=3))
    assert reading.plain["sections"][1]["items"][0]["ref"] == "1.1"


def workbook(sheets):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("sheets", "cell_of_fault", "sentence"),
    [
        ({"other": [["a"]]}, "", "has none of the sheets"),
        ({"edition": [["schema", "x"]], "ladder": [["schema", "y"]]}, "", "has several of the sheets"),
    ],
)
def test_a_workbook_that_does_not_say_what_it_is_is_unreadable(sheets, cell_of_fault, sentence):
    with pytest.raises(Unreadable) as refused:
        workbooks.read(NAME, workbook(sheets))
    assert (refused.value.fault.cell, sentence in refused.value.fault.message) == (cell_of_fault, True)


@pytest.mark.parametrize(
    ("rows", "cell_of_fault", "sentence"),
    [
        ([["id", "x"], ["schema", "commonweal/nothing/9"]], "scheme!B2", '"schema" is missing or unknown'),
        ([["id", "x"]], "scheme!B1", '"schema" is missing or unknown'),
        ([["schema", "commonweal/scheme/1"], ["kind", "odd"]], "scheme!B2", '"kind" is missing or unknown'),
    ],
)
def test_a_workbook_of_no_known_shape_says_in_which_cell(rows, cell_of_fault, sentence):
    (fault,) = faults_of_sources([workbooks.read(NAME, workbook({"scheme": rows}))])
    assert (fault.cell, sentence in fault.message) == (cell_of_fault, True)


GRID = st.lists(st.lists(st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=8)), max_size=6), max_size=5)


@given(st.sampled_from([BUILDER, LADDER, OVERLAY, PERCENT, CROSSWALK]), st.data())
def test_no_table_breaks_the_reading(name, data):
    document = plain(name)
    tables = grids(document)
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(tables)), GRID, min_size=1, max_size=3))
    reading = reading_of(tables | changed, first=FIRST_SHEETS[document["schema"]], row=layout_of(document))
    source = workbooks.SheetSource(NAME, reading.plain, {}, reading.spots)
    is_said = bool(reading.faults or faults_of_sources([source]))
    assert is_said or not any(any(row) for grid in changed.values() for row in grid[1:])


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


def test_a_workbook_holds_no_formula():
    edition = plain(BUILDER)
    edition["core_values"][0]["meaning"]["en"] = '=HYPERLINK("http://x")'
    with zipfile.ZipFile(io.BytesIO(workbooks.written(edition))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets" in name]
    assert [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet] == []
