"""Words as they are compared, and the passage of a text in which they stand. Pure: no Django, no clock, no files.

Case and accents do not count, and only letters and digits make words. Both databases are given words in this form, so
that they cut text in the same places (ADR-0024).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_WORDS = 8
LONGEST_WORD = 60
LONGEST_QUERY = 200
"""Characters of a query that are read; what lies beyond is not looked for."""
AROUND = 70
"""Characters of an excerpt before its first hit; after it twice as many."""
SHORTEST_ROOT = 4
ENDINGS = ("aciones", "acion", "mente", "ities", "ings", "ing", "ies", "ity", "ed", "es", "s", "y")
"""Taken off a word, once, to find its relatives in a passage that a database found by its stem."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; ``is_hit`` where a word of the query stands."""

    text: str
    is_hit: bool = False


def folded(text: str) -> str:
    """Text without case and accents, as it is compared.

    >>> folded("Acción")
    'accion'
    """
    small = text.casefold()
    if small.isascii():
        return small
    decomposed = unicodedata.normalize("NFKD", small)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded.

    >>> words_of("P.1a(3): Who, who listens?")
    ['p', '1a', '3', 'who', 'who', 'listens']
    """
    return "".join(character if character.isalnum() else " " for character in folded(text)).split()


def query_words(query: str) -> tuple[str, ...]:
    """The words to look for, each once: of a long query the first ``MOST_WORDS``.

    >>> query_words(" The the ÁRBOL ")
    ('the', 'arbol')
    """
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in words_of(query[:LONGEST_QUERY])))[:MOST_WORDS]


def root_of(word: str) -> str:
    """What is left of a folded word without a common ending; a guess, used for marking only.

    >>> root_of("communities"), root_of("asma")
    ('commun', 'asma')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word[: -len(ending)]
    return word


def closeness(title_words: str, text_words: str, words: Sequence[str]) -> tuple[int, int, int, int]:
    """How well something fits a query, greater is better: by its title, whole words before beginnings.

    Needs folded words joined by spaces. The parts: words of the query that stand in the title, those that begin a word
    there, those that stand in the text, and the shortness of the title.
    """
    title, text = set(title_words.split()), set(text_words.split())
    whole = sum(word in title for word in words)
    begun = sum(any(own.startswith(word) for own in title) for word in words)
    in_text = sum(word in text for word in words)
    return whole, begun, in_text, -len(title_words)


def excerpt(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The text around the first hit, in pieces, with the words of the query marked. No words: its beginning."""
    hits = _hits(text, tuple(root_of(word) for word in words))
    start = _word_start(text, max(0, hits[0][0] - AROUND)) if hits else 0
    stop = _word_stop(text, start, start + 3 * AROUND)
    return tuple(_pieces(text, [hit for hit in hits if hit[1] <= stop], start, stop))


def marked(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The whole of a short text, with the words of the query marked."""
    return tuple(_pieces(text, _hits(text, tuple(root_of(word) for word in words)), 0, len(text)))


def has_hit(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words, or a relative of it, stands in the text."""
    return next(_each_hit(text, tuple(root_of(word) for word in words)), None) is not None


def _pieces(text: str, hits: list[tuple[int, int]], start: int, stop: int) -> Iterator[Piece]:
    if start:
        yield Piece("… ")
    done = start
    for begin, end in hits:
        if begin > done:
            yield Piece(text[done:begin])
        yield Piece(text[begin:end], is_hit=True)
        done = end
    if done < stop:
        yield Piece(text[done:stop])
    if stop < len(text):
        yield Piece(" …")


def _word_start(text: str, position: int) -> int:
    return text.rfind(" ", 0, position) + 1 if position else 0


def _word_stop(text: str, start: int, position: int) -> int:
    """The end of the last whole word before a position; within the word where it is longer than an excerpt."""
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", start, position)
    return space if space > start + AROUND else position


def _hits(text: str, roots: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where words of the text begin with one of the roots, as (begin, end), in order."""
    return list(_each_hit(text, roots))


def _each_hit(text: str, roots: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    if not roots:
        return
    for begin, end in _spans(text):
        if folded(text[begin:end]).startswith(roots):
            yield begin, end


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end. A combining accent belongs to its letter."""
    begin = None
    for position, character in enumerate(text):
        is_part = character.isalnum() or (begin is not None and unicodedata.combining(character) > 0)
        if is_part and begin is None:
            begin = position
        elif not is_part and begin is not None:
            yield begin, position
            begin = None
    if begin is not None:
        yield begin, len(text)
