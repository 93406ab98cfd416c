"""From printable blocks (see ``prose``) to WordprocessingML: prose, lists, tables, figures with captions.

What stands outside the text of a file (links, pictures, numberings) is gathered in a ``Gathering`` and
put into the file by the engine.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from commonweal.documents.methods import word_markup as word
from commonweal.documents.methods.word_markup import element

Block = Mapping[str, Any]

PNG_START = b"\x89PNG\r\n\x1a\n"
BULLETS, NUMBERS = 1, 2
"""The two kinds of lists of a file, as its abstract numberings."""
DEEPEST_LEVEL = 8
TEXT_INCHES = 6.5
INDENT = 360  # twentieths of a point for each level of a list
CAPTION = re.compile(r"(?P<before>.*?)(?P<series>\S*-)(?P<number>\d+)\Z")
"""``Figure P.1-2``: words, a series and the number within it."""
UNITS_WIDE = 640
"""The drawing units of a picture as wide as the text; narrower ones stay as narrow, so that all letters are alike."""
FIRST_BOOKMARK = 10_000
"""The numbers below are those of headings."""
TABLE_RULES = (("top", 6, "45525B"), ("bottom", 6, "45525B"), ("insideH", 4, "C9C4B8"))


@dataclass(frozen=True)
class Picture:
    """The bytes of a PNG, how large it is in pixels, and how wide in drawing units."""

    png: bytes
    width: int
    height: int
    units: float = UNITS_WIDE

    @classmethod
    def from_png(cls, png: bytes, *, scale: float | None = None) -> "Picture":
        """The picture with the size its header tells; ``scale`` are its pixels for each drawing unit.

        Raises:
            ValueError: if the bytes are no PNG.
        """
        if not png.startswith(PNG_START):
            raise ValueError("These bytes are no PNG.")
        width, height = struct.unpack(">II", png[16:24])
        return cls(png, width, height, width / scale if scale else UNITS_WIDE)


@dataclass
class Gathering:
    """What the text of a file refers to, in the order of first use."""

    pictures: Mapping[str, Picture]
    figures: Mapping[str, Block]
    words: Mapping[str, str]
    links: dict[str, str] = field(default_factory=dict)
    """The name of the relation of each address."""
    used_pictures: dict[str, str] = field(default_factory=dict)
    """The name of the relation of each figure's picture, by uid."""
    lists: list[tuple[int, int]] = field(default_factory=list)
    """Kind and first number of each list; its numbering is its place here, counted from 1."""
    counted: dict[str, int] = field(default_factory=dict)
    """The last number of each series of figures or tables."""
    placed: set[str] = field(default_factory=set)
    """The uids of the figures and tables that have their bookmark: one may stand twice."""
    n_drawings: int = 0


def written(blocks: Sequence[Block], gathering: Gathering, *, style: str = "BodyText") -> Iterator[ET.Element]:
    """The paragraphs and tables of some blocks; plain paragraphs get this style."""
    for block in blocks:
        match block["type"]:
            case "paragraph":
                yield word.paragraph(style, *inline(block["content"], gathering))
            case "heading":
                yield word.paragraph(f"Heading{block['level']}", *inline(block["content"], gathering))
            case "quote":
                yield from written(block["blocks"], gathering, style="Quote")
            case "table":
                if block["caption"]:
                    yield _table_caption(block["caption"], gathering)
                yield table(block, gathering)
                yield word.paragraph("AfterTable")
            case "figure":
                yield from figure(block["uid"], gathering)
            case "bullets" | "numbers":
                yield from listed(block, gathering)


def inline(nodes: Sequence[Block], gathering: Gathering) -> Iterator[ET.Element]:
    """The runs of a paragraph. A link is a real one, and a reference a field that leads to its caption."""
    for node in nodes:
        if node["type"] == "break":
            yield word.line_break()
            continue
        marks = {mark["type"]: mark for mark in node["marks"]}
        properties = [element("w:rStyle", {"w:val": "Hyperlink"})] if {"link", "reference"} & marks.keys() else []
        properties += [element("w:b")] if "bold" in marks else []
        properties += [element("w:i")] if "italic" in marks else []
        if "reference" in marks:
            yield from word.field(f"REF {_bookmark(marks['reference']['uid'])} \\h", node["text"], *properties)
            continue
        made = word.run(node["text"], *properties)
        if "link" in marks:
            address = word.plain(marks["link"]["href"])
            relation = gathering.links.setdefault(address, f"link{len(gathering.links) + 1}")
            made = element("w:hyperlink", {"r:id": relation, "w:history": 1}, made)
        yield made


