"""Real documents, set by the real typesetter and read back."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from commonweal.documents import typst_engine
from commonweal.documents.errors import DocumentFailed
from commonweal.documents.methods.prose import Printing, printable

TEMPLATE = Path(__file__).parent / "small.typ"
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="90"><rect width="9" height="9"/></svg>'
WORDS = {"of": "of", "contents": "Contents", "no_answer": "Not answered yet.", "missing_figure": "Taken out."}
CARD = {
    "number": "Figure P.1-2",
    "title": "Homes that speak Spanish first",
    "sentence": "One home in three in Tolliver.",
    "file": "figures/1.svg",
    "alt": "Riverton 9.2 percent, Tolliver 33.1.",
    "source": "Source: five-year survey 2020 to 2024.",
    "invented": None,
    "table": {"caption": "The numbers", "head": ["Place", "Percent"], "rows": [["Riverton", "9.2"]]},
}
INJECTIONS = [
    '#eval("1+1")',
    '#read("/data.json")',
    "*not bold* _nor this_ = no heading",
    "$x^2$ `raw` @label <label> \\ // comment /* more */",
    '"); #panic("stop") ("',
    '] #include "/main.typ" [',
]


def written(*values):
    content = [{"type": "paragraph", "content": [{"type": "text", "text": value}]} for value in values]
    return printable({"type": "doc", "content": content}, Printing("https://commonweal.example"))


def made(now, blocks, *, figures=None, files=None, **document):
    data = {
        "author": "Prairie Bend",
        "running": "Prairie Bend",
        "foot": "",
        "words": WORDS,
        "figures": figures or {},
        "blocks": blocks,
    }
    facts = {"title": "Community Profile", "language": "en", **document}
    pdf = typst_engine.compile_pdf(TEMPLATE, data, files=files or {}, made_at=now, **facts)
    return PdfReader(io.BytesIO(pdf))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def structure(element):
    """Every element of the structure tree, from the root down."""
    element = element.get_object()
    if isinstance(element, DictionaryObject):
        yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from structure(child)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_document_is_tagged_and_says_what_it_is(now, language):
    reader = made(now, written("Text."), title="Perfil de la comunidad", language=language)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == f"{language}-US"
    assert reader.metadata.title == "Perfil de la comunidad"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_bookmarks_carry_the_codes(now):
    part, [question] = made(now, written("Text.")).outline
    assert (part.title, question.title) == ("P.1 Community Description", "P.1a(3) Residents")


@pytest.mark.parametrize("attempt", INJECTIONS)
def test_what_people_write_stays_text(now, attempt):
    assert attempt in text_of(made(now, written(attempt)))


def test_a_figure_carries_its_alternative_text_and_its_numbers(now):
    figures = {"u1": CARD}
    reader = made(now, [{"type": "figure", "uid": "u1"}], figures=figures, files={"figures/1.svg": SQUARE})
    elements = list(structure(reader.root_object["/StructTreeRoot"]))
    assert {element["/Alt"] for element in elements if element.get("/S") == "/Figure"} == {CARD["alt"]}
    assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= {element.get("/S") for element in elements}
    assert "Figure P.1-2 Homes that speak Spanish first" in text_of(reader)


def test_a_figure_without_alternative_text_is_refused(now):
    figures = {"u1": {**CARD, "alt": None}}
    with pytest.raises(DocumentFailed):
        made(now, [{"type": "figure", "uid": "u1"}], figures=figures, files={"figures/1.svg": SQUARE})


def test_a_figure_that_was_taken_out_leaves_a_sentence(now):
    assert "Taken out." in text_of(made(now, [{"type": "figure", "uid": "u9"}]))


def test_a_deep_list_is_set(now):
    node = {"type": "paragraph", "content": [{"type": "text", "text": "deepest"}]}
    for _ in range(11):
        node = {"type": "bulletList", "content": [{"type": "listItem", "content": [node]}]}
    deep = printable({"type": "doc", "content": [node]}, Printing("https://commonweal.example"))
    assert "deepest" in text_of(made(now, deep))


@pytest.mark.parametrize("facts", [{"title": " "}, {"language": ""}])
def test_a_document_needs_title_and_language(now, facts):
    with pytest.raises(ValueError, match="title and a language"):
        made(now, [], **facts)


def test_a_file_cannot_leave_the_folder(now):
    with pytest.raises(ValueError, match="leave the folder"):
        made(now, [], files={"../outside.svg": b""})


def test_the_fonts_are_ours(now):
    fonts = made(now, written("Text → ≥ ≤ ′")).pages[0]["/Resources"]["/Font"]
    families = {font.get_object()["/BaseFont"].split("+")[1].removesuffix("-Identity-H") for font in fonts.values()}
    assert families == {
        "CommonwealSerif-Regular",
        "CommonwealDisplay-SemiBold",
        "PublicSans-Regular",
        "PublicSans-SemiBold",
        "LibertinusSerif-Regular",
    }


def test_a_document_that_takes_too_long_is_given_up(now, monkeypatch):
    monkeypatch.setattr(typst_engine, "TIME_LIMIT", 0.01)
    with pytest.raises(DocumentFailed):
        made(now, written("Text."))


def test_no_template_evaluates_text():
    package = Path(typst_engine.__file__).parents[1]
    templates = list(package.rglob("*.typ"))
    assert templates
    assert not [path.name for path in templates if "eval(" in path.read_text("utf-8")]


def captioned(uid="t1"):
    cell = {"type": "tableHeader", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Town"}]}]}
    caption = {"type": "tableCaption", "attrs": {"uid": uid}, "content": [{"type": "text", "text": "Two towns"}]}
    reference = {"type": "figureReference", "attrs": {"uid": uid}}
    text = {"type": "paragraph", "content": [{"type": "text", "text": "As in "}, reference]}
    table = {"type": "table", "content": [{"type": "tableRow", "content": [cell]}]}
    printing = Printing("https://commonweal.example", references={uid: "Table P.1-1"})
    return printable({"type": "doc", "content": [text, caption, table]}, printing)


def test_a_captioned_table_has_its_number_and_is_led_to(now):
    reader = made(now, captioned())
    text = text_of(reader)
    assert "As in Table P.1-1" in text
    assert "Table P.1-1 Two towns Town" in text
    kinds = [element.get("/S") for element in structure(reader.root_object["/StructTreeRoot"])]
    assert {"/Caption", "/Table", "/Link"} <= set(kinds)


def test_a_figure_that_does_not_fit_lets_the_text_go_on_before_it(now):
    figures, files = {"u1": CARD}, {"figures/1.svg": SQUARE.replace(b'height="90"', b'height="700"')}
    blocks = [*written(*["Text before. " * 60] * 4), {"type": "figure", "uid": "u1"}, *written("The last words.")]
    reader = made(now, blocks, figures=figures, files=files)
    assert "The last words." in reader.pages[0].extract_text()
    assert "Figure P.1-2" in reader.pages[1].extract_text()


def test_words_in_another_language_say_so(now):
    template = TEMPLATE.with_name("foreign.typ")
    pdf = typst_engine.compile_pdf(
        template,
        {"author": "A", "running": "", "foot": "", "words": WORDS, "figures": {}, "blocks": written("Hola a todos.")},
        files={},
        title="T",
        language="en",
        made_at=now,
    )
    elements = structure(PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    assert {element["/Lang"] for element in elements if "/Lang" in element} == {"es-US"}
