import pytest
from hypothesis import given

from commonweal.answers.methods.schema import faults, is_address, version_needed
from commonweal.answers.yjs import SCHEMA
from tests.answers.documents import documents

UID = "5b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11"


def document(*blocks):
    return {"type": "doc", "content": list(blocks)}


def paragraph(*content):
    return {"type": "paragraph", "content": list(content)}


def marked(mark, **attrs):
    return paragraph({"type": "text", "text": "x", "marks": [{"type": mark, "attrs": attrs}]})


@given(documents)
def test_what_the_editor_can_make_has_no_faults(made):
    assert list(faults(made, SCHEMA)) == []


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ({"type": "script"}, "'script' in doc"),
        ({"type": "text", "text": "bare"}, "'text' in doc"),
        ({"type": "tableRow"}, "'tableRow' in doc"),
        (paragraph(paragraph()), "'paragraph' in paragraph"),
        ({"type": "bulletList", "content": [paragraph()]}, "'paragraph' in bulletList"),
        ({"type": "heading", "attrs": {"level": 1}}, "the value of level on heading"),
        ({"type": "heading", "attrs": {"level": True}}, "the value of level on heading"),
        ({"type": "paragraph", "attrs": {"style": "x"}}, "the attribute 'style' on paragraph"),
        ({"type": "figure"}, "no uid on figure"),
        ({"type": "figure", "attrs": {"uid": "../../x"}}, "the value of uid on figure"),
        ({"type": "figure", "attrs": {"uid": UID.upper()}}, "the value of uid on figure"),
        (marked("underline"), "the mark 'underline'"),
        (marked("link"), "no href on link"),
        (marked("link", href="javascript:alert(1)"), "the value of href on link"),
        (marked("link", href="https://e.org", onclick="x"), "the attribute 'onclick' on link"),
        (marked("keyFactor", uid=UID), "no kind on keyFactor"),
        (marked("keyFactor", uid=UID, kind='x" y'), "the value of kind on keyFactor"),
        (marked("keyFactor", uid=UID, kind="x" * 41), "the value of kind on keyFactor"),
        (marked("keyFactor", uid="1", kind="challenge"), "the value of uid on keyFactor"),
        (paragraph({"type": "text", "text": "a\x00b"}), "a control character in the text"),
    ],
)
def test_what_an_answer_cannot_hold_is_named(block, fault):
    assert list(faults(document(block), SCHEMA)) == [fault]


def test_a_table_cell_cannot_span_a_million_columns():
    cell = {"type": "tableCell", "attrs": {"colspan": 1_000_000, "rowspan": 1}, "content": [paragraph()]}
    table = {"type": "table", "content": [{"type": "tableRow", "content": [cell]}]}
    assert list(faults(document(table), SCHEMA)) == ["the value of colspan on tableCell"]


def test_depth_is_bounded():
    block = paragraph()
    for _level in range(SCHEMA.depth + 1):
        block = {"type": "blockquote", "content": [block]}
    assert list(faults(document(block), SCHEMA)) == ["nested too deeply"]


def test_text_is_bounded_in_bytes():
    long = "é" * (SCHEMA.text_bytes // 2 + 1)
    assert list(faults(document(paragraph({"type": "text", "text": long})), SCHEMA)) == ["the text is too long"]


def test_a_list_that_lost_its_items_is_nobodys_fault():
    assert list(faults(document({"type": "bulletList"}), SCHEMA)) == []


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "JaVaScRiPt:x", "java\tscript:x", " https://e.org", "//e.org", "/\\e.org", "https:e.org", "https://",
     "data:text/html,x", "vbscript:x", "mailto:", "https://e.org/a b", "https://e.org\x00", "file:///etc", "", None, 3],
)  # fmt: skip
def test_addresses_that_lead_astray_are_refused(address):
    assert not is_address(address)


@pytest.mark.parametrize("address", ["https://e.org", "HTTP://E.org/a?b#c", "mailto:a@e.org", "/", "/c/bend/profile/"])
def test_addresses_of_the_web_mail_and_this_site_are_allowed(address):
    assert is_address(address, 2000)


def test_a_text_needs_the_version_that_knows_all_of_it():
    plain = document(paragraph({"type": "text", "text": "x"}))
    factor = document(marked("keyFactor", uid=UID, kind="challenge"))
    assert (version_needed(plain, SCHEMA), version_needed(factor, SCHEMA)) == (1, 2)
    assert SCHEMA.version >= max(SCHEMA.since.values())