def listed(block: Block, gathering: Gathering, level: int = 0) -> Iterator[ET.Element]:
    """The paragraphs of a list and of the lists in it; each list counts for itself."""
    kind = BULLETS if block["type"] == "bullets" else NUMBERS
    gathering.lists.append((kind, block.get("start", 1)))
    number = len(gathering.lists)
    style = "ListBullet" if kind == BULLETS else "ListNumber"
    for item in block["items"]:
        is_first = True
        for part in item:
            if part["type"] in {"bullets", "numbers"}:
                yield from listed(part, gathering, min(level + 1, DEEPEST_LEVEL))
            elif part["type"] == "paragraph":
                properties = [_numbered(level, number)] if is_first else [_indented(level)]
                runs = inline(part["content"], gathering)
                yield word.paragraph(style if is_first else "ListContinue", *runs, properties=properties)
            else:
                yield from written([part], gathering)
            is_first = False


def table(block: Block, gathering: Gathering) -> ET.Element:
    """A written table: its head repeats on each page and is told as a head; spans are real ones."""
    cell_at = {(cell["x"], cell["y"]): cell for cell in block["cells"]}
    n_rows = max(cell["y"] + cell["rowspan"] for cell in block["cells"])
    rows = (_row(y, block, cell_at, gathering) for y in range(n_rows))
    return _framed(block["weights"], block["n_head"], rows)


def numbers_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> ET.Element:
    """The numbers of a figure: one head row, numbers to the right."""
    lines = [_plain_row(head, is_head=True), *(_plain_row(row, is_head=False) for row in rows)]
    return _framed([1.0] * len(head), 1, iter(lines))


def figure(uid: str, gathering: Gathering) -> Iterator[ET.Element]:
    """A figure: caption with a counted number, sentence, picture with alternative text, source, numbers."""
    card = gathering.figures.get(uid)
    if card is None:
        yield word.paragraph("BodyText", word.run(gathering.words["missing_figure"], element("w:i")))
        return
    named = f"{card['title']} ({card['invented']})" if card["invented"] else card["title"]
    runs = [*_counted("Figure", uid, card["number"], gathering), word.run(f" {named}")]
    yield word.paragraph("Caption", *runs, properties=[element("w:keepNext")])
    yield word.paragraph("FigureSentence", word.run(card["sentence"]))
    if uid in gathering.pictures:
        drawn = drawing(uid, card["number"], card["alt"], gathering)
        yield word.paragraph("Drawing", drawn, properties=[element("w:keepNext")])
    yield word.paragraph("Source", word.run(card["source"]))
    if numbers := card["table"]:
        yield word.paragraph("TableTitle", word.run(numbers["caption"]), properties=[element("w:keepNext")])
        yield numbers_table(numbers["head"], numbers["rows"])
        yield word.paragraph("AfterTable")


def _table_caption(caption: Block, gathering: Gathering) -> ET.Element:
    runs = [*_counted("Table", caption["uid"], caption["number"], gathering), word.run(" ")]
    runs += inline(caption["content"], gathering)
    return word.paragraph("Caption", *runs, properties=[element("w:keepNext")])


def _counted(kind: str, uid: str, code: str, gathering: Gathering) -> list[ET.Element]:
    """``Figure P.1-2``, whose number is a field of its series, so that Word can list figures and refer to them."""
    found = CAPTION.match(code)
    if found is None:
        runs = [word.run(code)]
    else:
        series, number = found["series"], int(found["number"])
        name = re.sub(r"\W", "_", f"{kind}_{series}").strip("_")
        reset = "" if number == gathering.counted.get(name, 0) + 1 else f" \\r {number}"
        gathering.counted[name] = number
        runs = [word.run(found["before"] + series), *word.field(f"SEQ {name} \\* ARABIC{reset}", found["number"])]
    if uid in gathering.placed:
        return runs
    gathering.placed.add(uid)
    return word.bookmarked(_bookmark(uid), FIRST_BOOKMARK + len(gathering.placed), *runs)


