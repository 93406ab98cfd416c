"""The body of a report as WordprocessingML: cover, contents, then each item with its questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from commonweal.documents.methods import word_markup as word
from commonweal.documents.methods.word_blocks import Gathering, written
from commonweal.documents.methods.word_markup import element

Values = Mapping[str, Any]

CONTENTS_LEVELS = 2


@dataclass(frozen=True)
class Heading:
    """A heading that the contents list; ``mark`` is the name of its bookmark, ``number`` counts from 1."""

    level: int
    text: str
    number: int

    @property
    def mark(self) -> str:
        """The name under which the contents find it."""
        return f"_Toc{self.number:06d}"


def body_of(data: Values, gathering: Gathering) -> Iterator[ET.Element]:
    """Every paragraph and table of a report; ``data`` is what the PDF's template reads, too."""
    headings = headings_of(data)
    yield from _cover(data)
    yield from _contents(data["words"]["contents"], headings)
    waiting = iter(headings)
    for item in data["items"]:
        yield _heading(next(waiting))
        for question in item["questions"]:
            yield _heading(next(waiting))
            yield word.paragraph("Question", word.run(question["text"]), properties=[element("w:keepNext")])
            if question["blocks"]:
                yield from written(question["blocks"], gathering)
            else:
                yield word.paragraph("BodyText", word.run(data["words"]["no_answer"], element("w:i")))


def headings_of(data: Values) -> list[Heading]:
    """Items and questions in order, as the contents list them."""
    listed = [
        pair
        for item in data["items"]
        for pair in [
            (1, f"{item['ref']} {item['title']}"),
            *((2, f"{question['ref']} {question['label']}") for question in item["questions"]),
        ]
    ]
    return [Heading(level, text, number) for number, (level, text) in enumerate(listed, start=1)]


def _cover(data: Values) -> Iterator[ET.Element]:
    yield word.paragraph("Kicker", word.run(data["kicker"]))
    yield word.paragraph("Title", word.run(data["cover_title"]))
    yield word.paragraph("Subtitle", word.run(data["lead"]))
    if data["notice"]:
        yield word.paragraph("Kicker", word.run(data["notice"]))
    yield word.paragraph("Source", word.run(data["made"]))
    yield word.paragraph("Source", word.run(data["edition"]))


def _contents(title: str, headings: list[Heading]) -> Iterator[ET.Element]:
    """A real table of contents. Until Word counts the pages, its lines are links without numbers."""
    yield word.paragraph("ContentsTitle", word.run(title), properties=[element("w:pageBreakBefore")])
    lines = [
        word.paragraph(f"toc{one.level}", element("w:hyperlink", {"w:anchor": one.mark}, word.run(one.text)))
        for one in headings
    ] or [word.paragraph("toc1")]
    instruction = element("w:instrText", {"xml:space": "preserve"})
    instruction.text = f' TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u '
    opening = [word.mark("begin"), element("w:r", {}, instruction), word.mark("separate")]
    for place, made in enumerate(opening, start=1):  # after the properties of the first line
        lines[0].insert(place, made)
    lines.append(word.paragraph("toc1", word.mark("end")))
    gallery = element("w:docPartGallery", {"w:val": "Table of Contents"})
    about = element("w:sdtPr", {}, element("w:docPartObj", {}, gallery, element("w:docPartUnique")))
    yield element("w:sdt", {}, about, element("w:sdtContent", {}, *lines))


def _heading(one: Heading) -> ET.Element:
    begin = element("w:bookmarkStart", {"w:id": one.number, "w:name": one.mark})
    end = element("w:bookmarkEnd", {"w:id": one.number})
    new_page = [element("w:pageBreakBefore")] if one.level == 1 else []
    return word.paragraph(f"Heading{one.level}", begin, word.run(one.text), end, properties=new_page)
