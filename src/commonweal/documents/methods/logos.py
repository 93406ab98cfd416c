"""A logo made safe to stand in documents. Pure: no Django, no clock, no files.

Nothing is taken out of what was given; a new picture is written from what is allowed: of an SVG shapes and
their paint, of a PNG the parts that make the picture. What cannot be carried over is refused with its reason.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree as ET

from commonweal.documents.methods import svg

MAX_BYTES = 300_000
MAX_ELEMENTS = 3_000
MAX_DEPTH = 40
MAX_SIDE = 3_000
"""Of a PNG, in pixels."""

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
CHANNELS: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers for one pixel, by the colour type of a PNG."""
KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})

_PAINT = re.compile(r"none|#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?|[A-Za-z]{3,20}|rgb\([\d\s,.%]{5,40}\)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?(?:px|%)?")
_WORD = re.compile(r"[A-Za-z]{3,20}")
_ID = re.compile(r"[A-Za-z_][\w.-]{0,60}")
_REFERENCE = re.compile(r"url\(['\"]?#([A-Za-z_][\w.-]{0,60})['\"]?\)")
_PATHS = re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9eE.,+\-\s]*")
_LISTS = re.compile(r"[-+0-9eE.,\s]*")
_TRANSFORMS = re.compile(r"(?:(?:translate|rotate|scale|matrix|skewX|skewY)\([-+0-9eE.,\s]*\)[\s,]*)+")

PAINTS = ("fill", "stroke", "stop-color", "color")
ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "offset"), _NUMBER),
    **dict.fromkeys(("width", "height", "stroke-width", "stroke-miterlimit", "stroke-dashoffset"), _NUMBER),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), _NUMBER),
    **dict.fromkeys(("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin"), _WORD),
    **dict.fromkeys(("gradientUnits", "clipPathUnits", "spreadMethod"), _WORD),
    **dict.fromkeys(PAINTS, _PAINT),
    **dict.fromkeys(("transform", "gradientTransform"), _TRANSFORMS),
    **dict.fromkeys(("points", "stroke-dasharray"), _LISTS),
    "d": _PATHS,
    "id": _ID,
}
REFERENCES = ("fill", "stroke", "clip-path")
GRADIENTS = frozenset({"linearGradient", "radialGradient", "stop"})
KEPT = svg.SHAPES | svg.CONTAINERS | GRADIENTS
REFUSED = frozenset({"text", "image", "style", "use", "foreignObject", "mask", "filter", "pattern"})


class LogoFault(StrEnum):
    """Why a file is no logo that can be taken."""

    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    DECLARES = "declares"
    NO_SIZE = "no_size"
    TOO_MANY = "too_many"
    NOT_SHAPES = "not_shapes"
    EMPTY = "empty"
    TOO_WIDE = "too_wide"


