"""Searching among 1,000 and 40,000 things: what one member finds, who sees one community of many.

Everything is built and measured in a transaction that is taken back. ``python -m benchmarks.on_database finding``
prints these rows alone, on the database that ``COMMONWEAL_DATABASE_URL`` names.
"""

from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import perf_counter

from django.db import connection, transaction

from benchmarks.figures import Figure
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node
from commonweal.kernel.search import finding, index
from commonweal.kernel.search.finding import Where
from commonweal.kernel.search.index import Findable
from commonweal.kernel.visibility import Reach

SIZES = (1_000, 40_000)
N_PER_COMMUNITY = 400
N_WORDS = 80
N_TIMES = 9
SEED = 7
QUERIES = {"a rare word": "word4711", "a common word": "word7", "two words by their beginnings": "word12 word3"}


def figures() -> Iterator[Figure]:
    """For each size: building the index, then a member's search for each query, beside one node by its key."""
    for n_things in SIZES:
        with transaction.atomic():
            yield from _measured(n_things)
            transaction.set_rollback(True)


def _measured(n_things: int) -> Iterator[Figure]:
    name = f"Search, {n_things:,}"
    nodes = _nodes(n_things)
    begun = perf_counter()
    index.put(_things(nodes))
    yield Figure(f"{name}: things put in, each", (perf_counter() - begun) * 1000 / n_things, "ms wall")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE kernel_node, kernel_searchentry")
    floor = _ms(lambda: Node.objects.get(pk=nodes[0].pk))
    where = Where(Reach(None, {nodes[0].scope: Visibility.GROUP}), "en", "/c/bench/")
    for told, query in QUERIES.items():
        taken = _ms(lambda query=query: finding.search(query, where))
        yield Figure(f"{name}: member's search, {told}", taken, "ms wall", floor=floor)


def _nodes(n_things: int) -> list[Node]:
    rows = [
        Node(kind="thing", scope=f"community:bench-{n // N_PER_COMMUNITY}", title={}, visibility=Visibility.GROUP)
        for n in range(n_things)
    ]
    return Node.objects.bulk_create(rows, batch_size=500)


def _things(nodes: list[Node]) -> Iterator[Findable]:
    """Texts of eighty words, of which few are common and most are rare, as in any language."""
    random = Random(SEED)  # noqa: S311 -- the same texts in every run
    for n, node in enumerate(nodes):
        words = " ".join(f"word{int(random.paretovariate(0.6))}" for _n in range(N_WORDS))
        yield Findable(f"thing:{n}", "answer", node.pk, "/", {"en": words[:60]}, {"": words})


def _ms(function: Callable[[], object]) -> float:
    function()
    times = []
    for _n in range(N_TIMES):
        begun = perf_counter()
        function()
        times.append((perf_counter() - begun) * 1000)
    return median(times)
