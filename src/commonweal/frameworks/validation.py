"""All faults of a set of content files: each file by itself, then the files against one another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from commonweal.frameworks.checks.across import crosswalk_problems, overlay_problems, scheme_neighbour_problems
from commonweal.frameworks.checks.catalogue import catalogue_problems
from commonweal.frameworks.checks.curriculum import curriculum_problems
from commonweal.frameworks.checks.edition import edition_problems
from commonweal.frameworks.checks.problem import Plain, Problem
from commonweal.frameworks.checks.recognition import ladder_problems
from commonweal.frameworks.checks.scheme import scheme_problems
from commonweal.frameworks.checks.vocabulary import vocabulary_problems
from commonweal.frameworks.methods.faults import Fault
from commonweal.frameworks.schema.shape import shape_faults
from commonweal.frameworks.yaml_source import Source, Unreadable, read

CONTENT = Path(__file__).parent / "content"
"""The files that come with Commonweal."""


@dataclass
class Shelf:
    """Plain documents of good shape, by what other files call them."""

    editions: dict[tuple[str, str], Plain] = field(default_factory=dict)
    schemes: dict[str, Plain] = field(default_factory=dict)
    overlays: dict[str, Plain] = field(default_factory=dict)
    curricula: dict[str, Plain] = field(default_factory=dict)

    def put(self, plain: Plain) -> None:
        match plain["schema"]:
            case "commonweal/framework/1":
                self.editions[plain["id"], plain["edition"]] = plain
            case "commonweal/scheme/1":
                self.schemes[plain["id"]] = plain
            case "commonweal/overlay/1":
                self.overlays[plain["id"]] = plain
            case "commonweal/curriculum/1":
                self.curricula[plain["id"]] = plain


def content_files(folder: Path = CONTENT) -> list[Path]:
    """Every content file below a folder, in a stable order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())


_further: list[Path] = []


def register_shipped(path: Path) -> None:
    """Name a content file that ships with a package above; call it once, when the app is ready."""
    _further.append(path)


def shipped_files() -> list[Path]:
    """Every content file that comes with Commonweal."""
    return [*content_files(), *_further]


def faults_of_paths(paths: Iterable[Path]) -> list[Fault]:
    """Every fault of files and of all content files in folders, in the order of files and lines.

    What a file names in another is looked for among the given files, then among the shipped ones.
    """
    sources: list[Source] = []
    faults: list[Fault] = []
    for path in _files(paths):
        try:
            sources.append(read(str(path), path.read_bytes()))
        except Unreadable as unreadable:
            faults.append(unreadable.fault)
        except IsADirectoryError:
            faults.append(Fault(str(path), 1, "The folder holds no YAML file."))
        except OSError as error:
            faults.append(Fault(str(path), 1, f"The file cannot be read: {error.strerror}."))
    return sorted(faults + faults_of_sources(sources))


def faults_of_sources(sources: Iterable[Source], beside: Iterable[Plain] = ()) -> list[Fault]:
    """Every fault of files that could be read. Meaning is looked at once the shape is good.

    What a file names in another is looked for among these files, then ``beside``, then the shipped ones.
    """
    good: list[Source] = []
    faults: list[Fault] = []
    for source in sources:
        found = shape_faults(source)
        faults += found
        if not found:
            good.append(source)
    shelf = _shelf([*beside, *(source.value for source in good)])
    for source in good:
        faults += [source.fault(place, message) for place, message in _problems(source.value, shelf)]
    return sorted(set(faults))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given; a folder stands for its content files, or for itself if it has none."""
    for path in paths:
        yield from (content_files(path) if path.is_dir() else ()) or (path,)


def _shelf(documents: Iterable[Plain]) -> Shelf:
    shelf = Shelf()
    for document in (*_shipped_documents(), *documents):
        shelf.put(document)
    return shelf


@cache
def _shipped_documents() -> tuple[Plain, ...]:
    return tuple(read(str(path), path.read_bytes()).value for path in shipped_files())


def _problems(plain: Plain, shelf: Shelf) -> Iterator[Problem]:
    match plain["schema"]:
        case "commonweal/framework/1":
            yield from edition_problems(plain)
        case "commonweal/crosswalk/1":
            yield from crosswalk_problems(plain, shelf.editions)
        case "commonweal/overlay/1":
            yield from overlay_problems(plain, shelf.editions, shelf.schemes)
        case "commonweal/scheme/1":
            yield from scheme_problems(plain)
            yield from scheme_neighbour_problems(plain, shelf.schemes, shelf.overlays, shelf.editions)
        case "commonweal/curriculum/1":
            yield from curriculum_problems(plain, shelf.editions)
        case "commonweal/recognition/1":
            yield from ladder_problems(plain, shelf.editions, shelf.schemes, shelf.curricula)
        case "commonweal/coverage/1":
            yield from vocabulary_problems(plain)
        case "commonweal/measures/1":
            yield from catalogue_problems(plain, shelf.editions)
