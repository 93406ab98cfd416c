"""The terms of a glossary where they stand in a text. Pure: no Django, no clock, no files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from commonweal.frameworks.methods.document import Term
from commonweal.frameworks.methods.text import FALLBACK, Text

BETWEEN_NAMES = re.compile(r", | or | o | / ")
"""A glossary entry may go by two words: "Mission or purpose", "Clave, principal"."""

KEPT_FINDERS = 32
"""Glossaries whose names a process keeps ready to be found: those of editions and communities, by language."""

Finder = tuple[re.Pattern[str] | None, Mapping[str, Term]]
"""A pattern that finds every name in small letters, and whose names they are."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text, and the term it names, if it names one. The runs in order are the text."""

    text: str
    term: Term | None = None


class Explainer:
    """Explains each term at the first place where a page uses it, and knows afterwards which it explained.

    One for each page: pass its texts in reading order.
    """

    def __init__(self, glossary: Iterable[Term], language: str) -> None:
        self.language = language
        self._glossary = tuple(term for term in glossary if term.meaning)
        self._used: dict[str, Term] = {}
        self._finders: dict[str, Finder] = {}

    @property
    def used(self) -> tuple[Term, ...]:
        """The terms that were explained so far, in the order of their first places."""
        return tuple(self._used.values())

    def runs(self, text: Text) -> tuple[Run, ...]:
        """The words a reader of ``language`` sees, cut where a term stands for the first time."""
        language = self.language if text.is_translated(self.language) else FALLBACK
        words = text.in_language(self.language)
        pattern, term_of = self._finders.get(language) or self._prepared(language)
        runs: list[Run] = []
        done = 0
        for match in pattern.finditer(_small(words)) if pattern else ():
            term = term_of[match["name"]]
            if term.id in self._used:
                continue
            self._used[term.id] = term
            runs += [Run(words[done : match.start()]), Run(words[match.start() : match.end()], term)]
            done = match.end()
        return tuple(run for run in (*runs, Run(words[done:])) if run.text)

    def _prepared(self, language: str) -> Finder:
        self._finders[language] = _finder(self._glossary, language)
        return self._finders[language]


def _small(words: str) -> str:
    """The words in small letters, each letter at its place: the few whose small form is longer stay as they are.

    >>> _small("Mission İ")
    'mission İ'
    """
    small = words.lower()
    return small if len(small) == len(words) else "".join(min(one.lower(), one, key=len) for one in words)


def names_of(term: Term, language: str) -> list[str]:
    """The words by which a term goes in a language; none where its name is not translated.

    >>> names_of(Term("mission", Text({"en": "Mission or purpose"})), "en")
    ['Mission', 'purpose']
    """
    return BETWEEN_NAMES.split(term.name.in_language(language)) if term.name.is_translated(language) else []


@lru_cache(maxsize=KEPT_FINDERS)
def _finder(glossary: tuple[Term, ...], language: str) -> Finder:
    """The finder of a glossary in a language; longer names are found first.

    It minds small and large, because a pattern that does not takes three times as long over the same text.
    """
    term_of = {
        _small(form): term
        for term in glossary
        for name in names_of(term, language)
        for form in (name.removesuffix("s"), name)
        if form
    }
    names = "|".join(re.escape(name) for name in sorted(term_of, key=len, reverse=True))
    pattern = re.compile(rf"\b(?P<name>{names})(?:s|es)?\b") if names else None
    return pattern, term_of
