"""The words of a glossary where answers use them. Pure functions: no Django.

A text is searched in the language it is written in; each term is explained at the first place of a page.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from commonweal.answers.methods.tongues import language_of
from commonweal.frameworks.methods.document import Term
from commonweal.frameworks.methods.terms import Explainer, names_of
from commonweal.frameworks.methods.text import FALLBACK, Text

TAG = re.compile(r"(<[^>]*>)")
QUIET = frozenset({"a", "h3", "h4", "small"})
"""Elements in which nothing is explained: a button has no place in them."""


class PageGlossary:
    """Explains terms in the HTML of the answers of one page, and knows afterwards which it explained."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._terms = tuple(terms)
        self._language = language
        self._explainers: dict[str, Explainer] = {}

    @property
    def used(self) -> tuple[Term, ...]:
        """The terms that were found, each once, in the order of their first places."""
        return tuple({term.id: term for one in self._explainers.values() for term in one.used}.values())

    def explained(self, html: str) -> str:
        """The HTML, which is ``projection``'s, with a button at the first place of each term."""
        written_in = language_of(html) or self._language
        explainer = self._explainers.setdefault(written_in, Explainer(self._terms, written_in))
        pieces, quiet = [], 0
        for piece in TAG.split(html):
            if piece.startswith("<"):
                quiet += _depth(piece)
                pieces.append(piece)
            else:
                pieces.append(piece if quiet or not piece else _explained(piece, explainer))
        return "".join(pieces)


def with_own_words(own: Sequence[Term], framework: Iterable[Term]) -> tuple[Term, ...]:
    """The framework's terms and the community's, which come in place of the framework's of the same name."""
    if not own:
        return tuple(framework)
    taken = {name.casefold() for term in own for language in term.name for name in names_of(term, language)}
    others = [
        term
        for term in framework
        if not taken & {name.casefold() for language in term.name for name in names_of(term, language)}
    ]
    return (*others, *own)


def term_of(identity: str, name: dict[str, str], meaning: dict[str, str]) -> Term:
    """A term from words per language; where there are none in English, the first language stands for it."""
    return Term(identity, Text(_with_fallback(name)), Text(_with_fallback(meaning)))


def _with_fallback(words: dict[str, str]) -> dict[str, str]:
    return words if FALLBACK in words else {FALLBACK: next(iter(words.values())), **words}


def _depth(tag: str) -> int:
    """How many quiet elements a tag opens (1) or closes (-1)."""
    name = tag.strip("</>").partition(" ")[0]
    if name not in QUIET:
        return 0
    return -1 if tag.startswith("</") else 1


def _explained(text: str, explainer: Explainer) -> str:
    words = unescape(text)
    runs = explainer.runs(Text({FALLBACK: words, explainer.language: words}))
    return "".join(_button(run.term, run.text) if run.term else escape(run.text) for run in runs)


def _button(term: Term, text: str) -> str:
    meaning = f"term-{escape(term.id)}"
    return f'<button type="button" class="term" popovertarget="{meaning}" data-term>{escape(text)}</button>'
