"""Building blocks of WordprocessingML: elements, runs, paragraphs, fields. Pure; knows no file.

Words of people are only ever the text of an element; what XML cannot hold falls away.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.etree import ElementTree as ET

NAMESPACES = MappingProxyType(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "xml": "http://www.w3.org/XML/1998/namespace",
    }
)
for _prefix, _address in NAMESPACES.items():
    ET.register_namespace(_prefix, _address)

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTHING: Mapping[str, object] = MappingProxyType({})
EMU_PER_INCH = 914_400
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension by which Word tells decoration from a picture that lacks its alternative text."""


def element(name: str, attributes: Mapping[str, object] = NOTHING, *children: ET.Element) -> ET.Element:
    """An element by its prefixed name, such as ``w:p``; attributes are prefixed too, or have no namespace.

    >>> ET.tostring(element("w:jc", {"w:val": "center"})).decode().partition(" w:")[2]
    'val="center" />'
    """
    made = ET.Element(_name(name), {_name(key): plain(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def plain(value: object) -> str:
    """A value as text that XML can hold."""
    return NOT_XML.sub("", str(value))


def bytes_of(made: ET.Element) -> bytes:
    """An element as XML in UTF-8."""
    xml: bytes = ET.tostring(made, encoding="utf-8")
    return xml


def run(text: str, *properties: ET.Element) -> ET.Element:
    """A run of text with its properties, in the order the format wants: style, bold, italic."""
    made = element("w:r", {}, *_properties("w:rPr", properties))
    words = element("w:t", {"xml:space": "preserve"})
    words.text = plain(text)
    made.append(words)
    return made


def line_break() -> ET.Element:
    """A new line within a paragraph."""
    return element("w:r", {}, element("w:br"))


def paragraph(style: str, *children: ET.Element, properties: Iterable[ET.Element] = ()) -> ET.Element:
    """A paragraph in a style. ``properties`` come in the order the format wants, after the style."""
    named = [element("w:pStyle", {"w:val": style})] if style else []
    return element("w:p", {}, *_properties("w:pPr", [*named, *properties]), *children)


def field(code: str, shown: str, *properties: ET.Element) -> list[ET.Element]:
    """The runs of a field: what it computes, and what it shows, with these properties, until somebody updates it."""
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    return [
        mark("begin"),
        element("w:r", {}, instruction),
        mark("separate"),
        run(shown, *properties),
        mark("end"),
    ]


def mark(kind: str) -> ET.Element:
    """A run with the beginning, the middle or the end of a field."""
    return element("w:r", {}, element("w:fldChar", {"w:fldCharType": kind}))


def bookmarked(name: str, number: int, *children: ET.Element) -> list[ET.Element]:
    """Some runs under a name that a field or a link can lead to; ``number`` is the bookmark's own in the file."""
    start = element("w:bookmarkStart", {"w:id": number, "w:name": name})
    return [start, *children, element("w:bookmarkEnd", {"w:id": number})]


def in_language(made: ET.Element, region: str) -> ET.Element:
    """The same element, each run of which says its language, such as ``es-US``."""
    for found in made.iter(_name("w:r")):
        properties = found.find(_name("w:rPr"))
        if properties is None:
            properties = element("w:rPr")
            found.insert(0, properties)
        properties.append(element("w:lang", {"w:val": region}))
    return made


def picture(relation: str, number: int, *, name: str, alt: str, inches: tuple[float, float]) -> ET.Element:
    """A run with a picture in the line, with its alternative text; one without is told as mere decoration."""
    width, height = (round(side * EMU_PER_INCH) for side in inches)
    size = {"cx": width, "cy": height}
    shape = element(
        "pic:spPr",
        {},
        element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", size)),
        element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
    )
    fill = element(
        "pic:blipFill",
        {},
        element("a:blip", {"r:embed": relation}),
        element("a:stretch", {}, element("a:fillRect")),
    )
    about = element(
        "pic:nvPicPr",
        {},
        element("pic:cNvPr", {"id": number, "name": name, "descr": alt}),
        element("pic:cNvPicPr"),
    )
    graphic = element(
        "a:graphic",
        {},
        element("a:graphicData", {"uri": NAMESPACES["pic"]}, element("pic:pic", {}, about, fill, shape)),
    )
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", size),
        element("wp:docPr", {"id": number, "name": name, "descr": alt}, *([] if alt else [_decoration()])),
        graphic,
    )
    return element("w:r", {}, element("w:drawing", {}, inline))


def _decoration() -> ET.Element:
    sign = element("adec:decorative", {"val": 1})
    return element("a:extLst", {}, element("a:ext", {"uri": DECORATIVE}, sign))


def _name(prefixed: str) -> str:
    prefix, has_prefix, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if has_prefix else prefixed


def _properties(name: str, properties: Iterable[ET.Element]) -> list[ET.Element]:
    listed = list(properties)
    return [element(name, {}, *listed)] if listed else []
