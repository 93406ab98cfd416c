"""Opening a Word file from somewhere else: what it may be, what it may weigh, and its parts as trees.

Nothing of the file is trusted. Only the few parts that hold text are read, each up to a limit, whatever
size the archive claims; document types, entities and addresses are never followed.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Tree = Any
"""An element of lxml, which has no types of its own."""

MOST_BYTES = 30_000_000
"""A larger file is refused unread; a Profile with many pictures has some 10 MB."""
MOST_PART_BYTES = 40_000_000
MOST_PARTS = 5_000
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Word 97 to 2003 begin, and those with a password."""
PASSWORD = "EncryptedPackage".encode("utf-16-le")
MAIN_PART = "word/document.xml"
RELATIONS = "_rels/.rels"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What the archive module says of broken, encrypted or unknown contents."""


class WordFault(StrEnum):
    """Why a file is not read."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    OLD_WORD = "old_word"
    PASSWORD = "password"  # noqa: S105 -- the name of a fault
    NOT_WORD = "not_word"
    MACROS = "macros"
    DAMAGED = "damaged"
    TOO_LONG = "too_long"


class NotReadable(ValueError):
    """The file is refused; ``fault`` says why."""

    def __init__(self, fault: WordFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class WordParts:
    """The parts of a Word file that hold its text. Those that are not there are None or empty."""

    body: Tree
    styles: Tree | None
    numbering: Tree | None
    footnotes: Tree | None
    endnotes: Tree | None
    links: Mapping[str, str]
    """The address of each link by the name of its relation."""


def parts_of(content: bytes) -> WordParts:
    """The parts of a .docx file.

    Raises:
        NotReadable: if it is no such file, or one that is not read.
    """
    _refuse_by_start(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive)
    except NotReadable:
        raise
    except DAMAGED as fault:
        raise NotReadable(WordFault.DAMAGED) from fault


def local_name(element: Tree) -> str:
    """The name of an element without its namespace, which differs between the two editions of the format."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Tree | None, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if _local(key) == name), "")


def child(element: Tree | None, *path: str) -> Tree | None:
    """The first child of a child of an element, by local names."""
    for name in path:
        element = next((one for one in element if local_name(one) == name), None) if element is not None else None
    return element


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_by_start(content: bytes) -> None:
    if not content:
        raise NotReadable(WordFault.EMPTY)
    if len(content) > MOST_BYTES:
        raise NotReadable(WordFault.TOO_LARGE)
    if content.startswith(OLD_WORD):
        raise NotReadable(WordFault.PASSWORD if PASSWORD in content else WordFault.OLD_WORD)
    if not content.startswith(b"PK"):
        raise NotReadable(WordFault.NOT_WORD)


def _parts(archive: zipfile.ZipFile) -> WordParts:
    names = {info.filename for info in archive.infolist()}
    if len(names) > MOST_PARTS:
        raise NotReadable(WordFault.TOO_LONG)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise NotReadable(WordFault.PASSWORD)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotReadable(WordFault.MACROS)
    main = _main_part(archive, names)
    folder, _slash, file = main.rpartition("/")
    body = child(_tree(archive, main), "body")
    if body is None:
        raise NotReadable(WordFault.NOT_WORD)
    optional = {
        part: _tree(archive, path) if (path := f"{folder}/{part}.xml") in names else None
        for part in ("styles", "numbering", "footnotes", "endnotes")
    }
    relations = f"{folder}/_rels/{file}.rels"
    links = _links(_tree(archive, relations)) if relations in names else {}
    return WordParts(body=body, links=links, **optional)


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Where the text lies: usually in one place, but some programs number it."""
    if RELATIONS in names:
        for relation in _tree(archive, RELATIONS):
            target = attribute(relation, "Target").lstrip("/")
            if attribute(relation, "Type").endswith("/officeDocument") and target in names:
                if not target.startswith("word/"):
                    raise NotReadable(WordFault.NOT_WORD)
                return target
    if MAIN_PART not in names:
        raise NotReadable(WordFault.NOT_WORD)
    return MAIN_PART


def _links(relations: Tree) -> dict[str, str]:
    return {
        attribute(one, "Id"): attribute(one, "Target")
        for one in relations
        if attribute(one, "Type").endswith("/hyperlink")
    }


def _tree(archive: zipfile.ZipFile, name: str) -> Tree:
    from lxml import etree  # noqa: PLC0415 -- slow import, and memory that only the job process may spend

    with archive.open(name) as part:
        content = part.read(MOST_PART_BYTES + 1)
    if len(content) > MOST_PART_BYTES:
        raise NotReadable(WordFault.TOO_LONG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise NotReadable(WordFault.DAMAGED) from fault
    if tree.getroottree().docinfo.doctype:
        raise NotReadable(WordFault.DAMAGED)
    return tree
