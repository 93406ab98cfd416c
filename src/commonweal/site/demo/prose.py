"""Reads the Profile of the worked example from ``profile.md``, where it can be read and changed as prose.

A line ``@ REF WRITER DAYS`` begins an answer, written by the person of that first name so many days ago. Blocks are
parted by an empty line: paragraphs, ``# headings``, lists of ``- items``, tables of ``| cell | cell |`` whose first
row is the head, the caption of the table that follows as ``^ What it shows``, and ``{figure MEASURE}``. Within text,
``**bold**``, ``[[KIND: key factor]]``, and ``{see MEASURE}`` or ``{see ^ What it shows}`` for the number of a figure of
the same answer, or of a table.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from commonweal.site.demo.texts import (
    Node,
    bold,
    bullets,
    caption,
    document,
    heading,
    key_factor,
    paragraph,
    reference,
    table,
)

FILE = "profile.md"
_MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[\[(?P<kind>\w+): (?P<factor>.+?)\]\]|\{see (?P<seen>[^}]+)\}")
_FIGURE = re.compile(r"\{figure ([\w-]+)\}")


@dataclass(frozen=True, slots=True)
class Prose:
    """One answer of the example as it stands in the file."""

    ref: str
    writer: str
    days_ago: int
    text: str

    @property
    def measures(self) -> list[str]:
        """The keys of the measures of its figures, in reading order."""
        return _FIGURE.findall(self.text)

    def document(self, figure_by_measure: Mapping[str, str]) -> Node:
        """The answer as a document; figures by the uid they were given."""
        blocks = (block.strip() for block in self.text.split("\n\n"))
        return document(*(_block(block, figure_by_measure) for block in blocks if block))


def answers() -> Iterator[Prose]:
    """Every answer in the file, in its order."""
    whole = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    for part in whole.split("@ ")[1:]:
        head, _, text = part.partition("\n")
        ref, writer, days_ago = head.split()
        yield Prose(ref, writer, int(days_ago), text)


def _block(block: str, figure_by_measure: Mapping[str, str]) -> Node:
    if figure := _FIGURE.fullmatch(block):
        return {"type": "figure", "attrs": {"uid": figure_by_measure[figure[1]]}}
    if block.startswith("# "):
        return heading(block[2:])
    lines = block.splitlines()
    if block.startswith("- "):
        return bullets(*(list(_stretches(line[2:], figure_by_measure)) for line in lines))
    if block.startswith("^ "):
        return caption(block[2:])
    if block.startswith("|"):
        head, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
        return table(head, *rows)
    return paragraph(*_stretches(block, figure_by_measure))


def _stretches(text: str, figure_by_measure: Mapping[str, str]) -> Iterator[str | Node]:
    """The text cut where a mark begins or ends."""
    at = 0
    for marked in _MARKED.finditer(text):
        if before := text[at : marked.start()]:
            yield before
        if seen := marked["seen"]:
            is_table = seen.startswith("^ ")
            yield reference(caption(seen[2:])["attrs"]["uid"] if is_table else figure_by_measure[seen])
        else:
            yield bold(marked["bold"]) if marked["bold"] else key_factor(marked["kind"], marked["factor"])
        at = marked.end()
    if rest := text[at:]:
        yield rest
