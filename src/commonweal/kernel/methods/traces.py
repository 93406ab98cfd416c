"""Finding a person's name and address in text and JSON values, and taking them out. Pure functions."""

import re
from collections.abc import Iterable, Mapping

ERASED = "…"


def without(value: object, words: Iterable[str]) -> object:
    """A JSON value in which every text has the words replaced by ``…``.

    An address is replaced wherever it stands by itself, in any case; a name of several words as it is written, with
    capitals at the beginning of its words, or in capitals. A name of one word is replaced only where it is the whole
    text, letter by letter: it may be a word of the language, or of a place. Small letters alone are not looked for:
    language and JSON are made of such words ("of the", "reader", "paragraph"), and whoever calls themselves so would
    take them out of everybody's texts.

    >>> without({"by": "Ana Ruiz", "text": "Ask Ana Ruiz, or ANA@RUIZ.ORG, about Ana."}, ["Ana Ruiz", "ana@ruiz.org"])
    {'by': '…', 'text': 'Ask …, or …, about Ana.'}
    >>> without({"type": "paragraph", "by": "Paragraph", "text": "One of the two."}, ["Paragraph", "of the"])
    {'type': 'paragraph', 'by': '…', 'text': 'One of the two.'}
    """
    patterns = [pattern for word in words if (pattern := _pattern_of(word)) is not None]
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


def _pattern_of(word: str) -> re.Pattern[str] | None:
    if "@" in word:
        return re.compile(_standing_alone([word]), re.IGNORECASE)
    if " " in word:
        with_capitals = " ".join(part[:1].upper() + part[1:] for part in word.split(" "))
        return re.compile(
            _standing_alone({form for form in (word, with_capitals, word.upper()) if form != form.lower()})
        )
    return re.compile(rf"\A{re.escape(word)}\Z") if word != word.lower() else None


def _standing_alone(forms: Iterable[str]) -> str:
    return rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, sorted(forms)))})(?![\w-])"
