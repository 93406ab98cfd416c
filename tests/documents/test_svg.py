"""What may stand in a page, and what paper gets back."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.documents.methods import svg
from commonweal.documents.methods.palette import UnknownColour

ALLOWED_ELEMENTS = svg.SHAPES | svg.TEXTS | svg.CONTAINERS | {"svg"}
ALLOWED_ATTRIBUTES = {*svg.ATTRIBUTES, "class", "viewBox", "fill", "role", "aria-label", "id", "clip-path"}
TAGS = ["g", "path", "rect", "text", "style", "script", "image", "use", "foreignObject", "a", "animate", "set"]
NAMES = ["onload", "style", "href", "d", "x", "transform", "id", "class", "fill", "clip-path", "opacity", "display"]
VALUES = [
    "none",
    "#1b4a72",
    "1",
    "M0,0h5",
    "url(#a)",
    "url(http://x.test)",
    "javascript:alert(1)",
    "translate(1,2)",
    "a",
]


def drawing(inner: str, head: str = 'viewBox="0 0 10 5"') -> str:
    return f'<svg xmlns="{svg.NAMESPACE}" {head}>{inner}</svg>'


def tree_of(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 -- written by the function under test


def page(inner: str) -> str:
    return svg.for_page(drawing(inner), label="Two values", prefix="d1")


elements = st.recursive(
    st.builds(
        lambda tag, attributes, text: (tag, attributes, text, []),
        st.sampled_from(TAGS),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=4),
        st.sampled_from(["", "alert(1)"]),
    ),
    lambda inner: st.builds(
        lambda tag, children: (tag, {}, "", children), st.sampled_from(TAGS), st.lists(inner, max_size=3)
    ),
    max_leaves=8,
)


def built(tree: tuple) -> ET.Element:
    tag, attributes, text, children = tree
    element = ET.Element(tag, attributes)
    element.text = text
    element.extend(built(child) for child in children)
    return element


@given(elements)
def test_nothing_outside_the_allow_list_survives(tree):
    inner = ET.tostring(built(tree), encoding="unicode")
    try:
        result = page(inner)
    except UnknownColour:
        return
    root = tree_of(result)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= ALLOWED_ELEMENTS
    assert {name for element in root.iter() for name in element.attrib} <= ALLOWED_ATTRIBUTES
    assert "javascript" not in result
    assert "http://x.test" not in result


@pytest.mark.parametrize(
    ("mark", "classes"),
    [
        ('<path d="M0,0h5" fill="#93b7d6"/>', "f-bar"),
        ('<path d="M0,0h5" stroke="#1b4a72" stroke-width="2.5"/>', "c-here"),
        ('<path d="M0,0h5" stroke="#1b4a72" stroke-width="1.25"/>', "c-mean"),
        ('<line x2="5" stroke="#8b8980" stroke-dasharray="3,3"/>', "c-limit"),
        ('<circle r="2" fill="#c98f1d" stroke="#1b4a72"/>', "c-signal-dot"),
        ('<text fill="#18242c" font-weight="600">9</text>', "t-b"),
        ('<text fill="#1b4a72" font-size="13.5px" text-anchor="end">9</text>', "x-here t-lg end"),
    ],
)
def test_colours_become_classes(mark, classes):
    assert re.search(r'class="([^"]*)" ?/?>(?:9</text>)?</svg>', page(mark))[1] == classes


def test_a_colour_outside_the_design_system_is_refused():
    with pytest.raises(UnknownColour, match="#ff0000"):
        page('<rect width="1" height="1" fill="#ff0000"/>')


def test_the_drawing_speaks_its_label():
    root = tree_of(svg.for_page(drawing(""), label='9 "of" 10 <here>', prefix="d1", extra_class="narrow"))
    spoken = {name: root.get(name) for name in ("role", "aria-label", "class", "viewBox")}
    assert spoken == {
        "role": "img", "aria-label": '9 "of" 10 <here>', "class": "chart narrow", "viewBox": "0 0 10 5"
    }  # fmt: skip


def test_a_label_is_spoken_in_one_line():
    root = tree_of(svg.for_page(drawing(""), label="76.8\u00a0years\nin all\x00", prefix="d1"))
    assert root.get("aria-label") == "76.8 years in all"


@pytest.mark.parametrize("label", ["", "  "])
def test_a_drawing_without_label_is_refused(label):
    with pytest.raises(svg.NotDrawable, match="label"):
        svg.for_page(drawing(""), label=label, prefix="d1")


@pytest.mark.parametrize(
    "source",
    [
        "not xml",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>',
        drawing("", head=""),
        drawing("", head='viewBox="expression(1)"'),
    ],
)
def test_what_is_no_plain_svg_is_refused(source):
    with pytest.raises(svg.NotDrawable):
        svg.for_page(source, label="Two values", prefix="d1")


def test_identifiers_are_the_drawings_own():
    shape = '<rect width="1" height="1"/>'
    result = page(f'<g clip-path="url(#c)">{shape}</g><clipPath id="c">{shape}</clipPath>')
    assert re.findall(r'(?:url\(#|id=")([\w-]+)', result) == ["d1-c", "d1-c"]


def test_numbers_are_rounded_to_what_can_be_seen():
    assert 'd="M0.33,0h-12"' in page('<path d="M0.3333333,-0.0001h-12.000" fill="#1b4a72"/>')


def test_paper_gets_the_light_colours_back():
    text = '<text fill="#1b4a72" text-anchor="end">9</text>'
    painted = tree_of(svg.for_paper(page(text)))[0].attrib
    assert painted == {
        "fill": "#1b4a72",
        "font-size": "12",
        "font-family": "Public Sans, Libertinus Serif",
        "font-weight": "600",
        "text-anchor": "end",
    }


def test_paper_has_a_size_and_no_class():
    result = svg.for_paper(page('<path d="M0,0h5" stroke="#b5541c"/>'))
    assert 'width="10" height="5"' in result
    assert "class=" not in result
