"""Laying the cells of a written table on a grid, so that no typesetter stumbles over them.

Cells come in rows with spans, as in HTML; co-writing can leave spans that overlap or stick out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

MAX_COLUMNS = 24  # more do not fit on a page
FEWEST_CHARACTERS = 16
"""A column is as wide as if it held so many."""
WIDEST = 2.5


@dataclass(frozen=True)
class Cell:
    """A cell in its final place; spans never overlap another cell or leave the grid."""

    x: int
    y: int
    colspan: int
    rowspan: int
    is_header: bool
    content: Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Grid:
    """Columns, leading rows that consist of header cells only, and cells from top left to bottom right."""

    n_columns: int
    n_head: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class WrittenCell:
    """A cell as it was written: how far it wants to reach, and what it holds."""

    colspan: int
    rowspan: int
    is_header: bool
    content: Sequence[Mapping[str, object]]


def laid_out(rows: Sequence[Sequence[WrittenCell]]) -> Grid:
    """The grid of some rows. Where two cells want one square the earlier one has it.

    >>> grid = laid_out([[WrittenCell(9, 1, True, ())], [WrittenCell(1, 5, False, ()), WrittenCell(1, 1, False, ())]])
    >>> grid.n_columns, grid.n_head, [(cell.x, cell.y, cell.colspan, cell.rowspan) for cell in grid.cells]
    (9, 1, [(0, 0, 9, 1), (0, 1, 1, 1), (1, 1, 1, 1)])
    """
    n_head = _n_head(rows)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        last_row = n_head if y < n_head else len(rows)
        for cell in _placed_row(y, row, last_row, taken):
            taken.update(_squares(cell))
            cells.append(cell)
    n_columns = max((cell.x + cell.colspan for cell in cells), default=0)
    return Grid(n_columns, n_head, tuple(cells))


def column_weights(grid: Grid, n_characters: Sequence[int]) -> list[float]:
    """How wide the columns are to each other: the root of the longest cell of each, from 1 (narrowest) to ``WIDEST``.

    ``n_characters`` are the lengths of the cells, in their order; cells over several columns decide nothing.

    >>> cells = (Cell(0, 0, 1, 1, False, ()), Cell(1, 0, 1, 1, False, ()), Cell(2, 0, 1, 1, False, ()))
    >>> column_weights(Grid(3, 0, cells), [4, 36, 400])
    [1.0, 1.5, 2.5]
    """
    longest = [FEWEST_CHARACTERS] * grid.n_columns
    for cell, length in zip(grid.cells, n_characters, strict=True):
        if cell.colspan == 1:
            longest[cell.x] = max(longest[cell.x], length)
    narrowest = sqrt(min(longest, default=FEWEST_CHARACTERS))
    return [min(WIDEST, round(sqrt(length) / narrowest, 2)) for length in longest]


def _n_head(rows: Sequence[Sequence[WrittenCell]]) -> int:
    """Leading rows of header cells alone; a table of nothing else has no head."""
    for n_head, row in enumerate(rows):
        if not row or not all(cell.is_header for cell in row):
            return n_head
    return 0


def _placed_row(y: int, row: Sequence[WrittenCell], last_row: int, taken: set[tuple[int, int]]) -> Iterator[Cell]:
    x = 0
    for cell in row:
        while (x, y) in taken:
            x += 1
        if x >= MAX_COLUMNS:
            return
        colspan = _free_run(x, y, min(cell.colspan, MAX_COLUMNS - x), taken)
        rowspan = max(1, min(cell.rowspan, last_row - y))
        yield Cell(x, y, colspan, rowspan, cell.is_header, cell.content)
        x += colspan


def _free_run(x: int, y: int, wanted: int, taken: set[tuple[int, int]]) -> int:
    run = 1
    while run < wanted and (x + run, y) not in taken:
        run += 1
    return run


def _squares(cell: Cell) -> Iterator[tuple[int, int]]:
    for dx in range(cell.colspan):
        for dy in range(cell.rowspan):
            yield cell.x + dx, cell.y + dy
