import pytest
from hypothesis import given, settings

from commonweal.documents.methods.logos import CleanLogo
from commonweal.documents.methods.look import Look
from commonweal.documents.methods.one_file import one_file
from commonweal.documents.methods.prose import Printing, printable
from tests.answers.documents import documents
from tests.documents.markup import MarkupReader
from tests.documents.reports import PNG, SVG, report

pytestmark = pytest.mark.any_database


def page(data: dict) -> str:
    return one_file(data, pictures={"u1": SVG}, css="p { color: red }\n", title="Bend & more", language="es")


def read(data: dict) -> MarkupReader:
    reader = MarkupReader()
    reader.feed(page(data))
    reader.close()
    return reader


def test_the_file_holds_everything_and_asks_for_nothing():
    html = page(report())
    assert '<html lang="es">' in html
    assert "<title>Bend &amp; more</title>" in html
    outside = [
        value for tag, name, value in read(report()).attributes if name == "src" and not value.startswith("data:")
    ]
    assert outside == []
    assert [tag for tag, _name, _value in read(report()).attributes if tag in {"script", "link"}] == []


def test_headings_follow_one_another_and_the_contents_lead_to_them():
    reader = read(report())
    assert [tag for tag in reader.tags if tag in {"h1", "h2", "h3", "h4", "h5"}] == [
        "h1",
        "h2",
        "h2",
        "h3",
        "h4",
        "h3",
        "h2",
    ]
    ids = {value for _tag, name, value in reader.attributes if name == "id"}
    targets = [value[1:] for _tag, name, value in reader.attributes if name == "href" and value.startswith("#")]
    assert [target for target in targets if target not in ids] == []


def test_a_picture_has_its_alternative_text_and_a_table_its_heads():
    html = page(report())
    assert '<img alt="Bars: 41 here." src="data:image/svg+xml;base64,' in html
    assert '<th scope="col"><p>A</p>\n</th>' in html
    assert '<td rowspan="2"><p>1</p>\n</td>' in html
    assert '<th scope="row">Bend</th><td>41.2</td>' in html
    assert "A figure stood here and was taken out." in html


def test_references_lead_to_captions_and_the_words_explained_stand_at_the_end():
    html = page(report())
    assert '<a href="#place-u1">Figure P.1-1</a> and <a href="#place-t1">Table P.1-1</a>' in html
    assert '<caption id="place-t1"><span class="code">Table P.1-1</span>Two letters</caption>' in html
    assert "<dt>Levee Day</dt><dd>The fair in August.</dd>" in html


def test_an_answer_in_another_language_says_so():
    data = report()
    data["items"][0]["questions"][0]["lang"] = "en"
    assert page(data).count('<div lang="en">') == 1


def test_it_wears_the_look_of_the_site():
    look = Look(
        organization="Bend & Co", logo=CleanLogo(PNG, "image/png"), main_colour="#204060",
        front_matter={"es": "Hola."}, footer={"es": "Para el condado"},
    )  # fmt: skip
    html = one_file(report(), pictures={}, css="", title="Bend", language="es", look=look)
    assert "--river: #204060; --wheat: #745006;" in html
    assert '<img class="logo" alt="Bend &amp; Co" src="data:image/png;base64,' in html
    assert "<p>Hola.</p>" in html
    assert "Para el condado</p></footer>" in html


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(ValueError, match="two colours"):
        one_file(report(), pictures={}, css="", title="B", language="en", look=Look(main_colour="red; } body { x"))


@settings(max_examples=80)
@given(documents)
def test_nobodys_words_become_markup(document):
    data = report()
    data["items"][0]["questions"][1]["blocks"] = printable(document, Printing("https://bend.example"))
    reader = read(data)
    assert reader.open_tags == []
    assert {tag for tag in reader.tags if tag in {"script", "iframe", "object", "form"}} == set()
    assert [name for _tag, name, _value in reader.attributes if name.startswith("on")] == []
