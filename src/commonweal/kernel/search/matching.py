"""The filter of each database for entries that hold every word of a query.

A word is held if an entry has a word that begins with it, or one with the same stem: English on SQLite; English or
Spanish on PostgreSQL. Words are letters and digits only (``finding.query_words``), so they hold no operator.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL


def holds(words: Sequence[str], *, in_title: bool = False) -> Q:
    """A filter on ``SearchEntry``: all of the words, anywhere or in the title alone. Needs at least one word."""
    of_word = _of_word_postgresql if connection.vendor == "postgresql" else _of_word_sqlite
    return reduce(and_, (of_word(word, in_title) for word in words))


def _of_word_sqlite(word: str, in_title: bool) -> Q:  # noqa: FBT001 -- private
    column = "title_words : " if in_title else ""
    begins = RawSQL("SELECT rowid FROM kernel_search_words WHERE kernel_search_words MATCH %s", [f'{column}"{word}"*'])
    is_related = RawSQL(
        "SELECT rowid FROM kernel_search_stems WHERE kernel_search_stems MATCH %s", [f'{column}"{word}"']
    )
    return Q(pk__in=begins) | Q(pk__in=is_related)


def _of_word_postgresql(word: str, in_title: bool) -> Q:  # noqa: FBT001 -- private
    weight = "A" if in_title else ""
    held = RawSQL(
        "SELECT id FROM kernel_searchentry WHERE words @@ (to_tsquery('pg_catalog.simple', %s)"
        " || to_tsquery('pg_catalog.english', %s) || to_tsquery('pg_catalog.spanish', %s))",
        [f"{word}:*{weight}", *[f"{word}:{weight}" if weight else word] * 2],
    )
    return Q(pk__in=held)