class NotALogo(ValueError):
    """The file cannot be taken; ``fault`` says why, ``detail`` names the part."""

    def __init__(self, fault: LogoFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class CleanLogo:
    """The picture as it is kept, and what it is."""

    content: bytes
    media_type: str


def cleaned(content: bytes) -> CleanLogo:
    """A logo from the bytes of a file, told apart by content.

    Raises:
        NotALogo: with the first reason against it.
    """
    if len(content) > MAX_BYTES:
        raise NotALogo(LogoFault.TOO_LARGE)
    if content.startswith(PNG_BEGINS):
        return CleanLogo(_cleaned_png(content), "image/png")
    if b"<svg" in content[:2000]:
        return CleanLogo(_cleaned_svg(content), "image/svg+xml")
    raise NotALogo(LogoFault.UNKNOWN)


# ---- SVG ------------------------------------------------------------------------------------


def _cleaned_svg(content: bytes) -> bytes:
    root = _parsed(content)
    _look_at_size(root)
    logo = ET.Element("svg", {"xmlns": svg.NAMESPACE, **_frame(root)})
    logo.extend([copy for child in root for copy in _copied(child)])
    if not any(element.tag in svg.SHAPES for element in logo.iter()):
        raise NotALogo(LogoFault.EMPTY)
    return ET.tostring(logo)


def _parsed(content: bytes) -> ET.Element:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotALogo(LogoFault.DAMAGED) from fault
    if "<!" in text.replace("<!--", ""):
        raise NotALogo(LogoFault.DECLARES)
    try:
        root = ET.fromstring(text)  # noqa: S314 -- declarations are refused above
    except (ET.ParseError, ValueError) as fault:
        raise NotALogo(LogoFault.DAMAGED) from fault
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if root.tag != "svg":
        raise NotALogo(LogoFault.UNKNOWN)
    return root


def _look_at_size(root: ET.Element) -> None:
    """Bound the number of elements and their depth before anything walks down by calling itself."""
    level, n_elements = [root], 0
    for _depth in range(MAX_DEPTH):
        n_elements += len(level)
        level = [child for element in level for child in element]
        if n_elements + len(level) > MAX_ELEMENTS:
            raise NotALogo(LogoFault.TOO_MANY)
    if level:
        raise NotALogo(LogoFault.TOO_MANY)


def _frame(root: ET.Element) -> dict[str, str]:
    """View box and size, each of which can be had from the other."""
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = (root.get(name, "").removesuffix("px") for name in ("width", "height"))
    if len(box) != 4 and _NUMBER.fullmatch(width) and _NUMBER.fullmatch(height):
        box = ["0", "0", width, height]
    if len(box) != 4 or not all(_NUMBER.fullmatch(part) and part[-1] not in "%x" for part in box):
        raise NotALogo(LogoFault.NO_SIZE)
    if min(float(box[2]), float(box[3])) <= 0:
        raise NotALogo(LogoFault.NO_SIZE)
    return {"viewBox": " ".join(box), "width": box[2], "height": box[3]}


def _copied(element: ET.Element) -> Iterator[ET.Element]:
    """The element as it may stand in a document; nothing for what draws nothing."""
    if element.tag in REFUSED:
        raise NotALogo(LogoFault.NOT_SHAPES, element.tag)
    if element.tag not in KEPT:
        return
    copy = ET.Element(element.tag, dict(_attributes(element)))
    copy.extend([inner for child in element for inner in _copied(child)])
    yield copy


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Allowed attributes with plausible values; what a style says counts for more, as it does in a browser."""
    styled = dict(_declarations(element.get("style", "")))
    for name, value in {**element.attrib, **styled}.items():
        plain = value.strip()
        reference = _REFERENCE.fullmatch(plain) if name in REFERENCES else None
        if reference:
            yield name, f"url(#{reference[1]})"
        elif name in ATTRIBUTES and ATTRIBUTES[name].fullmatch(plain):
            yield name, plain


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), value.strip()


# ---- PNG ------------------------------------------------------------------------------------


def _cleaned_png(content: bytes) -> bytes:
    """The chunks that make the picture, without texts, times, profiles and what else a file may carry."""
    kept = [(name, data) for name, data in _chunks(content) if name in KEPT_CHUNKS]
    names = [name for name, _data in kept]
    if not names or names[0] != b"IHDR" or names[-1] != b"IEND" or names.count(b"IHDR") != 1:
        raise NotALogo(LogoFault.DAMAGED)
    _look_at_pixels(kept[0][1], b"".join(data for name, data in kept if name == b"IDAT"))
    return PNG_BEGINS + b"".join(_chunk(name, data) for name, data in kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_BEGINS)
    while at < len(content):
        if len(content) < at + 12:
            raise NotALogo(LogoFault.DAMAGED)
        n_bytes, name = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + n_bytes]
        if len(content) < at + 12 + n_bytes or _chunk(name, data) != content[at : at + 12 + n_bytes]:
            raise NotALogo(LogoFault.DAMAGED)
        yield name, data
        if name == b"IEND":
            return
        at += 12 + n_bytes


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _look_at_pixels(header: bytes, packed: bytes) -> None:
    """Refuse what is larger than a logo needs, or unpacks to more or less than its size says."""
    if len(header) != 13:
        raise NotALogo(LogoFault.DAMAGED)
    width, height, depth, colour, _compression, _filter, interlace = struct.unpack(">IIBBBBB", header)
    if colour not in CHANNELS or depth not in {1, 2, 4, 8, 16} or not width or not height:
        raise NotALogo(LogoFault.DAMAGED)
    if max(width, height) > MAX_SIDE:
        raise NotALogo(LogoFault.TOO_WIDE)
    expected = height * (1 + (width * CHANNELS[colour] * depth + 7) // 8)
    most = expected if not interlace else 2 * expected + 8 * height
    unpacker = zlib.decompressobj()
    try:
        n_bytes = len(unpacker.decompress(packed, most + 1))
    except zlib.error as fault:
        raise NotALogo(LogoFault.DAMAGED) from fault
    if n_bytes > most or (not interlace and n_bytes < expected):
        raise NotALogo(LogoFault.DAMAGED)
