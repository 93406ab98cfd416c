import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.ranks import first_ranks, mid_ranks, percentile_ranks

pytestmark = pytest.mark.any_database

VALUES = st.lists(st.integers(-9, 9), min_size=1, max_size=40)


@given(VALUES)
def test_ranks_are_those_of_scipy(values):
    assert mid_ranks(values) == pytest.approx(tuple(stats.rankdata(values)))
    assert first_ranks(values) == tuple(stats.rankdata(values, method="min"))


@given(VALUES)
def test_percentile_ranks_run_from_zero_towards_one(values):
    found = percentile_ranks(values)
    assert min(found) == 0
    assert max(found) <= 1
    assert percentile_ranks(values, reverse=True) == tuple(1 - share for share in found)


@pytest.mark.parametrize("ranks", [mid_ranks, first_ranks, percentile_ranks])
@pytest.mark.parametrize("values", [[], [1, math.nan]])
def test_what_bears_no_rank_is_refused_in_a_sentence(ranks, values):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        ranks(values)
