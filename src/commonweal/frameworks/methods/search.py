"""Finding words in one edition: items, questions, guidance, values, glossary. Pure: no Django, no clock, no files.

Accents and case do not count, every word of the query must occur, and a part of a word is enough. An edition
is small (about 1,500 texts), so looking at each is faster than keeping an index in step.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commonweal.frameworks.methods.document import EditionDocument, Item, Question, Term
from commonweal.frameworks.methods.text import Text

MOST_WORDS = 8
SHORTEST_WORD = 2
AROUND = 70
"""Characters of a snippet before its first hit; after the last of them twice as many."""


class Found(StrEnum):
    """In what a query was found; the order is the order of results that are equally good."""

    ITEM = "item"
    QUESTION = "question"
    GUIDANCE = "guidance"
    VALUE = "value"
    TERM = "term"


RANK = {kind: position for position, kind in enumerate(Found)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; ``is_hit`` where the query's words stand."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of the edition that holds every word of the query."""

    kind: Found
    heading: Text
    ref: str
    """Of the item or question; for a value or term, its id."""
    item_slug: str
    anchor: str
    language: str
    """In which the words were found."""
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Found
    heading: Text
    ref: str
    texts: tuple[Text, ...]
    item_slug: str = ""
    anchor: str = ""


def folded(text: str) -> str:
    """Text without accents and case, as it is compared.

    >>> folded("Acción")
    'accion'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query that are long enough to look for, each once.

    >>> words_of(" Who, who listens? a")
    ('who', 'listens')
    """
    cleaned = "".join(character if character.isalnum() else " " for character in folded(query))
    return tuple(dict.fromkeys(word for word in cleaned.split() if len(word) >= SHORTEST_WORD))[:MOST_WORDS]


def search(document: EditionDocument, query: str, language: str) -> tuple[Hit, ...]:
    """Every place that holds all words of the query, in the reader's language or another of the edition.

    What has the query as its ref comes first, then hits in a heading, then by kind, then in the edition's order.
    """
    words = words_of(query)
    if not words:
        return ()
    languages = sorted(document.languages, key=lambda code: code != language)
    ref = folded(query.strip())
    ranked: list[tuple[bool, bool, int, int, Hit]] = []
    for position, entry in enumerate(_entries(document)):
        hit = next((hit for code in languages if (hit := _hit(entry, words, code))), None)
        if hit:
            is_in_heading = all(word in folded(entry.heading.get(hit.language, "")) for word in words)
            ranked.append((folded(entry.ref) != ref, not is_in_heading, RANK[entry.kind], position, hit))
    return tuple(hit for *_rank, hit in sorted(ranked, key=lambda entry: entry[:-1]))


def _entries(document: EditionDocument) -> Iterator[_Entry]:
    for item in document.items:
        yield _item(item)
        for question in item.questions:
            yield from _question(question, item.slug)
    yield from (_term(Found.VALUE, term) for term in document.core_values)
    yield from (_term(Found.TERM, term) for term in document.glossary)


def _item(item: Item) -> _Entry:
    return _Entry(Found.ITEM, item.title, item.ref, (item.headline,), item.slug)


def _question(question: Question, item_slug: str) -> Iterator[_Entry]:
    asked = (question.text, *question.prompts)
    yield _Entry(Found.QUESTION, question.label, question.ref, asked, item_slug, question.slug)
    if question.guidance:
        yield _Entry(Found.GUIDANCE, question.label, question.ref, (question.guidance,), item_slug, question.slug)


def _term(kind: Found, term: Term) -> _Entry:
    return _Entry(kind, term.name, term.id, (term.meaning,) if term.meaning else (), anchor=term.id)


def _hit(entry: _Entry, words: tuple[str, ...], language: str) -> Hit | None:
    """The entry's hit in one language, if its texts together hold every word; guidance counts by itself."""
    own = [text[language] for text in entry.texts if language in text]
    heading = "" if entry.kind == Found.GUIDANCE else entry.heading.get(language, "")
    whole = folded(" ".join([entry.ref, heading, *own]))
    if not (own or heading) or any(word not in whole for word in words):
        return None
    best = max(own or [heading], key=lambda text: sum(word in folded(text) for word in words))
    return Hit(
        entry.kind, entry.heading, entry.ref, entry.item_slug, entry.anchor, language, tuple(snippet(best, words))
    )


def snippet(text: str, words: tuple[str, ...]) -> Iterator[Piece]:
    """The text around the first hit, in pieces, with the query's words marked."""
    spans = _spans(text, words)
    start = max(0, spans[0][0] - AROUND) if spans else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = min(len(text), start + 3 * AROUND)
    stop = len(text) if stop == len(text) else max(text.rfind(" ", start, stop), start + AROUND)
    if start:
        yield Piece("… ")
    done = start
    for begin, end in spans:
        if begin < done or end > stop:
            continue
        if begin > done:
            yield Piece(text[done:begin])
        yield Piece(text[begin:end], is_hit=True)
        done = end
    if done < stop:
        yield Piece(text[done:stop])
    if stop < len(text):
        yield Piece(" …")


def _spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where words stand in the text as written. Folding changes lengths, so each folded letter keeps its origin."""
    letters = [(letter, position) for position, character in enumerate(text) for letter in folded(character)]
    whole = "".join(letter for letter, _position in letters)
    spans = []
    for word in words:
        at = whole.find(word)
        while at >= 0:
            spans.append((letters[at][1], letters[at + len(word) - 1][1] + 1))
            at = whole.find(word, at + len(word))
    return sorted(spans)
