"""Searching: what a person may see and that holds the words, best first, by kind.

What the person may see is part of the query, so nothing else is counted, ranked or quoted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from commonweal.kernel.enums import Visibility
from commonweal.kernel.methods.finding import Piece, closeness, excerpt, has_hit, marked, query_words
from commonweal.kernel.models import SearchEntry
from commonweal.kernel.search import index, matching
from commonweal.kernel.search.index import Kind
from commonweal.kernel.visibility import Reach, visible_nodes

N_RANKED = 200
"""Of each kind, the entries that are ranked: those with the words in their title first, then the newest."""
CATALOGUE = "catalogue:"
"""Scopes of the whole installation begin so; a search in a community covers them too."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, in the reader's language where it has words in it."""

    kind: str
    path: str
    title: str
    title_pieces: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    language: str
    """Of the excerpt; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind that are shown, and how many there are."""

    kind: Kind
    hits: tuple[Hit, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Where:
    """Whose search it is: what they may see, in which language, and in which community they are, if in one.

    ``here`` is the address of the community that things of the whole installation are opened in; where it is empty,
    things that need one are not found. With ``scope``, that scope and those of the whole installation are searched.
    """

    reach: Reach
    language: str
    here: str = ""
    scope: str = ""


def visible_entries(where: Where) -> QuerySet[SearchEntry]:
    """The entries within a person's reach that can be opened from where they are."""
    reach, scope = where.reach, where.scope
    inside = [of for of, lowest in reach.lowest_levels.items() if lowest <= Visibility.GROUP]
    entries = SearchEntry.objects.filter(node__in=visible_nodes(reach).filter(archived_at=None))
    entries = entries.filter(Q(is_inner=False) | Q(node__scope__in=sorted(inside)))
    if scope:
        entries = entries.filter(Q(node__scope=scope) | Q(node__scope__startswith=CATALOGUE))
    return entries if where.here else entries.exclude(path__startswith=index.HERE)


def search(query: str, where: Where, *, kind: str = "", most: int = 5) -> tuple[Group, ...]:
    """What holds every word of the query, by kind, at most ``most`` of each. Two queries, whatever is found.

    A query without letters and digits finds nothing. ``kind`` shows one kind alone; every kind is counted.
    """
    words = query_words(query)
    if not words:
        return ()
    found = visible_entries(where).filter(matching.holds(words))
    counted = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
    if not counted:
        return ()
    shown = _candidates(found.filter(kind=kind) if kind else found, words)
    return tuple(
        Group(one, _hits([entry for entry in shown if entry.kind == one.name], words, where, most), counted[one.name])
        for one in index.kinds()
        if one.name in counted
    )


def _candidates(found: QuerySet[SearchEntry], words: Sequence[str]) -> list[SearchEntry]:
    is_in_title = Case(When(matching.holds(words, in_title=True), then=Value(1)), default=Value(0))
    place = Window(RowNumber(), partition_by=F("kind"), order_by=[F("is_in_title").desc(), F("pk").desc()])
    ranked = found.annotate(is_in_title=is_in_title).annotate(place=place).filter(place__lte=N_RANKED)
    return list(ranked.defer("node"))


def _hits(entries: list[SearchEntry], words: Sequence[str], where: Where, most: int) -> tuple[Hit, ...]:
    entries.sort(key=lambda entry: entry.pk, reverse=True)
    entries.sort(key=lambda entry: closeness(entry.title_words, entry.text_words, words), reverse=True)
    return tuple(_hit(entry, words, where) for entry in entries[:most])


def _hit(entry: SearchEntry, words: Sequence[str], where: Where) -> Hit:
    title = in_language(entry.title, where.language)
    spoken = _language_of_excerpt(entry.text, words, where.language)
    pieces = excerpt(entry.text[spoken], words) if spoken is not None else ()
    return Hit(entry.kind, path_of(entry, where.here), title, marked(title, words), pieces, spoken or "")


def path_of(entry: SearchEntry, here: str) -> str:
    """Where the entry is opened."""
    path: str = entry.path
    return here + path.removeprefix(index.HERE) if path.startswith(index.HERE) else path


def in_language(words: dict[str, str], language: str) -> str:
    """Words in the reader's language, else in English, else in any."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


def _language_of_excerpt(text: dict[str, str], words: Sequence[str], language: str) -> str | None:
    """The reader's language if the words stand there, else one in which they stand, else any; None without text."""
    order = sorted(text, key=lambda one: (one != language, one != ""))
    return next((one for one in order if has_hit(text[one], words)), order[0] if order else None)
