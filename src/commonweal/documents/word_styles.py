"""The look of a Word file: styles with the names Word knows, one numbering for each list, letter pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from commonweal.documents.methods import look as looks
from commonweal.documents.methods import word_markup as word
from commonweal.documents.methods.word_blocks import BULLETS, INDENT, NUMBERS, TEXT_INCHES
from commonweal.documents.methods.word_markup import element

SERIF, SANS = "Georgia", "Calibri"
"""Two faces that Word has on every system."""
INK, QUIET, RIVER, WHEAT = "18242C", "45525B", "1B4A72", "745006"
N_LEVELS = 9
BUILT_IN = frozenset({"toc 1", "toc 2", "Hyperlink"})
"""Styles that Word knows and the template lacks; the others are ours."""
MODERN = ("compatibilityMode", "http://schemas.microsoft.com/office/word", "15")
BULLET_SIGNS = ("•", "–", "◦")


@dataclass(frozen=True)
class Look:
    """How a style of paragraphs looks; sizes and spaces in points."""

    name: str
    face: str = SERIF
    size: float = 11
    colour: str = INK
    before: float = 0
    after: float = 8
    is_bold: bool = False
    is_italic: bool = False
    inherits: str = "Normal"


LOOKS = (
    Look("Normal"),
    Look("Body Text"),
    Look("Title", size=34, after=10, colour=RIVER),
    Look("Subtitle", size=14, after=60, colour=QUIET),
    Look("Heading 1", size=22, after=16, colour=RIVER, is_bold=True),
    Look("Heading 2", size=15, before=22, after=6, is_bold=True),
    Look("Heading 3", size=12.5, before=14, after=4, is_bold=True),
    Look("Heading 4", face=SANS, size=11, before=10, after=4, is_bold=True),
    Look("Quote", colour=QUIET, is_italic=True),
    Look("List Bullet", after=4),
    Look("List Number", after=4),
    Look("List Continue", after=4),
    Look("Caption", face=SANS, size=10, before=14, after=4, colour=WHEAT, is_bold=True),
    Look("Header", face=SANS, size=8.5, colour=QUIET, after=0),
    Look("Footer", face=SANS, size=8.5, colour=QUIET, after=0),
    Look("Cover Band", size=24, after=60),
    Look("Contents Title", size=22, after=16, colour=RIVER, is_bold=True),
    Look("toc 1", after=4, before=8, is_bold=True),
    Look("toc 2", after=3, size=10.5),
    Look("Kicker", face=SANS, size=10.5, colour=WHEAT, is_bold=True),
    Look("Question", size=10.5, colour=QUIET, is_italic=True),
    Look("Figure Sentence", size=12, after=6),
    Look("Drawing", after=4),
    Look("Source", face=SANS, size=8.5, colour=QUIET),
    Look("Table Title", face=SANS, size=9, after=3, is_bold=True),
    Look("Table Head", face=SANS, size=9, after=2, before=2, is_bold=True),
    Look("Table Text", face=SANS, size=9, after=2, before=2),
    Look("After Table", size=4, after=6),
)


def apply(document: WordDocument, region: str, chosen: looks.Look) -> None:
    """Give a document our styles in the colours of a look, and the language of its words, such as ``es-US``."""
    colours = _colours(chosen)
    for look in LOOKS:
        _dress(_style(document, look), look, colours)
    _fill_band(document.styles["Cover Band"], colours)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    if isinstance(link, CharacterStyle):
        link.font.color.rgb, link.font.underline = RGBColor.from_string(colours[RIVER]), True
    for name in ("Header", "Footer"):
        _set_tabs(document.styles[name])
    _set_language(document, region)
    _say_it_is_modern(document)


def _colours(chosen: looks.Look) -> Mapping[str, str]:
    """The colour that stands for each of ours."""
    own = {colour: colour for colour in (INK, QUIET)}
    return own | {RIVER: chosen.main_colour[1:].upper(), WHEAT: chosen.accent_colour[1:].upper()}


def _fill_band(style: BaseStyle, colours: Mapping[str, str]) -> None:
    """A band of the main colour over a line of the accent: the plain cover."""
    properties = style.element.get_or_add_pPr()
    line = element("w:bottom", {"w:val": "single", "w:sz": 36, "w:space": 0, "w:color": colours[WHEAT]})
    for made in (
        element("w:pBdr", {}, line),
        element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colours[RIVER]}),
    ):
        spacing = properties.find(_w("spacing"))
        spacing.addprevious(parse_xml(word.bytes_of(made)))


def number_lists(document: WordDocument, lists: Sequence[tuple[int, int]]) -> None:
    """Define each list of the document; ``lists`` are (kind, first number), numbered from 1."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    kinds = [_kind(BULLETS), _kind(NUMBERS)]
    uses = [_use(number, kind, first) for number, (kind, first) in enumerate(lists, start=1)]
    for made in [*kinds, *uses]:
        numbering.append(parse_xml(word.bytes_of(made)))


