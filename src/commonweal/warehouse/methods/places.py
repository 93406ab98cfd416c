"""The nation, its states and counties as data: the list of us-atlas joined with our table of words and changes."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commonweal.warehouse.methods.observations import NATION_FIPS, NATION_NAME, PlaceKind

CITY = "city"
_BETWEEN_WORDS = dict.fromkeys(map(ord, ".-–/(),&"), " ") | dict.fromkeys(map(ord, "'’ʻ`"))
_SAME_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of the list. The years say when it came to be and ended; null where it always was, or still is.

    ``state`` is the code of its state, '' for states and the nation; ``predecessors`` are the codes of the
    places whose land it was.
    """

    fips: str
    kind: PlaceKind
    name: str
    full_name: str
    state: str = ""
    postal: str = ""
    valid_from_year: int | None = None
    valid_to_year: int | None = None
    predecessors: tuple[str, ...] = ()


def listed_places(rows: Iterable[Sequence[str]], document: Mapping[str, Any]) -> tuple[PlaceEntry, ...]:
    """The nation, states, then counties and equivalents of today and of the years since 2001.

    ``rows`` are ``[fips, name, state's fips]``, the last empty for states; ``document`` is ``content/places.yaml``.

    Raises:
        KeyError: if a change names neither a place of the list nor a name.
    """
    postal = {code: letters for letters, code in document["postal"].items()}
    states = {row[0]: row[1] for row in rows if not row[2]}
    names = {row[0]: row[1] for row in rows if row[2]}
    places = {fips: _county(fips, name, postal, document["words"]) for fips, name in names.items()}
    for change in document["changes"]:
        _apply(change, places, postal, document["words"])
    nation = PlaceEntry(NATION_FIPS, PlaceKind.NATION, NATION_NAME, NATION_NAME)
    return (nation, *_states(states, postal), *sorted(places.values(), key=lambda place: place.fips))


def searchable(*texts: str) -> str:
    """Names in the form in which they are searched: no accents, no punctuation, each word after a space.

    >>> searchable("Doña Ana County", "New Mexico")
    ' dona ana county new mexico'
    >>> searchable("Saint Mary’s")
    ' st marys'
    """
    decomposed = unicodedata.normalize("NFKD", " ".join(texts))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = letters.translate(_BETWEEN_WORDS).casefold().split()
    return "".join(f" {_SAME_WORDS.get(word, word)}" for word in words)


def _states(names: Mapping[str, str], postal: Mapping[str, str]) -> Iterator[PlaceEntry]:
    for fips, name in names.items():
        yield PlaceEntry(fips, PlaceKind.STATE, name, name, postal=postal[fips[:2]])


def _county(
    fips: str, name: str, postal: Mapping[str, str], words: Mapping[str, Any], word: str | None = None
) -> PlaceEntry:
    word = _word_of(fips, words) if word is None else word
    full_name = name if not word or name.endswith(f" {word}") else f"{name} {word}"
    short = full_name if word == CITY else name
    return PlaceEntry(fips, PlaceKind.COUNTY, short, full_name, f"{fips[:2]}000", postal[fips[:2]])


def _word_of(fips: str, words: Mapping[str, Any]) -> str:
    if fips in words["counties"]:
        return str(words["counties"][fips])
    cities_from = words["cities_from"].get(fips[:2])
    if cities_from and int(fips[2:]) >= cities_from:
        return CITY
    return str(words["states"].get(fips[:2], words["usual"]))


def _apply(
    change: Mapping[str, Any], places: dict[str, PlaceEntry], postal: Mapping[str, str], words: Mapping[str, Any]
) -> None:
    """Put one change into the places: what ended, what began, and whose land went where."""
    for fips, name in change["ended"]:
        ended = _county(fips, name, postal, words) if name else places[fips]
        places[fips] = replace(ended, valid_to_year=change["year"])
    for fips, name, predecessors in change["begun"]:
        begun = _county(fips, name, postal, words, change.get("word")) if name else places[fips]
        places[fips] = replace(begun, valid_from_year=change["year"], predecessors=tuple(predecessors))
    for fips, successors in change.get("into", {}).items():
        for successor in successors:
            place = places[successor]
            places[successor] = replace(place, predecessors=(*place.predecessors, fips))
