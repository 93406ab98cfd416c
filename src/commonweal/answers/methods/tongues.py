"""In which language a text is written, told by its commonest words. Pure functions."""

import re
from collections.abc import Mapping
from functools import lru_cache

COMMON: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("the", "and", "of", "to", "in", "is", "that", "for", "are", "with"),
            *("we", "our", "from", "they", "this", "was", "have", "which", "by", "has"),
        }
    ),
    "es": frozenset(
        {
            *("el", "la", "de", "que", "y", "los", "las", "en", "un", "una"),
            *("del", "por", "con", "para", "se", "es", "no", "su", "al", "como"),
        }
    ),
}
"""The twenty commonest words of each language that pages are written in. No word is in two of the lists."""

SAMPLE = 3000
"""Characters of HTML that are looked at: some four hundred words decide as well as all of them."""
FEWEST = 3
"""Common words below which nothing is said: a name or a number alone is of no language."""

KEPT = 256
"""Samples whose language a process remembers: pages show the same texts again and again."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(html: str) -> str:
    """The language of a text, such as ``es``; empty where its words do not tell.

    A language is named only when it has ``FEWEST`` of its common words and twice as many as any other.
    """
    return _language_of(html[:SAMPLE])


@lru_cache(maxsize=KEPT)
def _language_of(sample: str) -> str:
    words = _WORD.findall(_TAG.sub(" ", sample).lower())
    found = sorted(((sum(word in common for word in words), tongue) for tongue, common in COMMON.items()), reverse=True)
    (most, tongue), (next_most, _) = found[:2]
    return tongue if most >= max(FEWEST, 2 * next_most) else ""