def set_letter_page(section: Section) -> None:
    """US letter with an inch around, which leaves lines of ``TEXT_INCHES``."""
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches((8.5 - TEXT_INCHES) / 2)
    section.top_margin = section.bottom_margin = Inches(1)


def _style(document: WordDocument, look: Look) -> ParagraphStyle:
    known = {style.name: style for style in document.styles}
    style = known.get(look.name)
    if style is None:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name in BUILT_IN)
        style.base_style = known[look.inherits]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{look.name} is no style of paragraphs.")
    return style


def _dress(style: ParagraphStyle, look: Look, colours: Mapping[str, str]) -> None:
    font, layout = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = look.face, Pt(look.size), look.is_bold, look.is_italic
    font.color.rgb = RGBColor.from_string(colours[look.colour])
    _drop_themes(style)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    if look.name.startswith("Heading"):
        layout.keep_with_next = True
    if look.name == "Quote":
        layout.left_indent = Inches(0.3)


def _drop_themes(style: BaseStyle) -> None:
    """Faces of the template's theme would win over ours; a list's own numbering over the one of each list."""
    for faces in style.element.xpath("./w:rPr/w:rFonts"):
        face = faces.get(_w("ascii"))
        faces.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            faces.set(_w(script), face)
    for own in style.element.xpath("./w:pPr/w:numPr | ./w:pPr/w:pBdr"):
        own.getparent().remove(own)


def _set_tabs(style: BaseStyle) -> None:
    if isinstance(style, ParagraphStyle):
        for old in style.element.xpath("./w:pPr/w:tabs"):
            old.getparent().remove(old)
        stops = style.paragraph_format.tab_stops
        stops.add_tab_stop(Inches(TEXT_INCHES / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Inches(TEXT_INCHES), WD_TAB_ALIGNMENT.RIGHT)


def _set_language(document: WordDocument, region: str) -> None:
    for language in document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        language.set(_w("val"), region)
    for language in document.settings.element.xpath("./w:themeFontLang"):
        language.set(_w("val"), region)


def _say_it_is_modern(document: WordDocument) -> None:
    """Without this, Word opens the file in the manner of Word 2007."""
    name, source, value = MODERN
    setting = element("w:compatSetting", {"w:name": name, "w:uri": source, "w:val": value})
    for compatibility in document.settings.element.xpath("./w:compat"):
        compatibility.append(parse_xml(word.bytes_of(setting)))


def _kind(kind: int) -> ET.Element:
    levels = [_level(kind, level) for level in range(N_LEVELS)]
    multi = element("w:multiLevelType", {"w:val": "hybridMultilevel"})
    return element("w:abstractNum", {"w:abstractNumId": kind}, multi, *levels)


def _level(kind: int, level: int) -> ET.Element:
    sign = BULLET_SIGNS[level % len(BULLET_SIGNS)] if kind == BULLETS else f"%{level + 1}."
    place = element("w:ind", {"w:left": INDENT * (level + 1), "w:hanging": INDENT})
    return element(
        "w:lvl",
        {"w:ilvl": level},
        element("w:start", {"w:val": 1}),
        element("w:numFmt", {"w:val": "bullet" if kind == BULLETS else "decimal"}),
        element("w:lvlText", {"w:val": sign}),
        element("w:lvlJc", {"w:val": "left"}),
        element("w:pPr", {}, place),
    )


def _use(number: int, kind: int, first: int) -> ET.Element:
    overrides = [
        element("w:lvlOverride", {"w:ilvl": level}, element("w:startOverride", {"w:val": first}))
        for level in range(N_LEVELS)
    ]
    return element("w:num", {"w:numId": number}, element("w:abstractNumId", {"w:val": kind}), *overrides)


def _w(name: str) -> str:
    return f"{{{word.NAMESPACES['w']}}}{name}"
