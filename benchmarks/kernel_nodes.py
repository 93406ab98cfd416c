"""Nodes at 1,000 and 40,000 rows: the walk along the thread, the strip of a page, counting what one may see.

Everything is built and measured in a transaction that is taken back. ``python -m benchmarks.on_database kernel_nodes``
prints these rows alone, on the database that ``COMMONWEAL_DATABASE_URL`` names.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.clock import N_TIMES, cpu_ms
from benchmarks.figures import Figure
from commonweal.kernel import thread
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Link, Node
from commonweal.kernel.visibility import Reach, visible_nodes

AT = datetime(2026, 11, 24, tzinfo=UTC)
SIZES = (1_000, 40_000)
N_PER_COMMUNITY = 400
N_MEASURES = 90
STRAND = 9
"""Nodes of one strand, from a fact to the next year's answer."""
STRIP = {"longest": 3, "most_steps": 100}
"""What a page with a thread strip asks for."""
GOALS_OF_STRIP = {"member": 40}
"""In keyed reads. Somebody who sees every community is rare, and only printed."""
SEED = 7


def figures() -> Iterator[Figure]:
    """For each size: a member's walk, a member's strip, and both again for staff who see every community."""
    for n_nodes in SIZES:
        with transaction.atomic():
            yield from _measured(n_nodes)
            transaction.set_rollback(True)


def _measured(n_nodes: int) -> Iterator[Figure]:
    scopes = _build(n_nodes)
    start = Node.objects.filter(scope=scopes[0], kind="thing-0").earliest("pk")
    floor = _ms(lambda: Node.objects.get(pk=start.pk))
    name = f"Nodes, {n_nodes:,}"
    yield Figure(f"{name}: one node by its key (floor)", floor, _unit())
    reaches = {
        "member": Reach(None, {scopes[0]: Visibility.GROUP}),
        "staff": Reach(None, dict.fromkeys(scopes, Visibility.GROUP)),
    }
    for who, reach in reaches.items():
        yield Figure(f"{name}: walk of {who}", _ms(lambda r=reach: thread.walk(start, r)), _unit(), floor=floor)
        with CaptureQueriesContext(connection) as queries:
            found = thread.walk(start, reach)
        yield Figure(f"{name}: queries of that walk", len(queries), "queries", goal=3)
        yield Figure(f"{name}: nodes on that walk of {who}", len(found.nodes), "nodes")
        strip = _ms(lambda r=reach: thread.walk(start, r, **STRIP))
        yield Figure(f"{name}: strip of {who}", strip, _unit(), floor=floor, goal=GOALS_OF_STRIP.get(who))
        count = _ms(lambda r=reach: visible_nodes(r).count())
        yield Figure(f"{name}: count of what {who} sees", count, _unit(), floor=floor)
        newest = _ms(lambda r=reach: list(visible_nodes(r).order_by("-pk")[:20]))
        yield Figure(f"{name}: newest 20 of what {who} sees", newest, _unit(), floor=floor)


def _build(n_nodes: int) -> list[str]:
    """Communities of 400 nodes in strands, each citing some of the public measures; returns their scopes."""
    random = Random(SEED)  # noqa: S311 -- the same graph in every run
    scopes = [f"community:bench-{n}" for n in range(max(n_nodes // N_PER_COMMUNITY, 1))]
    measures = [Node(kind="measure", scope="catalogue:bench", visibility=Visibility.PUBLIC) for _n in range(N_MEASURES)]
    things = [
        Node(
            kind=f"thing-{n % STRAND}",
            scope=scopes[n // N_PER_COMMUNITY % len(scopes)],
            title={"en": f"Thing {n}", "es": f"Cosa {n}"},
            visibility=Visibility.PRIVATE if n % 20 == 19 else Visibility.GROUP,
        )
        for n in range(n_nodes - N_MEASURES)
    ]
    Node.objects.bulk_create([*measures, *things], batch_size=500)
    onward = [(one, two) for one, two in pairwise(things) if one.scope == two.scope]
    across = [(one, things[random.randrange(len(things))]) for one in things[:: STRAND * 3]]
    cites = [(one, random.choice(measures)) for one in things[::4]]
    pairs = {(one.pk, two.pk) for one, two in [*onward, *across, *cites] if one.pk != two.pk}
    links = [Link(source_id=one, target_id=two, verb="cites", at=AT) for one, two in sorted(pairs)]
    Link.objects.bulk_create(links, batch_size=500)
    if connection.vendor == "postgresql":  # does so by itself after a while
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE kernel_node, kernel_link")
    return scopes


def _ms(function: Callable[[], object]) -> float:
    """CPU time where the database is in this process, else the time on the wall."""
    return cpu_ms(function) if connection.vendor == "sqlite" else _wall_ms(function)


def _wall_ms(function: Callable[[], object]) -> float:
    times = []
    for _n in range(N_TIMES):
        begun = perf_counter()
        function()
        times.append((perf_counter() - begun) * 1000)
    return median(times)


def _unit() -> str:
    return "ms" if connection.vendor == "sqlite" else "ms wall"
