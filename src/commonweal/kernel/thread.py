"""The thread: walking from node to node along links, seeing only what one may see.

One recursive query finds the nodes; a hidden node is never entered, so nothing behind it is
reached by way of it, and it is not counted. A second query brings the nodes, a third the links between
what was found. A walk takes so many steps at most: by way of a measure that everybody cites, somebody
who sees every community would else come to every node there is.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models import QuerySet

from commonweal.kernel.models import Link, Node
from commonweal.kernel.visibility import Reach, visible_nodes

LONGEST_WALK = 12
"""Links from one end of the thread to the other: a fact to next year's answer is nine."""

MOST_STEPS = 1_000
"""A walk ends after so many steps, with what is nearest. No page shows as many."""


class Direction(StrEnum):
    """Along the links, against them, or both."""

    ONWARD = "onward"
    BACK = "back"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk found: nodes with their distance from the start, and the links between them.

    ``is_cut`` says that the walk ended early. It is then complete up to the distance before the farthest.
    """

    nodes: dict[int, Node]
    distance: dict[int, int]
    links: tuple[Link, ...]
    is_cut: bool = False


# A join on either end by OR: both databases then use the two indexes of the link, node by node. A union
# of two directed tables was 25 times slower on SQLite, which writes it down whole for each walk.
_STEPS = {
    Direction.ONWARD: ("link.source_id = walk.node_id", "link.target_id"),
    Direction.BACK: ("link.target_id = walk.node_id", "link.source_id"),
    Direction.BOTH: (
        "(link.source_id = walk.node_id OR link.target_id = walk.node_id)",
        "CASE WHEN link.source_id = walk.node_id THEN link.target_id ELSE link.source_id END",
    ),
}


def walk(
    start: Node,
    reach: Reach,
    *,
    direction: Direction = Direction.BOTH,
    longest: int = LONGEST_WALK,
    most_steps: int = MOST_STEPS,
) -> Walk:
    """Walk from a node as far as ``longest`` links.

    Three queries, whatever is found. A start the person may not see gives an empty walk.
    """
    steps = _steps(start, visible_nodes(reach), direction, longest, most_steps)
    distance: dict[int, int] = {}
    for node_id, n_links in steps:
        distance.setdefault(node_id, n_links)
    found = list(distance)
    nodes = {node.pk: node for node in Node.objects.filter(pk__in=found)}
    links = Link.objects.filter(source__in=found, target__in=found).order_by("pk")
    return Walk(nodes, distance, tuple(links), is_cut=len(steps) == most_steps)


def _steps(
    start: Node, visible: QuerySet[Node], direction: Direction, longest: int, most_steps: int
) -> list[tuple[int, int]]:
    """Visible nodes with their distance in links, in the order of distance. A node comes again at longer ones.

    Both databases make the rows of a recursive query one after the other, nearest first, and stop when the
    outer query has enough. Sorting or grouping there would make all of them, and is therefore done in Python.
    """
    select_visible, parameters = visible.values("pk").order_by().query.sql_with_params()
    joins, there = _STEPS[direction]
    sql = f"""
        WITH RECURSIVE walk (node_id, distance) AS (
            SELECT id, 0 FROM kernel_node AS start
            WHERE id = %s AND EXISTS ({select_visible} AND kernel_node.id = start.id)
            UNION
            SELECT {there}, walk.distance + 1
            FROM walk
            JOIN kernel_link AS link ON {joins}
            WHERE walk.distance < %s AND EXISTS ({select_visible} AND kernel_node.id = {there})
        )
        SELECT node_id, distance FROM walk LIMIT %s
    """  # noqa: S608 -- the parts are our own constants and Django's parameterised query
    with connection.cursor() as cursor:
        cursor.execute(sql, [start.pk, *parameters, longest, *parameters, most_steps])
        return list(cursor.fetchall())
