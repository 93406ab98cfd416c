"""From the SVG of a drawing program to one that may stand in a page, and on to one for paper.

Nothing is removed from the input; a new tree is written from an allow-list of elements and
attributes, and each value must look like what it is (a number, a path, a transformation).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree as ET

from commonweal.documents.methods import palette

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
TEXTS = frozenset({"text", "tspan"})
CONTAINERS = frozenset({"g", "defs", "clipPath"})
HELPERS = frozenset({"background", "foreground"})  # invisible frames that Vega draws around groups

_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?"
_LIST = rf"{_NUMBER}(?:[\s,]+{_NUMBER})*"
_NUMBERS = re.compile(_NUMBER)
_ID = re.compile(r"[A-Za-z][\w-]*")
_REFERENCE = re.compile(r"url\(#([A-Za-z][\w-]*)\)")
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(_NUMBER),
    "list": re.compile(_LIST),
    "path": re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9eE.,+\-\s]*"),
    "transform": re.compile(rf"(?:(?:translate|rotate|scale|matrix)\({_LIST}\)\s*)+"),
    "cap": re.compile(r"butt|round|square"),
}
_GEOMETRY = dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry"), "number")
ATTRIBUTES: Mapping[str, str] = {
    **_GEOMETRY,
    **dict.fromkeys(("width", "height", "opacity", "fill-opacity", "stroke-opacity"), "number"),
    "points": "list",
    "d": "path",
    "transform": "transform",
}
"""Every attribute that may survive, with the shape of its value. Classes are written by us alone."""


class NotDrawable(ValueError):
    """The input is not an SVG that can be made safe."""


def for_page(source: str, *, label: str, prefix: str, extra_class: str = "") -> str:
    """Rewrite a drawing for a page: colours as classes, a spoken label, its own identifiers.

    ``prefix`` makes identifiers unique in a page that shows several drawings; ``label`` says the
    values in words. The result has no style, script, event, link or identifier that was not asked for.

    Raises:
        NotDrawable: if the source is not an SVG with a view box, or the label is empty.
        palette.UnknownColour: if it paints with a colour outside the design system.
    """
    if not label.strip():
        raise NotDrawable("A drawing needs a label that says its values in words.")
    root = _parse(source)
    view_box = root.get("viewBox", "")
    if not re.fullmatch(_LIST, view_box):
        raise NotDrawable("A drawing needs a view box.")
    attributes = {
        "xmlns": NAMESPACE,
        "class": f"chart {extra_class}".strip(),
        "viewBox": view_box,
        "fill": "none",
        "role": "img",
        "aria-label": _spoken(label),
    }
    page = ET.Element("svg", attributes)
    page.extend(list(_rewritten_all(root, prefix)))
    return ET.tostring(page, encoding="unicode")


def for_paper(page_svg: str) -> str:
    """Give a page's drawing its light colours back, for a printed document.

    ``page_svg`` is a result of ``for_page``. Labels and roles go: on paper the figure around it
    carries the alternative text.
    """
    root = _parse(page_svg)
    for element in root.iter():
        _paint(element)
    width, height = root.get("viewBox", "0 0 1 1").split()[2:]
    root.attrib.update({"width": width, "height": height, "xmlns": NAMESPACE})
    return ET.tostring(root, encoding="unicode")


def _spoken(label: str) -> str:
    """The label in one line: every kind of blank is a space, and what cannot be written falls away."""
    return "".join(character for character in " ".join(label.split()) if character.isprintable())


def _parse(source: str) -> ET.Element:
    """Read XML that declares nothing, and drop the namespaces of its element names."""
    if "<!" in source.replace("<!--", ""):
        raise NotDrawable("A drawing declares no document type and no entity.")
    try:
        root = ET.fromstring(source)  # noqa: S314 -- declarations are refused above
    except ET.ParseError as fault:
        raise NotDrawable("A drawing must be well-formed XML.") from fault
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    if root.tag != "svg":
        raise NotDrawable("A drawing begins with an svg element.")
    return root


def _rewritten_all(parent: ET.Element, prefix: str) -> Iterable[ET.Element]:
    for child in parent:
        yield from _rewritten(child, prefix)


def _rewritten(element: ET.Element, prefix: str) -> Iterable[ET.Element]:
    """None, one or (for a group that says nothing itself) several elements."""
    if _is_invisible(element):
        return
    writer = _writer_of(element.tag)
    if writer is None:
        return
    copy = ET.Element(element.tag, _kept(element, prefix))
    writer(element, copy)
    copy.extend(list(_rewritten_all(element, prefix)))
    if element.tag == "g" and not copy.attrib:
        yield from copy
    elif element.tag not in CONTAINERS or len(copy):
        yield copy


def _is_invisible(element: ET.Element) -> bool:
    is_helper = element.get("class", "") in HELPERS and not _painted(element)
    return is_helper or element.get("display") == "none"


def _painted(element: ET.Element) -> bool:
    return any(element.get(name, "none") not in {"none", "transparent"} for name in ("fill", "stroke"))


def _writer_of(tag: str) -> Callable[[ET.Element, ET.Element], None] | None:
    if tag in SHAPES:
        return _write_shape
    if tag in TEXTS:
        return _write_text
    return _write_nothing if tag in CONTAINERS else None


def _kept(element: ET.Element, prefix: str) -> dict[str, str]:
    """The allowed attributes with plausible values, numbers rounded, references made ours."""
    kept = {
        name: _rounded(element.attrib[name])
        for name, shape in ATTRIBUTES.items()
        if name in element.attrib and _PATTERNS[shape].fullmatch(element.attrib[name])
    }
    for name in [name for name in kept if name.endswith("opacity") and kept[name] == "1"]:
        del kept[name]
    if kept.get("transform") == "translate(0,0)":
        del kept["transform"]
    if element.tag == "clipPath" and _ID.fullmatch(element.get("id", "")):
        kept["id"] = f"{prefix}-{element.attrib['id']}"
    if reference := _REFERENCE.fullmatch(element.get("clip-path", "")):
        kept["clip-path"] = f"url(#{prefix}-{reference[1]})"
    return kept


def _write_nothing(_source: ET.Element, _copy: ET.Element) -> None:
    """A container carries no paint of its own."""


def _write_shape(source: ET.Element, copy: ET.Element) -> None:
    names = palette.class_of_shape(
        _colour(source, "fill"),
        _colour(source, "stroke"),
        float(source.get("stroke-width", "1")),
        source.get("stroke-dasharray", "").replace(",", " "),
    )
    _set_class(copy, names)


def _write_text(source: ET.Element, copy: ET.Element) -> None:
    copy.text, copy.tail = source.text, source.tail if source.tag == "tspan" else None
    if source.tag == "tspan" and source.get("fill") is None:
        return
    size = float((source.get("font-size") or "12").removesuffix("px"))
    tone = palette.class_of_text(_colour(source, "fill"), source.get("font-weight", ""), size)
    anchor = {"middle": "mid", "end": "end"}.get(source.get("text-anchor", ""))
    _set_class(copy, (*tone, *([anchor] if anchor else [])))


def _set_class(element: ET.Element, names: Iterable[str]) -> None:
    if joined := " ".join(names):
        element.set("class", joined)


def _colour(element: ET.Element, name: str) -> str:
    value = element.get(name, "none").lower()
    return "none" if value == "transparent" else {"black": "#000000", "white": "#ffffff"}.get(value, value)


def _rounded(value: str) -> str:
    """Numbers to two decimals: a hundredth of a unit cannot be seen, and pages get lighter."""
    return _NUMBERS.sub(lambda found: f"{round(float(found[0]), 2) + 0.0:.10g}", value)


def _paint(element: ET.Element) -> None:
    names = element.attrib.pop("class", "").split()
    for name in ("role", "aria-label"):
        element.attrib.pop(name, None)
    if element.tag == "text":
        element.attrib.update(palette.PAPER_TEXT)
    for name in names:
        element.attrib.update(palette.PAPER.get(name, {}))
