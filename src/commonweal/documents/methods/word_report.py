"""The body of a report as WordprocessingML: cover, contents, each item with its questions, the words explained."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from commonweal.documents.methods import word_markup as word
from commonweal.documents.methods.word_blocks import TEXT_INCHES, Gathering, drawing, written
from commonweal.documents.methods.word_markup import element

Values = Mapping[str, Any]

CONTENTS_LEVELS = 2
QUILT, LOGO = "cover quilt", "cover logo"
"""The names of the pictures of the cover among those of the gathering."""
LOGO_INCHES, LOGO_HIGHEST = 2.2, 1.0


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


def body_of(data: Values, gathering: Gathering, regions: Mapping[str, str]) -> Iterator[ET.Element]:
    """Every paragraph and table of a report; ``data`` is what the PDF's template reads, with its ``look``, too.

    ``regions`` names the language of an answer as Word does, such as ``es-US`` for ``es``.
    """
    headings = headings_of(data)
    yield from _cover(data, gathering)
    yield from _front_matter(data["look"]["front_matter"])
    yield from _contents(data["words"]["contents"], headings)
    waiting = iter(headings)
    for item in data["items"]:
        yield _heading(next(waiting))
        for question in item["questions"]:
            yield _heading(next(waiting))
            yield word.paragraph("Question", word.run(question["text"]), properties=[element("w:keepNext")])
            yield from _answer(question, data["words"], gathering, regions)
    if data["glossary"]:
        yield _heading(next(waiting))
        for term in data["glossary"]:
            name = word.run(f"{term['name']}: ", element("w:b"))
            yield word.paragraph("BodyText", name, word.run(term["meaning"]))


def _answer(
    question: Values, words: Mapping[str, str], gathering: Gathering, regions: Mapping[str, str]
) -> Iterator[ET.Element]:
    if not question["blocks"]:
        yield word.paragraph("BodyText", word.run(words["no_answer"], element("w:i")))
    for made in written(question["blocks"], gathering):
        lang = question["lang"]
        yield word.in_language(made, regions.get(lang, lang)) if lang else made


def headings_of(data: Values) -> list[Heading]:
    """Items and questions in order, then the glossary, as the contents list them."""
    listed = [
        pair
        for item in data["items"]
        for pair in [
            (1, f"{item['ref']} {item['title']}"),
            *((2, f"{question['ref']} {question['label']}") for question in item["questions"]),
        ]
    ]
    if data["glossary"]:
        listed.append((1, data["words"]["glossary"]))
    return [Heading(level, text, number) for number, (level, text) in enumerate(listed, start=1)]


def _cover(data: Values, gathering: Gathering) -> Iterator[ET.Element]:
    look = data["look"]
    if QUILT in gathering.pictures:
        yield word.paragraph("Drawing", drawing(QUILT, "Quilt", "", gathering, inches=TEXT_INCHES))
    else:
        yield word.paragraph("CoverBand")
    if logo := gathering.pictures.get(LOGO):
        width = min(LOGO_INCHES, LOGO_HIGHEST * logo.width / logo.height)
        yield word.paragraph("Drawing", drawing(LOGO, "Logo", look["organization"], gathering, inches=width))
    yield word.paragraph("Kicker", word.run(data["kicker"]))
    yield word.paragraph("Title", word.run(data["cover_title"]))
    yield word.paragraph("Subtitle", word.run(data["lead"]))
    if data["notice"]:
        yield word.paragraph("Kicker", word.run(data["notice"]))
    if look["organization"]:
        yield word.paragraph("Source", word.run(look["organization"], element("w:b")))
    yield word.paragraph("Source", word.run(data["made"]))
    yield word.paragraph("Source", word.run(data["edition"]))


def _front_matter(paragraphs: list[str]) -> Iterator[ET.Element]:
    """What an operator puts before every document, on a page of its own."""
    for place, words in enumerate(paragraphs):
        new_page = [element("w:pageBreakBefore")] if place == 0 else []
        yield word.paragraph("BodyText", word.run(words), properties=new_page)


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
    new_page = [element("w:pageBreakBefore")] if one.number == 1 else []
    return word.paragraph(f"Heading{one.level}", begin, word.run(one.text), end, properties=new_page)
