import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.documents.methods import logos
from commonweal.documents.methods.logos import LogoFault, NotALogo, cleaned

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#123456"/></svg>'


def svg(inner, head='viewBox="0 0 10 10"'):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {head}>{inner}</svg>".encode()


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width=2, height=2, pixels=None, extra=b"", colour=2):
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    data = zlib.compress(b"\0" * (height * (1 + 3 * width)) if pixels is None else pixels)
    return logos.PNG_BEGINS + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_drawing_of_shapes_is_taken_over():
    logo = cleaned(SQUARE.encode())
    assert logo.media_type == "image/svg+xml"
    assert b'd="M0 0h10v10z"' in logo.content
    assert b'fill="#123456"' in logo.content
    assert cleaned(logo.content) == logo


def test_styles_become_attributes_and_gradients_stay():
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>'
        '<g style="opacity:.5;position:fixed"><circle cx="5" cy="5" r="4" fill="url(#g)"/></g>'
    )
    content = cleaned(svg(inner)).content
    assert b'stop-color="#fff"' in content
    assert b'fill="url(#g)"' in content
    assert b'opacity=".5"' in content
    assert b"position" not in content


HOSTILE = [
    '<script>alert(1)</script><path d="M0 0h1"/>',
    '<path d="M0 0h1" onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><path d="M0 0h1"/></a><path d="M1 1h1"/>',
    '<path d="M0 0h1" fill="url(http://example.org/x)"/>',
    '<path d="M0 0h1" style="fill:url(http://example.org/#a);background:url(//x)"/>',
    '<metadata>secret</metadata><path d="M0 0h1"/>',
    '<animate attributeName="href"/><path d="M0 0h1"/>',
    '<path d="M0 0h1" id="a b&quot;"/>',
]


@pytest.mark.parametrize("inner", HOSTILE)
def test_nothing_that_acts_or_fetches_is_taken_over(inner):
    content = cleaned(svg(inner)).content.decode().replace("http://www.w3.org", "")
    assert [
        word for word in ("script", "alert", "http", "url(", "secret", "animate", "a b", "//x") if word in content
    ] == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"GIF89a", LogoFault.UNKNOWN),
        (b"<html><svg></svg></html>", LogoFault.UNKNOWN),
        (b"", LogoFault.UNKNOWN),
        (b"#" * 300_001, LogoFault.TOO_LARGE),
        (b"<svg", LogoFault.DAMAGED),
        (b"<svg>\xff</svg>", LogoFault.DAMAGED),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', LogoFault.DECLARES),
        (svg('<path d="M0 0"/>', ""), LogoFault.NO_SIZE),
        (svg('<path d="M0 0"/>', 'viewBox="0 0 0 9"'), LogoFault.NO_SIZE),
        (svg('<path d="M0 0"/>', 'width="100%" height="100%"'), LogoFault.NO_SIZE),
        (svg("<text>Name</text>"), LogoFault.NOT_SHAPES),
        (svg('<image href="x.png"/>'), LogoFault.NOT_SHAPES),
        (svg("<style>path{fill:red}</style>"), LogoFault.NOT_SHAPES),
        (svg('<use xlink:href="#a"/>'), LogoFault.NOT_SHAPES),
        (svg(""), LogoFault.EMPTY),
        (svg("<g>" * 60 + "</g>" * 60), LogoFault.TOO_MANY),
        (svg("<path/>" * 3_001), LogoFault.TOO_MANY),
        (png()[:-5], LogoFault.DAMAGED),
        (png().replace(b"IDAT", b"IDAX"), LogoFault.DAMAGED),
        (png(pixels=b"\0" * 5), LogoFault.DAMAGED),
        (png(pixels=b"\0" * 5_000_000), LogoFault.DAMAGED),
        (png(width=3_001), LogoFault.TOO_WIDE),
        (png(colour=9), LogoFault.DAMAGED),
        (png(width=0, pixels=b"\0\0"), LogoFault.DAMAGED),
        (logos.PNG_BEGINS, LogoFault.DAMAGED),
    ],
)
def test_what_cannot_be_taken_says_why(content, fault):
    with pytest.raises(NotALogo) as refusal:
        cleaned(content)
    assert refusal.value.fault == fault


def test_a_picture_is_kept_without_what_a_file_carries():
    extra = chunk(b"tEXt", b"Author\0Somebody") + chunk(b"eXIf", b"place")
    assert cleaned(png(extra=extra)).content == png()


@given(st.binary(max_size=400))
def test_no_bytes_break_the_cleaner(noise):
    for content in (noise, logos.PNG_BEGINS + noise, svg("") + noise, b"<svg " + noise):
        with pytest.raises(NotALogo):
            cleaned(content)
