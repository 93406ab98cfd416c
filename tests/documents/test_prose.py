import pytest

from commonweal.documents.methods.prose import Printing, figure_uids, printable

PRINTING = Printing("https://commonweal.example/")


def doc(*nodes):
    return {"type": "doc", "content": list(nodes)}


def text(value, *marks):
    return {"type": "text", "text": value, "marks": list(marks)}


def paragraph(*nodes):
    return {"type": "paragraph", "content": list(nodes)}


def heading(level, value):
    return {"type": "heading", "attrs": {"level": level}, "content": [text(value)]}


def blocks(*nodes):
    return printable(doc(*nodes), PRINTING)


def test_a_paragraph_keeps_its_marks():
    assert blocks(paragraph(text("now", {"type": "bold"}), text(" or later"))) == [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "now", "marks": [{"type": "bold"}]},
                {"type": "text", "text": " or later", "marks": []},
            ],
        }
    ]


@pytest.mark.parametrize("empty", [paragraph(), paragraph(text("  ")), paragraph({"type": "hardBreak"})])
def test_what_says_nothing_falls_away(empty):
    assert blocks(empty) == []


@pytest.mark.parametrize(("written", "printed"), [([3, 4], [3, 4]), ([4, 4], [3, 4]), ([4, 3, 4], [3, 3, 4])])
def test_headings_never_skip_a_level(written, printed):
    assert [block["level"] for block in blocks(*(heading(level, "x") for level in written))] == printed


def test_a_heading_in_a_list_is_a_bold_line():
    item = {"type": "listItem", "content": [heading(3, "Rides")]}
    [bullets] = blocks({"type": "bulletList", "content": [item]})
    assert bullets["items"][0][0]["content"] == [{"type": "text", "text": "Rides", "marks": [{"type": "bold"}]}]


@pytest.mark.parametrize(
    ("href", "printed"),
    [
        ("https://example.org", "https://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/c/prairie-bend/", "https://commonweal.example/c/prairie-bend/"),
    ],
)
def test_links_work_from_paper(href, printed):
    [block] = blocks(paragraph(text("x", {"type": "link", "attrs": {"href": href}})))
    assert block["content"][0]["marks"] == [{"type": "link", "href": printed}]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//evil.example", "file:///etc/passwd", ""])
def test_other_addresses_are_no_links(href):
    [block] = blocks(paragraph(text("x", {"type": "link", "attrs": {"href": href}})))
    assert block["content"][0]["marks"] == []


def test_unknown_nodes_and_marks_fall_away():
    assert blocks({"type": "video"}, paragraph(text("x", {"type": "glow"}))) == [
        {"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": []}]}
    ]


def test_a_numbered_list_keeps_its_start():
    node = {
        "type": "orderedList",
        "attrs": {"start": 3},
        "content": [{"type": "listItem", "content": [paragraph(text("c"))]}],
    }
    assert blocks(node)[0]["start"] == 3


def test_a_table_becomes_a_grid():
    head = {"type": "tableHeader", "attrs": {"colspan": 2}, "content": [paragraph(text("Size"))]}
    cell = {"type": "tableCell", "content": [paragraph(text("1"))]}
    rows = [{"type": "tableRow", "content": [head]}, {"type": "tableRow", "content": [cell, cell]}]
    [table] = blocks({"type": "table", "content": rows})
    assert (table["n_columns"], table["n_head"], len(table["cells"])) == (2, 1, 3)


def test_figures_are_found_in_order_of_reading():
    figures = [{"type": "figure", "attrs": {"uid": uid}} for uid in ("a", "b")]
    document = doc(figures[0], {"type": "blockquote", "content": [figures[1]]})
    assert list(figure_uids(document)) == ["a", "b"]
