"""Writing a report as a Word file. Only the job process imports this module: python-docx is slow to load.

python-docx brings a package that every program opens; the text of it comes from ``methods/word_report``.
The same input gives the same bytes, so that a file can be kept and compared by its hash.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from commonweal.documents import word_styles
from commonweal.documents.methods import word_markup as word
from commonweal.documents.methods.look import OWN_LOOK, Look
from commonweal.documents.methods.word_blocks import Gathering, Picture
from commonweal.documents.methods.word_report import body_of

REGIONS: Mapping[str, str] = {"en": "en-US", "es": "es-US"}
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""What a zip file says of each part; the real time stands in the properties of the document."""


def write_report(
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, Picture],
    title: str,
    language: str,
    made_at: datetime,
    look: Look = OWN_LOOK,
) -> bytes:
    """The report as a .docx file.

    ``data`` is what the PDF's template reads (see ``typst/commonweal.typ``); ``pictures`` are PNGs by the
    figure's uid, and those of the cover by the names of ``methods/word_report``.

    Raises:
        ValueError: if the title or the language is empty.
    """
    if not title.strip() or not language.strip():
        raise ValueError("A document needs a title and a language.")
    region = REGIONS.get(language, language)
    data = {**data, "look": look.as_data(language)}
    document = docx.Document()
    gathering = Gathering(pictures=pictures, figures=data["figures"], words=data["words"])
    _fill(document, data, gathering)
    word_styles.apply(document, region, look)
    word_styles.number_lists(document, gathering.lists)
    _frame_pages(document, data)
    _connect(document, gathering)
    _describe(document, data, title=title, region=region, made_at=made_at)
    return _saved(document)


def _fill(document: WordDocument, data: Mapping[str, Any], gathering: Gathering) -> None:
    end = document.element.body.sectPr
    for made in body_of(data, gathering, REGIONS):
        end.addprevious(parse_xml(word.bytes_of(made)))


def _connect(document: WordDocument, gathering: Gathering) -> None:
    relations = document.part.rels
    for address, name in gathering.links.items():
        relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)
    for uid, name in gathering.used_pictures.items():
        image = document.part.package.get_or_add_image_part(io.BytesIO(gathering.pictures[uid].png))
        relations.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, name)


def _frame_pages(document: WordDocument, data: Mapping[str, Any]) -> None:
    """Letter pages; head and foot on all but the cover."""
    section = document.sections[0]
    word_styles.set_letter_page(section)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for made in (word.run(f"{data['running']}\t\t"), *word.field('STYLEREF "Heading 1"', "")):
        head._p.append(parse_xml(word.bytes_of(made)))  # noqa: SLF001 -- python-docx has no fields
    pages = [*word.field("PAGE", "1"), word.run(f" {data['words']['of']} "), *word.field("NUMPAGES", "1")]
    words = " · ".join(filter(None, (data["foot"], data["look"]["footer"])))
    for made in (word.run(f"{words}\t\t"), *pages):
        foot._p.append(parse_xml(word.bytes_of(made)))  # noqa: SLF001 -- python-docx has no fields


def _describe(document: WordDocument, data: Mapping[str, Any], *, title: str, region: str, made_at: datetime) -> None:
    about = document.core_properties
    moment = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    about.title, about.author, about.last_modified_by = title, data["author"], data["author"]
    about.subject, about.keywords, about.comments = data["lead"], data["edition"], data["foot"]
    about.language, about.created, about.modified, about.revision = region, moment, moment, 1
    relations = document.part.package.rels
    pictured = [name for name, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]
    for name in pictured:  # of the template, not of this document
        del relations[name]


def _saved(document: WordDocument) -> bytes:
    """The file with its parts in a fixed order and without the time of writing."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, FIRST_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return made.getvalue()
