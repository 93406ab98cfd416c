"""The thread: walking from node to node along links, seeing only what one may see.

One recursive query finds the nodes; a hidden node is never entered, so nothing behind it is
reached by way of it, and it is not counted. A second query brings the links between what was found.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models import QuerySet

from commonweal.kernel.models import Link, Node
from commonweal.kernel.visibility import Reach, visible_nodes

LONGEST_WALK = 12
"""Links from one end of the thread to the other: a fact to next year's answer is nine."""


class Direction(StrEnum):
    """Along the links, against them, or both."""

    ONWARD = "onward"
    BACK = "back"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk found: nodes with their distance from the start, and the links between them."""

    nodes: dict[int, Node]
    distance: dict[int, int]
    links: tuple[Link, ...]


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


def walk(start: Node, reach: Reach, *, direction: Direction = Direction.BOTH, longest: int = LONGEST_WALK) -> Walk:
    """Walk from a node as far as ``longest`` links.

    Three queries, whatever is found. A start the person may not see gives an empty walk.
    """
    distance = _distances(start, visible_nodes(reach), direction, longest)
    nodes = Node.objects.in_bulk(list(distance))
    links = Link.objects.filter(source__in=list(distance), target__in=list(distance)).order_by("pk")
    return Walk(nodes, distance, tuple(links))


def _distances(start: Node, visible: QuerySet[Node], direction: Direction, longest: int) -> dict[int, int]:
    """Distance in links of each visible node that can be reached, by primary key."""
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
        SELECT node_id, MIN(distance) FROM walk GROUP BY node_id
    """  # noqa: S608 -- the parts are our own constants and Django's parameterised query
    with connection.cursor() as cursor:
        cursor.execute(sql, [start.pk, *parameters, longest, *parameters])
        return dict(cursor.fetchall())
