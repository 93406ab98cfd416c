"""Reading Word files of other people: what is kept, and what is refused."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.answers.methods.projection import html_of, text_of, tidied
from commonweal.answers.methods.schema import faults
from commonweal.answers.methods.word_package import (
    MOST_BYTES,
    OLD_WORD,
    PASSWORD,
    NotReadable,
    WordFault,
    parts_of,
)
from commonweal.answers.methods.word_prose import blocks_of
from commonweal.answers.yjs import SCHEMA
from tests.answers.word_files import NAMES, cell, line, word_file

pytestmark = pytest.mark.any_database


def blocks(body: str, **parts: object) -> list:
    return blocks_of(parts_of(word_file(body, **parts)), picture_word="Picture")


def html(body: str, **parts: object) -> str:
    return html_of(tidied({"type": "doc", "content": [found.node for found in blocks(body, **parts)]}))


def fault_of(content: bytes) -> WordFault:
    with pytest.raises(NotReadable) as refusal:
        blocks_of(parts_of(content), picture_word="Picture")
    return refusal.value.fault


def test_headings_are_told_by_style_by_what_it_is_based_on_and_by_outline():
    body = line("A", "Kop1") + line("B", "Ours") + line("C", properties='<w:outlineLvl w:val="2"/>') + line("D")
    assert [(found.text, found.level) for found in blocks(body)] == [("A", 1), ("B", 2), ("C", 3), ("D", None)]


def test_bold_italic_and_links_are_kept():
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>"
        "<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t xml:space='preserve'> not </w:t></w:r>"
        "<w:hyperlink r:id='rId7'><w:r><w:rPr><w:i/></w:rPr><w:t>there</w:t></w:r></w:hyperlink></w:p>"
    )
    link = '<a href="https://example.org/a" rel="noopener noreferrer nofollow"><em>there</em></a>'
    assert html(body) == f"<p><strong>bold</strong> not {link}</p>"


def test_lists_are_kept_with_their_levels():
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="4"/></w:numPr>'
    body = "".join(line(text, properties=numbered.format(level)) for text, level in [("a", 0), ("b", 1), ("c", 0)])
    assert html(body) == "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li><li><p>c</p></li></ul>"


def test_tables_keep_head_and_spans():
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("H", '<w:gridSpan w:val="2"/>') + "</w:tr>"
    first = "<w:tr>" + cell("a", '<w:vMerge w:val="restart"/>') + cell("b") + "</w:tr>"
    second = "<w:tr>" + cell("", "<w:vMerge/>") + cell("c") + "</w:tr>"
    told = html(f"<w:tbl>{head}{first}{second}</w:tbl>")
    assert '<th colspan="2"><p>H</p></th>' in told
    assert '<td rowspan="2"><p>a</p></td><td><p>b</p></td>' in told
    assert told.count("<tr>") == 3


def test_a_frame_of_one_cell_is_no_table():
    assert html(f"<w:tbl><w:tr>{cell('inside')}</w:tr></w:tbl>") == "<p>inside</p>"


def test_tracked_changes_are_taken_as_accepted_and_contents_are_left_out():
    body = (
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
        + line("P.1 … 3", "Toc")
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        + f"<w:sdtContent>{line('P.2 … 4')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtContent>{line('kept')}</w:sdtContent></w:sdt>"
    )
    assert [found.text for found in blocks(body)] == ["new", "kept"]


def test_a_picture_leaves_its_name_and_a_footnote_follows():
    body = (
        "<w:p><w:r><w:t>Map</w:t><w:drawing><wp:docPr xmlns:wp='x' descr='The valley'/></w:drawing></w:r></w:p>"
        "<w:p><w:r><w:t>Said</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='2'>{line('By whom')}</w:footnote>"
    told = [found.text for found in blocks(body, notes=notes)]
    assert told == ["Map[Picture: The valley]", "Said[1]", "[1] By whom"]


def test_a_note_that_refers_to_itself_ends():
    notes = "<w:footnote w:id='2'><w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:footnote>"
    assert len(blocks("<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='2'/></w:r></w:p>", notes=notes)) >= 1


def test_a_style_based_on_itself_ends():
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert [found.level for found in blocks(line("x", "A"), styles=styles)] == [None]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", WordFault.EMPTY),
        (b"PK" + b"0" * MOST_BYTES, WordFault.TOO_LARGE),
        (b"%PDF-1.7", WordFault.NOT_WORD),
        (b"PK\x03\x04 and no more", WordFault.DAMAGED),
        (OLD_WORD + b"\x00" * 600, WordFault.OLD_WORD),
        (OLD_WORD + b"\x00" * 600 + PASSWORD, WordFault.PASSWORD),
        (word_file("", more={"word/vbaProject.bin": b"x"}), WordFault.MACROS),
        (word_file("", more={"word/document.xml": b"<w:document"}), WordFault.DAMAGED),
        (word_file("", more={"word/document.xml": f"<w:document {NAMES}/>".encode()}), WordFault.NOT_WORD),
        (word_file("<w:p/>" * 20_001), WordFault.TOO_LONG),
        (word_file("<w:customXml>" * 70 + "</w:customXml>" * 70), WordFault.TOO_LONG),
    ],
    ids=lambda value: value.value if isinstance(value, WordFault) else "",
)
def test_what_is_no_plain_word_file_is_refused_by_name(content, fault):
    assert fault_of(content) is fault


def test_entities_are_never_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "yyyy">]>'
    body = f"{declared}<w:document {NAMES}><w:body><w:p><w:r><w:t>&x;&y;</w:t></w:r></w:p></w:body></w:document>"
    assert fault_of(word_file("", more={"word/document.xml": body.encode()})) is WordFault.DAMAGED


def test_a_bomb_is_not_unpacked():
    bomb = f"<w:document {NAMES}><w:body>".encode() + b" " * 45_000_000 + b"</w:body></w:document>"
    content = word_file("", more={"word/document.xml": bomb})
    assert len(content) < 200_000
    assert fault_of(content) is WordFault.TOO_LONG


def test_another_office_file_is_no_word_file():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert fault_of(made.getvalue()) is WordFault.NOT_WORD


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_and_nothing_else(data):
    content = bytearray(word_file(line("Hello", "Kop1") + line("there")))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(2, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = blocks_of(parts_of(bytes(content)), picture_word="Picture")
    except NotReadable:
        return
    assert list(faults(tidied({"type": "doc", "content": [one.node for one in found]}), SCHEMA)) == []


pieces = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "hyperlink", "sdt", "sdtContent", "ins", "br", "tab", "drawing"]
)
trees = st.recursive(
    st.one_of(
        pieces.map(lambda name: f"<w:{name}/>"), st.sampled_from(["<w:t>ab</w:t>", "<w:r><w:t>&#x202e;x</w:t></w:r>"])
    ),
    lambda inner: st.tuples(pieces, st.lists(inner, max_size=4)).map(lambda x: f"<w:{x[0]}>{''.join(x[1])}</w:{x[0]}>"),
    max_leaves=30,
)


@settings(max_examples=150)
@given(trees)
def test_whatever_the_tree_an_answer_can_hold_it(tree):
    found = blocks(tree)
    document = tidied({"type": "doc", "content": [one.node for one in found]})
    assert list(faults(document, SCHEMA)) == []
    assert isinstance(text_of(document), str)
