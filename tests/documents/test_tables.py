from hypothesis import given
from hypothesis import strategies as st

from commonweal.documents.methods.tables import MAX_COLUMNS, WrittenCell, laid_out


def cell(colspan=1, rowspan=1, *, is_header=False):
    return WrittenCell(colspan, rowspan, is_header, ())


cells = st.builds(WrittenCell, st.integers(1, 50), st.integers(1, 9), st.booleans(), st.just(()))
tables = st.lists(st.lists(cells, max_size=6), max_size=6)


def squares(placed):
    return [(placed.x + dx, placed.y + dy) for dx in range(placed.colspan) for dy in range(placed.rowspan)]


@given(tables)
def test_no_two_cells_want_one_square_and_none_leaves_the_grid(rows):
    grid = laid_out(rows)
    taken = [square for placed in grid.cells for square in squares(placed)]
    assert len(taken) == len(set(taken))
    assert all(x < grid.n_columns <= MAX_COLUMNS and y < len(rows) for x, y in taken)


@given(tables)
def test_the_head_is_closed(rows):
    grid = laid_out(rows)
    assert all(placed.y >= grid.n_head or placed.y + placed.rowspan <= grid.n_head for placed in grid.cells)


def test_a_cell_over_two_rows_moves_the_next_row():
    grid = laid_out([[cell(rowspan=2), cell()], [cell()]])
    assert [(placed.x, placed.y) for placed in grid.cells] == [(0, 0), (1, 0), (1, 1)]


def test_a_table_of_header_cells_alone_has_no_head():
    assert laid_out([[cell(is_header=True)]]).n_head == 0


def test_a_row_header_is_no_head():
    assert laid_out([[cell(is_header=True), cell()]]).n_head == 0


def test_no_rows_no_cells():
    assert laid_out([]).n_columns == 0
