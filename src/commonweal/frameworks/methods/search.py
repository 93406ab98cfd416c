"""Finding words in one edition: items, questions, guidance, values, glossary. Pure: no Django, no clock, no files.

Words are read as the search of the whole site reads them (``kernel.methods.finding``): accents and case do not count,
every word of the query must occur, and its beginning or a relative is enough. An edition is small (about 1,500
texts), so looking at each is faster than keeping an index in step.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from commonweal.frameworks.methods.document import EditionDocument, Item, Question, Term
from commonweal.frameworks.methods.text import Text
from commonweal.kernel.methods.finding import Piece, excerpt, folded, query_words, root_of, words_of

KEPT_TEXTS = 4096
"""Texts whose words a process keeps: those of two editions in two languages, about 2 MB."""

KEPT_ROOTS = 64
"""Words of queries whose root is kept while a thousand texts are looked at."""


class Found(StrEnum):
    """In what a query was found; the order is the order of results that are equally good."""

    ITEM = "item"
    QUESTION = "question"
    GUIDANCE = "guidance"
    VALUE = "value"
    TERM = "term"


RANK = {kind: position for position, kind in enumerate(Found)}


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


def search(document: EditionDocument, query: str, language: str) -> tuple[Hit, ...]:
    """Every place that holds all words of the query, in the reader's language or another of the edition.

    What has the query as its ref comes first, then hits in a heading, then by kind, then in the edition's order.
    """
    words = query_words(query)
    if not words:
        return ()
    languages = sorted(document.languages, key=lambda code: code != language)
    ref = folded(query.strip())
    ranked: list[tuple[bool, bool, int, int, Hit]] = []
    for position, entry in enumerate(_entries(document)):
        hit = next((hit for code in languages if (hit := _hit(entry, words, code))), None)
        if hit:
            is_in_heading = holds(entry.heading.get(hit.language, ""), words)
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


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether every word begins a word of the text, or is a relative of one.

    >>> holds("Acciones de la comunidad", ("accion", "com")), holds("Reacción", ("accion",))
    (True, False)
    """
    own, roots = _read(text)
    return all(f" {word}" in own or _root(word) in roots for word in words)


@lru_cache(maxsize=KEPT_TEXTS)
def _read(text: str) -> tuple[str, frozenset[str]]:
    """The words of a text, a space before each, and what is left of them without common endings."""
    own = dict.fromkeys(words_of(text))
    return " ".join(["", *own]), frozenset(map(root_of, own))


@lru_cache(maxsize=KEPT_ROOTS)
def _root(word: str) -> str:
    return root_of(word)


def _hit(entry: _Entry, words: tuple[str, ...], language: str) -> Hit | None:
    """The entry's hit in one language, if its texts together hold every word; guidance counts by itself."""
    own = [text[language] for text in entry.texts if language in text]
    heading = "" if entry.kind == Found.GUIDANCE else entry.heading.get(language, "")
    if not (own or heading) or not holds(" ".join([entry.ref, heading, *own]), words):
        return None
    best = max(own or [heading], key=lambda text: sum(holds(text, (word,)) for word in words))
    return Hit(entry.kind, entry.heading, entry.ref, entry.item_slug, entry.anchor, language, excerpt(best, words))
