import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commonweal.measures.methods import run_chart as runs
from commonweal.warehouse.methods.inputs import NotComputable

pytestmark = pytest.mark.any_database

SERIES = st.lists(st.integers(-50, 50), min_size=1, max_size=60)


@given(SERIES, st.integers(-100, 100))
def test_runs_do_not_know_where_zero_is_or_which_way_time_runs(values, shift):
    found = runs.run_analysis(values)
    moved = runs.run_analysis([value + shift for value in values])
    back = runs.run_analysis([-value for value in values[::-1]])
    assert (moved.longest_run, moved.n_crossings) == (found.longest_run, found.n_crossings)
    assert (back.longest_run, back.n_crossings) == (found.longest_run, found.n_crossings)


@given(SERIES)
def test_crossings_and_runs_fit_the_points_off_the_line(values):
    found = runs.run_analysis(values)
    assert found.n_useful == sum(value != found.centre for value in values)
    assert found.longest_run + found.n_crossings <= max(found.n_useful, 0)
    assert (found.longest_run == 0) == (found.n_useful == 0)


@given(SERIES)
def test_points_on_the_line_change_nothing_but_themselves(values):
    line = runs.run_analysis(values).centre
    padded = [point for value in values for point in (value, line)]
    with_line, without = runs.run_analysis(padded, centre=line), runs.run_analysis(values, centre=line)
    assert with_line == without


@pytest.mark.parametrize("n", range(2, 121))
def test_fewest_crossings_is_the_quantile_of_scipy(n):
    assert runs.fewest_crossings(n) == stats.binom.ppf(0.05, n - 1, 0.5)


def test_a_shift_in_the_middle_is_a_signal():
    assert runs.run_analysis([3, 4, 3, 5, 4, 3, 4, 5, 9, 8, 9, 10, 9, 8, 9, 10]).is_signal


@pytest.mark.parametrize(("n", "has_power"), [(9, False), (10, True)])
def test_few_points_bear_no_verdict(n, has_power):
    assert runs.run_analysis([i % 2 for i in range(n)], centre=0.5).has_power == has_power


@given(st.lists(st.integers(0, 9), min_size=9, max_size=60))
def test_segments_follow_one_another_to_the_end(values):
    segments = runs.sustained_medians(values)
    assert segments[0].start == 0
    assert segments[-1].extends_to == len(values) - 1
    for before, after in pairwise(segments):
        assert before.extends_to == after.start
        assert before.end < after.start


@pytest.mark.parametrize(
    "refused",
    [
        lambda: runs.run_analysis([]),
        lambda: runs.run_analysis([math.nan]),
        lambda: runs.sustained_medians([1] * 8),
        lambda: runs.sustained_medians([1] * 8, n_baseline=0),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
