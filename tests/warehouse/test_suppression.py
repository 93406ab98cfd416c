import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.suppression import computable_cells, is_small, suppress_groups, suppress_table

pytestmark = pytest.mark.any_database

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 200))
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(st.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def with_totals(counts):
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def what_a_reader_computes(table, hidden):
    """Hidden cells with one possible value, by linear programming over all tables that agree with what is shown."""
    n_rows, n_columns = len(table), len(table[0])
    cells = [(i, j) for i in range(n_rows) for j in range(n_columns)]
    sums = [[(i, j) for j in range(n_columns)] for i in range(n_rows)]
    sums += [[(i, j) for i in range(n_rows)] for j in range(n_columns)]
    balance = [[(cell in line) - 2 * (cell == line[-1]) for cell in cells] for line in sums]
    bounds = [(1, 10_000) if cell in hidden else (table[cell[0]][cell[1]],) * 2 for cell in cells]

    def extreme(cell, sign):
        aim = [sign * (other == cell) for other in cells]
        solved = linprog(aim, A_eq=balance, b_eq=[0] * len(sums), bounds=bounds)
        assert solved.success
        return sign * solved.fun

    return {cell for cell in hidden if extreme(cell, -1) - extreme(cell, 1) < 0.5}


@settings(max_examples=60)
@given(TABLES)
def test_no_hidden_cell_of_a_table_can_be_computed(counts):
    found = suppress_table(counts)
    assert what_a_reader_computes(with_totals(counts), found.hidden) == set()
    assert computable_cells(counts, found.hidden) == set()


@settings(max_examples=60)
@given(TABLES, st.data())
def test_what_a_reader_computes_is_what_linear_programming_finds(counts, data):
    table = with_totals(counts)
    full = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) if count]
    hidden = frozenset(data.draw(st.sets(st.sampled_from(full)))) if full else frozenset()
    assert computable_cells(counts, hidden) == what_a_reader_computes(table, hidden)


@settings(max_examples=60)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_no_hidden_group_can_be_computed_from_the_total(counts):
    hidden = suppress_groups(counts).hidden
    shown = sum(count for j, count in enumerate(counts) if (0, j) not in hidden)
    lost = [count for j, count in enumerate(counts) if (0, j) in hidden]
    total_is_shown = (0, len(counts)) not in hidden
    assert not (total_is_shown and lost and (len(lost) == 1 or sum(counts) - shown == len(lost)))


@given(TABLES)
def test_small_cells_are_hidden_and_zeros_are_shown(counts):
    found, table = suppress_table(counts), with_totals(counts)
    small = {(i, j) for i, row in enumerate(table) for j, count in enumerate(row) if is_small(count)}
    assert found.primary == small
    assert all(table[i][j] > 0 for i, j in found.hidden)


@given(st.lists(st.lists(st.integers(10, 500), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_without_small_counts_is_shown_whole(counts):
    assert suppress_table(counts).hidden == set()


def test_one_small_cell_hides_the_cheapest_square_around_it():
    counts = [[4, 30, 90], [25, 20, 80], [70, 60, 50]]
    assert suppress_table(counts).hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_ones_beside_their_total_would_be_known():
    assert suppress_groups([1, 1, 50]).complementary == {(0, 2)}


def test_a_lone_group_takes_its_total_with_it():
    assert suppress_groups([7]).hidden == {(0, 0), (0, 1)}


@pytest.mark.parametrize(
    "refused",
    [
        lambda: suppress_table([]),
        lambda: suppress_table([[]]),
        lambda: suppress_table([[1, 2], [3]]),
        lambda: suppress_table([[-1]]),
        lambda: suppress_groups([1.5]),
        lambda: is_small(-1),
        lambda: computable_cells([[0, 3]], {(0, 0)}),
    ],
)
def test_what_is_no_table_of_counts_is_refused(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
