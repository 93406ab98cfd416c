import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings

from commonweal.documents.methods.prose import Printing, printable
from commonweal.documents.methods.word_blocks import Gathering, Picture, written
from commonweal.documents.methods.word_markup import NAMESPACES, bytes_of, plain
from commonweal.documents.word_engine import write_report
from tests.answers.documents import documents
from tests.documents.reports import PNG, report

pytestmark = pytest.mark.any_database

MADE_AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
W = f"{{{NAMESPACES['w']}}}"


def word_file(data: dict, language: str = "en") -> bytes:
    pictures = {"u1": Picture.from_png(PNG)}
    return write_report(data, pictures=pictures, title="Bend", language=language, made_at=MADE_AT)


def opened(data: dict, language: str = "en") -> docx.document.Document:
    return docx.Document(io.BytesIO(word_file(data, language)))


def styled(document: docx.document.Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_headings_are_real_headings_with_their_codes():
    document = opened(report())
    assert styled(document, "Heading 1") == ["P.1 Description"]
    assert styled(document, "Heading 2") == ["P.1a(1) Place", "P.1a(2) Offers"]
    assert styled(document, "Heading 3") == ["Rivers"]


def test_the_contents_are_a_field_whose_lines_lead_to_the_headings():
    body = opened(report()).element.body
    codes = [one.text.strip() for one in body.iter(f"{W}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    marks = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert anchors == marks
    assert len(marks) == 3


def test_a_figure_has_a_counted_caption_and_an_alternative_text():
    document = opened(report())
    assert styled(document, "Caption") == ["Figure P.1-1 Obesity (Invented figures)", "Figure P.1-2 Sleep"]
    codes = [one.text.strip() for one in document.element.body.iter(f"{W}instrText")]
    assert codes[1:] == ["SEQ Figure_P_1 \\* ARABIC"] * 2
    alternatives = [one.get("descr") for one in document.element.body.iter(f"{{{NAMESPACES['wp']}}}docPr")]
    assert alternatives == ["Bars: 41 here."]
    assert len(document.inline_shapes) == 1


def test_tables_have_a_head_row_that_repeats_and_keep_their_spans():
    written_table, numbers = opened(report()).tables
    assert [[cell.text for cell in row.cells] for row in written_table.rows] == [["A", "B"], ["1", "2"], ["1", "3"]]
    assert [[cell.text for cell in row.cells] for row in numbers.rows] == [["Place", "Value"], ["Bend", "41.2"]]
    for table in (written_table, numbers):
        heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)


def test_lists_count_for_themselves_and_begin_where_they_were_told():
    document = opened(report())
    assert styled(document, "List Number") == ["three", "four"]
    assert styled(document, "List Bullet") == ["one"]
    starts = [one.get(f"{W}val") for one in document.part.numbering_part.element.iter(f"{W}startOverride")]
    assert (starts[0], starts[9]) == ("1", "3")


def test_links_lead_outside():
    document = opened(report())
    link = next(one for one in document.paragraphs if one.hyperlinks and one.style.name == "Body Text").hyperlinks[0]
    assert (link.text, link.address) == ("here", "https://example.org/?a=1&b=2")


@pytest.mark.parametrize(("language", "region"), [("en", "en-US"), ("es", "es-US")])
def test_the_file_says_its_language_and_what_it_is(language, region):
    document = opened(report(), language)
    assert document.styles.element.find(f".//{W}lang").get(f"{W}val") == region
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Bend", "Willow Creek", region)
    assert about.created == MADE_AT.replace(tzinfo=None) or about.created == MADE_AT


def test_the_same_report_is_the_same_file():
    assert word_file(report()) == word_file(report())


def test_no_part_tells_when_it_was_written_or_shows_another_document():
    with zipfile.ZipFile(io.BytesIO(word_file(report()))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert [name for name in parts.namelist() if "thumbnail" in name] == []


def test_a_report_without_a_title_is_refused():
    with pytest.raises(ValueError, match="title"):
        write_report(report(), pictures={}, title=" ", language="en", made_at=MADE_AT)


def test_a_picture_is_a_png():
    with pytest.raises(ValueError, match="PNG"):
        Picture.from_png(b"<svg/>")


def test_what_xml_cannot_hold_falls_away():
    assert plain("a\x00b\ufffec\n\U0001f33e") == "abc\n\U0001f33e"


@settings(max_examples=60)
@given(documents)
def test_any_document_can_be_written(document):
    gathering = Gathering(pictures={}, figures={}, words={"missing_figure": "A figure stood here."})
    for made in written(printable(document, Printing("https://bend.example")), gathering):
        parse_xml(bytes_of(made))
