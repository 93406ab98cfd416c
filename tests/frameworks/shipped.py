"""The shipped editions and what tests do to them."""

from functools import cache

from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.reading import edition_document
from commonweal.frameworks.validation import CONTENT
from commonweal.frameworks.yaml_source import read

CURRENT = "community-excellence-2026.yaml"
BUILDER = "community-excellence-builder-2018.yaml"


@cache
def content(name: str) -> bytes:
    """The bytes of a shipped edition."""
    return (CONTENT / "framework" / name).read_bytes()


@cache
def document(name: str) -> EditionDocument:
    """A shipped edition as its frozen document."""
    return edition_document(read(name, content(name)).value)


def line_number(text: bytes, needle: bytes, *, after: bytes = b"") -> int:
    """The line (from 1) of the first ``needle`` after the first ``after``."""
    return text.count(b"\n", 0, text.index(needle, text.index(after))) + 1