def _bookmark(uid: str) -> str:
    """The name of the bookmark of a caption; Word allows 40 letters, digits and underscores."""
    return "_Ref" + re.sub(r"\W", "", uid)[:36]


def drawing(uid: str, name: str, alt: str, gathering: Gathering, *, inches: float | None = None) -> ET.Element:
    """A picture of the gathering, so many inches wide; without a width as wide as it was drawn."""
    drawn = gathering.pictures[uid]
    relation = gathering.used_pictures.setdefault(uid, f"picture{len(gathering.used_pictures) + 1}")
    gathering.n_drawings += 1
    width = inches or TEXT_INCHES * min(1.0, drawn.units / UNITS_WIDE)
    size = (width, width * drawn.height / drawn.width)
    return word.picture(relation, gathering.n_drawings, name=name, alt=alt, inches=size)


def _numbered(level: int, number: int) -> ET.Element:
    return element("w:numPr", {}, element("w:ilvl", {"w:val": level}), element("w:numId", {"w:val": number}))


def _indented(level: int) -> ET.Element:
    return element("w:ind", {"w:left": INDENT * (level + 1)})


def _framed(weights: Sequence[float], n_head: int, rows: Iterator[ET.Element]) -> ET.Element:
    rules = [
        element(f"w:{side}", {"w:val": "single", "w:sz": size, "w:space": 0, "w:color": colour})
        for side, size, colour in TABLE_RULES
    ]
    properties = element(
        "w:tblPr",
        {},
        element("w:tblW", {"w:w": 5000, "w:type": "pct"}),
        element("w:tblBorders", {}, *rules),
        element("w:tblLook", {"w:val": "0020" if n_head else "0000", "w:firstRow": int(n_head > 0)}),
    )
    widths = [round(TEXT_INCHES * 1440 * weight / sum(weights)) for weight in weights]
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": width}) for width in widths))
    return element("w:tbl", {}, properties, grid, *rows)


def _row(y: int, block: Block, cell_at: Mapping[tuple[int, int], Block], gathering: Gathering) -> ET.Element:
    made = element("w:tr", {}, *_row_properties(is_head=y < block["n_head"]))
    x = 0
    while x < block["n_columns"]:
        cell = cell_at.get((x, y)) or _reaching(x, y, cell_at)
        made.append(_cell(cell, y, gathering) if cell else element("w:tc", {}, word.paragraph("TableText")))
        x += cell["colspan"] if cell else 1
    return made


def _reaching(x: int, y: int, cell_at: Mapping[tuple[int, int], Block]) -> Block | None:
    """The cell of an earlier row that reaches down to this square."""
    above = (cell_at.get((x, row)) for row in range(y - 1, -1, -1))
    return next((cell for cell in above if cell and cell["y"] + cell["rowspan"] > y), None)


def _cell(cell: Block, y: int, gathering: Gathering) -> ET.Element:
    properties = []
    if cell["colspan"] > 1:
        properties.append(element("w:gridSpan", {"w:val": cell["colspan"]}))
    if cell["rowspan"] > 1:
        properties.append(element("w:vMerge", {"w:val": "restart" if cell["y"] == y else "continue"}))
    if cell["is_header"]:
        properties.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F3F1EB"}))
    made = element("w:tc", {}, element("w:tcPr", {}, *properties))
    if cell["y"] == y:
        style = "TableHead" if cell["is_header"] else "TableText"
        made.extend(written(cell["blocks"], gathering, style=style))
    if len(made) == 1 or not made[-1].tag.endswith("}p"):
        made.append(word.paragraph("TableText"))
    return made


def _plain_row(cells: Sequence[str], *, is_head: bool) -> ET.Element:
    made = element("w:tr", {}, *_row_properties(is_head=is_head))
    for x, text in enumerate(cells):
        side = [element("w:jc", {"w:val": "right"})] if x else []
        style = "TableHead" if is_head else "TableText"
        made.append(element("w:tc", {}, word.paragraph(style, word.run(text), properties=side)))
    return made


def _row_properties(*, is_head: bool) -> list[ET.Element]:
    kept = [element("w:cantSplit"), *([element("w:tblHeader")] if is_head else [])]
    return [element("w:trPr", {}, *kept)]
