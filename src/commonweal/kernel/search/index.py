"""Keeping what can be found. Packages put things in by direct call, in the transaction of the change.

Each kind has a source that yields all things of that kind, for building the index anew; the night does so, and
``commonweal search rebuild``. Register sources in a package's ``findable.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction
from django.db.models import Q

from commonweal.kernel.methods.finding import words_of
from commonweal.kernel.models import SearchEntry

LONGEST_TEXT = 100_000
"""Characters of one thing that are searched, over its languages; PostgreSQL's index row holds a megabyte."""
N_AT_ONCE = 500
HERE = "~/"
"""At the beginning of a path: the community one is in."""
FIELDS = ("kind", "node", "is_inner", "path", "title", "text", "title_words", "text_words")


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing as it is found.

    ``thing`` is its name for ever (``answer:<uid>``); who sees ``node_id`` finds it, of ``is_inner`` only those whom
    the scope of the node lets in, even where the node is public. ``path`` is its address, perhaps below ``HERE``.
    Titles and texts are by language; ``""`` is an unknown one.
    """

    thing: str
    kind: str
    node_id: int
    path: str
    title: Mapping[str, str]
    text: Mapping[str, str] = field(default_factory=dict)
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things: what its group of results is called, and where they all come from."""

    name: str
    order: int
    label: object
    icon: str
    source: Callable[[], Iterable[Findable]]


_kinds: dict[str, Kind] = {}


def register(name: str, *, order: int, label: object, icon: str, source: Callable[[], Iterable[Findable]]) -> None:
    """Let things of a kind be found. Groups of results stand by ``order``, the smallest first."""
    if name in _kinds:
        raise ValueError(f"Two kinds of things to find are called {name}.")
    _kinds[name] = Kind(name, order, label, icon, source)


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of results."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.order))


def put(things: Iterable[Findable]) -> None:
    """Let things be found as they are now; call it in the transaction of the change. One query for each 500."""
    rows = iter([_row(thing) for thing in things])
    while batch := list(islice(rows, N_AT_ONCE)):
        SearchEntry.objects.bulk_create(batch, update_conflicts=True, unique_fields=["thing"], update_fields=FIELDS)


def replace(kind: str, node_id: int, things: Iterable[Findable]) -> None:
    """Let these things be found by who sees a node, and no others of their kind on it."""
    things = list(things)
    put(things)
    stale = SearchEntry.objects.filter(kind=kind, node_id=node_id)
    stale.exclude(thing__in=[thing.thing for thing in things]).delete()


def take_out(*names: str) -> None:
    """Let things not be found any more; names that are not there are no fault."""
    SearchEntry.objects.filter(thing__in=names).delete()


def forget(words: Iterable[str]) -> None:
    """Take out everything that holds one of these names or addresses, until its package puts it in again."""
    told = [" ".join(words_of(one)) for one in words]
    held = [Q(title_words__contains=one) | Q(text_words__contains=one) for one in told if one]
    for condition in held:
        SearchEntry.objects.filter(condition).delete()


def rebuild(*, only_empty: bool = False) -> dict[str, int]:
    """Build the index anew while people search; return how many things there are of each kind.

    With ``only_empty``, kinds of which something is there are left alone. Entries of kinds that no package knows any
    more go; what was put in meanwhile stays.
    """
    SearchEntry.objects.exclude(kind__in=_kinds).delete()
    for kind in kinds():
        if not (only_empty and SearchEntry.objects.filter(kind=kind.name).exists()):
            rebuild_kind(kind.name)
    if not only_empty:
        _tidy()
    return n_by_kind()


def n_by_kind() -> dict[str, int]:
    """How many things of each kind can be found, by anybody."""
    return {kind.name: SearchEntry.objects.filter(kind=kind.name).count() for kind in kinds()}


def rebuild_kind(name: str) -> None:
    """Put in all things of a kind as they are now, and take out those that are no more."""
    known = dict(SearchEntry.objects.filter(kind=name).values_list("thing", "pk"))
    for batch in _batches(_kinds[name].source()):
        with transaction.atomic():
            put(batch)
        for thing in batch:
            known.pop(thing.thing, None)
    gone = list(known.values())
    for start in range(0, len(gone), N_AT_ONCE):
        SearchEntry.objects.filter(pk__in=gone[start : start + N_AT_ONCE]).delete()


def _batches(things: Iterable[Findable]) -> Iterator[list[Findable]]:
    rest = iter(things)
    while batch := list(islice(rest, N_AT_ONCE)):
        yield batch


def _tidy() -> None:
    """Let SQLite draw its index from the table anew; PostgreSQL keeps it in the row."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO kernel_search_words(kernel_search_words) VALUES ('rebuild')")
            cursor.execute("INSERT INTO kernel_search_stems(kernel_search_stems) VALUES ('rebuild')")


def _row(thing: Findable) -> SearchEntry:
    title = {language: _plain(words)[:300] for language, words in thing.title.items() if words}
    text = {language: _plain(words)[:LONGEST_TEXT] for language, words in thing.text.items() if words}
    return SearchEntry(
        thing=thing.thing,
        kind=thing.kind,
        node_id=thing.node_id,
        is_inner=thing.is_inner,
        path=thing.path,
        title=title,
        text=text,
        title_words=" ".join(word for words in title.values() for word in words_of(words)),
        text_words=" ".join(word for words in text.values() for word in words_of(words))[:LONGEST_TEXT],
    )


def _plain(words: object) -> str:
    """One line; PostgreSQL keeps no NUL."""
    return " ".join(str(words).replace("\0", " ").split())
