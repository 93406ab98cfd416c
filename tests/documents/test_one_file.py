import pytest
from hypothesis import given, settings

from commonweal.documents.methods.one_file import one_file
from commonweal.documents.methods.prose import Printing, printable
from tests.answers.documents import documents
from tests.documents.markup import MarkupReader
from tests.documents.reports import SVG, report

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
    assert [tag for tag in reader.tags if tag in {"h1", "h2", "h3", "h4", "h5"}] == ["h1", "h2", "h2", "h3", "h4", "h3"]
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


@settings(max_examples=80)
@given(documents)
def test_nobodys_words_become_markup(document):
    data = report()
    data["items"][0]["questions"][1]["blocks"] = printable(document, Printing("https://bend.example"))
    reader = read(data)
    assert reader.open_tags == []
    assert {tag for tag in reader.tags if tag in {"script", "iframe", "object", "form"}} == set()
    assert [name for _tag, name, _value in reader.attributes if name.startswith("on")] == []
