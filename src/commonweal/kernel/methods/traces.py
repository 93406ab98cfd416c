"""Finding a person's name and address in text and JSON values, and taking them out. Pure functions."""

import re
from collections.abc import Iterable, Mapping

ERASED = "…"


def without(value: object, words: Iterable[str]) -> object:
    """A JSON value in which every text has the words replaced by ``…``.

    An address, or a name of several words, is replaced wherever it stands by itself, in any case. A name of
    one word is replaced only where it is the whole text, letter by letter: it may be a word of the language, or of a
    place. One in small letters alone is not looked for: JSON values are made of such words ("reader", "paragraph"),
    and whoever calls themselves so would take them out of everybody's history.

    >>> without({"by": "Ana Ruiz", "text": "Ask ana ruiz about Ana."}, ["Ana Ruiz"])
    {'by': '…', 'text': 'Ask … about Ana.'}
    >>> without({"type": "paragraph", "by": "Paragraph"}, ["Paragraph"])
    {'type': 'paragraph', 'by': '…'}
    """
    patterns = [_pattern_of(word) for word in words if _is_looked_for(word)]
    return _without(value, patterns)


def _without(value: object, patterns: list[re.Pattern[str]]) -> object:
    match value:
        case str():
            for pattern in patterns:
                value = pattern.sub(ERASED, value)
            return value
        case Mapping():
            return {_without(key, patterns): _without(item, patterns) for key, item in value.items()}
        case list() | tuple():
            return [_without(item, patterns) for item in value]
    return value


def _is_telling(word: str) -> bool:
    return "@" in word or " " in word


def _is_looked_for(word: str) -> bool:
    return _is_telling(word) or word != word.lower()


def _pattern_of(word: str) -> re.Pattern[str]:
    if _is_telling(word):
        return re.compile(rf"(?<![\w.+-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    return re.compile(rf"\A{re.escape(word)}\Z")
