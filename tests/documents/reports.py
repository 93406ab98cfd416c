"""A small report with one of everything, as its context gives it to the writers of documents."""

import struct
import zlib

from commonweal.documents.methods.prose import Printing, printable


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00" + b"\xff\xff\xff" * 2))
    + _chunk(b"IEND", b"")
)
"""Two white pixels beside each other."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'


def text(words: str, *marks: dict) -> dict:
    return {"type": "text", "text": words, "marks": list(marks)}


def paragraph(*nodes: dict) -> dict:
    return {"type": "paragraph", "content": list(nodes)}


def _item(words: str) -> dict:
    return {"type": "listItem", "content": [paragraph(text(words))]}


def _cell(words: str, kind: str = "tableCell", **attrs: int) -> dict:
    return {"type": kind, "attrs": attrs, "content": [paragraph(text(words))]}


def _row(*cells: dict) -> dict:
    return {"type": "tableRow", "content": list(cells)}


def refer(uid: str) -> dict:
    return {"type": "figureReference", "attrs": {"uid": uid}}


DOCUMENT = {
    "type": "doc",
    "content": [
        paragraph(
            text("Look "), text("here", {"type": "link", "attrs": {"href": "https://example.org/?a=1&b=2"}}), text("."),
        ),
        {"type": "heading", "attrs": {"level": 3}, "content": [text("Rivers")]},
        {"type": "bulletList", "content": [_item("one")]},
        {"type": "orderedList", "attrs": {"start": 3}, "content": [_item("three"), _item("four")]},
        {"type": "blockquote", "content": [paragraph(text("Water knows."))]},
        paragraph(text("As in "), refer("u1"), text(" and "), refer("t1"), text(".")),
        {"type": "tableCaption", "attrs": {"uid": "t1"}, "content": [text("Two letters")]},
        {
            "type": "table",
            "content": [
                _row(_cell("A", "tableHeader"), _cell("B", "tableHeader")),
                _row(_cell("1", rowspan=2), _cell("2")),
                _row(_cell("3")),
            ],
        },
        {"type": "figure", "attrs": {"uid": "u1"}},
        {"type": "figure", "attrs": {"uid": "u2"}},
        {"type": "figure", "attrs": {"uid": "gone"}},
    ],
}  # fmt: skip


def _card(number: int, title: str, **more: object) -> dict:
    return {
        "number": f"Figure P.1-{number}",
        "title": title,
        "sentence": f"{title} in a sentence.",
        "alt": "Bars: 41 here.",
        "file": None,
        "source": "Rankings 2024",
        "invented": None,
        "table": None,
        **more,
    }


def report() -> dict:
    """Two questions of one item: the first is answered with one of everything, the second is not."""
    table = {"caption": "The numbers of Figure P.1-1", "head": ["Place", "Value"], "rows": [["Bend", "41.2"]]}
    blocks = printable(
        DOCUMENT, Printing("https://bend.example", references={"u1": "Figure P.1-1", "t1": "Table P.1-1"})
    )
    return {
        "author": "Willow Creek",
        "cover_title": "Willow Creek",
        "running": "Willow Creek, Community Profile",
        "foot": "As of November 24, 2026.",
        "kicker": "Community Profile",
        "lead": "Who we are.",
        "notice": None,
        "made": "As of November 24, 2026.",
        "edition": "Framework, 2026",
        "words": {
            "of": "of",
            "contents": "Contents",
            "glossary": "What words mean here",
            "no_answer": "Not answered yet.",
            "missing_figure": "A figure stood here and was taken out.",
        },
        "glossary": [{"name": "Levee Day", "meaning": "The fair in August."}],
        "items": [
            {
                "ref": "P.1",
                "title": "Description",
                "questions": [
                    {"ref": "P.1a(1)", "label": "Place", "text": "What place?", "lang": "", "blocks": blocks},
                    {"ref": "P.1a(2)", "label": "Offers", "text": "What is there?", "lang": "", "blocks": []},
                ],
            }
        ],
        "figures": {"u1": _card(1, "Obesity", table=table, invented="Invented figures"), "u2": _card(2, "Sleep")},
    }
