import io
import zipfile
from datetime import UTC, datetime
from itertools import takewhile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings

from commonweal.documents.methods.logos import CleanLogo
from commonweal.documents.methods.look import Cover, Look
from commonweal.documents.methods.prose import Printing, printable
from commonweal.documents.methods.word_blocks import Gathering, Picture, written
from commonweal.documents.methods.word_markup import NAMESPACES, bytes_of, plain
from commonweal.documents.methods.word_report import LOGO, QUILT
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


def codes_of(document: docx.document.Document) -> list[str]:
    return [one.text.strip() for one in document.element.body.iter(f"{W}instrText")]


def test_headings_are_real_headings_with_their_codes():
    document = opened(report())
    assert styled(document, "Heading 1") == ["P.1 Description", "What words mean here"]
    assert styled(document, "Heading 2") == ["P.1a(1) Place", "P.1a(2) Offers"]
    assert styled(document, "Heading 3") == ["Rivers"]


def test_the_contents_are_a_field_whose_lines_lead_to_the_headings():
    body = opened(report()).element.body
    codes = [one.text.strip() for one in body.iter(f"{W}instrText")]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    marks = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert anchors == [mark for mark in marks if mark.startswith("_Toc")]
    assert len(anchors) == 4


def test_a_figure_has_a_counted_caption_and_an_alternative_text():
    document = opened(report())
    captions = ["Table P.1-1 Two letters", "Figure P.1-1 Obesity (Invented figures)", "Figure P.1-2 Sleep"]
    assert styled(document, "Caption") == captions
    counted = [code for code in codes_of(document) if code.startswith("SEQ")]
    assert counted == ["SEQ Table_P_1 \\* ARABIC", *["SEQ Figure_P_1 \\* ARABIC"] * 2]
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


def test_references_are_fields_that_lead_to_the_numbers_of_captions():
    document = opened(report())
    assert [code for code in codes_of(document) if code.startswith("REF")] == ["REF _Refu1 \\h", "REF _Reft1 \\h"]
    assert next(one.text for one in document.paragraphs if one.text.startswith("As in")) == (
        "As in Figure P.1-1 and Table P.1-1."
    )
    for name, said in (("_Refu1", "Figure P.1-1"), ("_Reft1", "Table P.1-1")):
        [start] = document.element.body.xpath(f"//w:bookmarkStart[@w:name='{name}']")
        assert start.getparent().style == "Caption"
        marked = takewhile(lambda one: not one.tag.endswith("bookmarkEnd"), start.itersiblings())
        assert "".join(words for one in marked for words in one.xpath(".//w:t/text()")) == said
    numbers = document.element.body.xpath("//w:bookmarkStart/@w:id")
    assert len(numbers) == len(set(numbers))


def test_a_figure_that_stands_twice_is_referred_to_at_its_first_place():
    data = report()
    blocks = data["items"][0]["questions"][0]["blocks"]
    blocks.append({"type": "figure", "uid": "u1"})
    marks = opened(data).element.body.xpath("//w:bookmarkStart[@w:name='_Refu1']")
    assert len(marks) == 1


def test_an_answer_in_another_language_says_so_in_every_run():
    data = report()
    data["items"][0]["questions"][0]["lang"] = "es"
    document = opened(data)
    told = {one.text: one._p.xpath(".//w:lang/@w:val") for one in document.paragraphs}
    assert told["Water knows."] == ["es-US"]
    assert told["What place?"] == []


def test_the_words_explained_stand_at_the_end():
    assert [one.text for one in opened(report()).paragraphs][-1] == "Levee Day: The fair in August."


def test_the_file_wears_the_look_of_the_site():
    logo = CleanLogo(PNG, "image/png")
    look = Look(
        organization="Bend Foundation", logo=logo, main_colour="#204060", accent_colour="#800000", cover=Cover.PLAIN,
        front_matter={"en": "Welcome.\n\nRead on."}, footer={"en": "For the county"},
    )  # fmt: skip
    pictures = {"u1": Picture.from_png(PNG), LOGO: Picture.from_png(PNG)}
    content = write_report(report(), pictures=pictures, title="Bend", language="en", made_at=MADE_AT, look=look)
    document = docx.Document(io.BytesIO(content))
    texts = [one.text for one in document.paragraphs]
    assert texts.index("Bend Foundation") < texts.index("Welcome.") < texts.index("Read on.") < texts.index("Contents")
    assert str(document.styles["Title"].font.color.rgb) == "204060"
    assert str(document.styles["Caption"].font.color.rgb) == "800000"
    assert document.styles["Cover Band"].element.xpath("./w:pPr/w:shd/@w:fill") == ["204060"]
    assert document.sections[0].footer.paragraphs[0].text.startswith("As of November 24, 2026. · For the county")
    alternatives = [one.get("descr") for one in document.element.body.iter(f"{{{NAMESPACES['wp']}}}docPr")]
    assert alternatives == ["Bend Foundation", "Bars: 41 here."]


def test_the_quilt_of_the_cover_is_decoration():
    pictures = {QUILT: Picture.from_png(PNG)}
    content = write_report(report(), pictures=pictures, title="Bend", language="en", made_at=MADE_AT)
    document = docx.Document(io.BytesIO(content))
    assert len(list(document.element.body.iter(f"{{{NAMESPACES['adec']}}}decorative"))) == 1
    assert "CoverBand" not in {one.style.style_id for one in document.paragraphs}
