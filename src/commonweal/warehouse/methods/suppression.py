"""Which cells of a published table must stay hidden. Pure functions: no Django, no clock, no files.

A small count identifies people, and so it is suppressed. Where totals are shown that is not enough: the
reader subtracts. So more cells are suppressed, as few as can be found, until none of them follows from the
others. What is promised is that no hidden count can be *computed*; its range may still be narrow.

The table with its totals is a network: every cell is an arc between its row and its column, and every row
and column must stay in balance. A hidden cell can have another value exactly if the hidden cells hold a
cycle through it along which one person can be moved. The reader is taken to know that hidden counts are
whole and at least 1, since zeros are shown.

Source: Cox (1995), Network models for complementary cell suppression, JASA 90:1453.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable, same_length

LARGEST_SUPPRESSED = 9
"""Counts from 1 to this are suppressed (CDC WONDER)."""

Cell = tuple[int, int]
"""Row and column, counted from 0; the totals stand in the last column and the last row."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A cell as an arc between the nodes it holds in balance: one more in the cell is one more moved along it."""

    cell: Cell
    tail: str
    head: str
    count: int
    is_total: bool


@dataclass(frozen=True, slots=True)
class Suppression:
    """The cells to hide: those that are small themselves, and those that protect them."""

    primary: frozenset[Cell]
    complementary: frozenset[Cell]

    @property
    def hidden(self) -> frozenset[Cell]:
        """All cells that must not be shown."""
        return self.primary | self.complementary


def is_small(count: int, largest: int = LARGEST_SUPPRESSED) -> bool:
    """Whether a count identifies people: from 1 to the largest suppressed one. Zero is shown.

    >>> [is_small(count) for count in (0, 1, 9, 10)]
    [False, True, True, False]
    """
    return 1 <= _whole(count) <= largest


def suppress_groups(counts: Sequence[int], largest: int = LARGEST_SUPPRESSED) -> Suppression:
    """What to hide of the counts of several groups that are published beside their total.

    Cells are (0, group); the total is (0, number of groups).
    """
    arcs = [Arc((0, j), "groups", "reader", _whole(count), is_total=False) for j, count in enumerate(counts)]
    arcs.append(Arc((0, len(counts)), "reader", "groups", sum(counts), is_total=True))
    return _suppressed(arcs, largest)


def suppress_table(counts: Sequence[Sequence[int]], largest: int = LARGEST_SUPPRESSED) -> Suppression:
    """What to hide of a table of groups by groups that is published with the totals of its rows and columns.

    ``counts`` are rows of equal length, without totals. Totals that are small are hidden too.

    >>> sorted(suppress_table([[3, 40], [50, 60]]).complementary)
    [(0, 1), (1, 0), (1, 1)]
    """
    return _suppressed(_table_arcs(counts), largest)


def computable_cells(counts: Sequence[Sequence[int]], hidden: Iterable[Cell]) -> frozenset[Cell]:
    """The hidden cells of a table that a reader could compute from what is shown of it and its totals."""
    arcs = _table_arcs(counts)
    chosen = frozenset(hidden)
    if any(arc.count == 0 for arc in arcs if arc.cell in chosen):
        raise NotComputable("A count of zero is hidden, and zeros are shown.")
    return frozenset(arc.cell for arc in arcs if arc.cell in chosen and _cheapest_cycle(arc, arcs, chosen) != [])


def _suppressed(arcs: Sequence[Arc], largest: int) -> Suppression:
    primary = frozenset(arc.cell for arc in arcs if is_small(arc.count, largest))
    hidden = set(primary)
    for arc in sorted((arc for arc in arcs if arc.cell in primary), key=lambda arc: (arc.count, arc.cell)):
        hidden.update(_cheapest_cycle(arc, arcs, frozenset(hidden)))
    return Suppression(primary, frozenset(hidden) - primary)


def _table_arcs(counts: Sequence[Sequence[int]]) -> list[Arc]:
    n_rows, n_columns = len(counts), same_length("the rows of the table", *counts) if counts else 0
    if n_rows == 0 or n_columns == 0:
        raise NotComputable("The table has no cells.")
    arcs = [
        Arc((i, j), f"row {i}", f"column {j}", _whole(counts[i][j]), is_total=False)
        for i in range(n_rows)
        for j in range(n_columns)
    ]
    of_rows, of_columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    arcs += [Arc((i, n_columns), "row totals", f"row {i}", count, is_total=True) for i, count in enumerate(of_rows)]
    arcs += [
        Arc((n_rows, j), f"column {j}", "column totals", count, is_total=True) for j, count in enumerate(of_columns)
    ]
    arcs.append(Arc((n_rows, n_columns), "column totals", "row totals", sum(of_rows), is_total=True))
    return arcs


def _whole(count: int) -> int:
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise NotComputable("A count is not a whole number of zero or more.")
    return count


def _cheapest_cycle(arc: Arc, arcs: Sequence[Arc], hidden: frozenset[Cell]) -> list[Cell]:
    """The cells to hide besides so that this one can be one more or one less; empty if it can be already.

    Every cell can be one more together with its totals, so there always is such a cycle.
    """
    moves = _moves(arc, arcs, hidden)
    ways = [_cheapest_path(moves, arc.head, arc.tail)]
    if arc.count > 1:
        ways.append(_cheapest_path(moves, arc.tail, arc.head))
    _cost, cells = min(way for way in ways if way is not None)
    return [cell for cell in cells if cell not in hidden]


Move = tuple[str, int, Cell]
"""The node it leads to, what it costs, the cell it changes."""


def _moves(without: Arc, arcs: Sequence[Arc], hidden: frozenset[Cell]) -> Mapping[str, list[Move]]:
    """From each node, the cells that can be one more (along their arc) or one less (against it).

    Hidden cells cost nothing; small ones cost less than large ones, and totals most of all.
    Cells that are zero are shown, so they cannot move.
    """
    most = sum(arc.count for arc in arcs) + 1
    moves: dict[str, list[Move]] = {}
    for arc in arcs:
        if arc.cell == without.cell or arc.count == 0:
            continue
        cost = 0 if arc.cell in hidden else arc.count + (most * len(arcs) if arc.is_total else 0)
        moves.setdefault(arc.tail, []).append((arc.head, cost, arc.cell))
        if arc.count > 1:
            moves.setdefault(arc.head, []).append((arc.tail, cost, arc.cell))
    return moves


def _cheapest_path(moves: Mapping[str, list[Move]], start: str, end: str) -> tuple[int, list[Cell]] | None:
    """Dijkstra's shortest path: its cost and its cells."""
    queue: list[tuple[int, list[Cell], str]] = [(0, [], start)]
    settled: set[str] = set()
    while queue:
        cost, cells, node = heapq.heappop(queue)
        if node == end:
            return cost, cells
        if node in settled:
            continue
        settled.add(node)
        for head, step, cell in moves.get(node, []):
            if head not in settled:
                heapq.heappush(queue, (cost + step, [*cells, cell], head))
    return None
