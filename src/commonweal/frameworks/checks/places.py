"""Every place of an edition, of either layout, with where it stands in the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.frameworks.checks.problem import Place, Plain


@dataclass(frozen=True, slots=True)
class PlaceInFile:
    """A section, item, area or question with its plain values."""

    place: Place
    plain: Plain
    parent_ref: str
    section_kind: str

    @property
    def ref(self) -> str:
        return str(self.plain["ref"])


def sections(edition: Plain) -> Iterator[PlaceInFile]:
    for index, section in enumerate(edition["sections"]):
        yield PlaceInFile(("sections", index), section, "", section["kind"])


def items(edition: Plain) -> Iterator[PlaceInFile]:
    for section in sections(edition):
        yield from _below(section, "items")


def areas(edition: Plain) -> Iterator[PlaceInFile]:
    """None in a flat edition."""
    for item in items(edition):
        yield from _below(item, "areas")


def questions(edition: Plain) -> Iterator[PlaceInFile]:
    parents = items if edition.get("layout") == "flat" else areas
    for parent in parents(edition):
        yield from _below(parent, "questions")


def every_place(edition: Plain) -> Iterator[PlaceInFile]:
    """Sections, then items, areas and questions."""
    for walk in (sections, items, areas, questions):
        yield from walk(edition)


def _below(parent: PlaceInFile, key: str) -> Iterator[PlaceInFile]:
    for index, plain in enumerate(parent.plain.get(key, ())):
        yield PlaceInFile((*parent.place, key, index), plain, parent.ref, parent.section_kind)
