import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.smoothing import empirical_bayes, local_empirical_bayes

pytestmark = pytest.mark.any_database

AREAS = st.lists(st.tuples(st.integers(0, 300), st.integers(300, 10**6)), min_size=1, max_size=30)


@given(AREAS)
def test_a_smoothed_rate_lies_between_the_raw_one_and_the_mean(areas):
    found = empirical_bayes(*zip(*areas, strict=True))
    for raw, smoothed, prior in zip(found.raw, found.smoothed, found.priors, strict=True):
        assert min(raw, prior.mean) - 1e-12 <= smoothed <= max(raw, prior.mean) + 1e-12


@given(AREAS)
def test_more_people_weigh_more(areas):
    found = empirical_bayes(*zip(*areas, strict=True))
    by_size = sorted(zip((n for _d, n in areas), found.weights, strict=True))
    assert [weight for _n, weight in by_size] == sorted(found.weights)


@given(AREAS)
def test_a_neighbourhood_of_all_is_the_global_estimate(areas):
    columns = list(zip(*areas, strict=True))
    everyone = [range(len(areas))] * len(areas)
    assert local_empirical_bayes(*columns, everyone) == empirical_bayes(*columns)


def test_areas_without_more_spread_than_chance_all_get_the_mean():
    assert empirical_bayes([1, 1, 1], [100, 100, 100]).smoothed == pytest.approx([0.01] * 3)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: empirical_bayes([], []),
        lambda: empirical_bayes([1], [0]),
        lambda: empirical_bayes([-1], [5]),
        lambda: empirical_bayes([math.nan], [5]),
        lambda: empirical_bayes([1, 2], [5]),
        lambda: local_empirical_bayes([1], [5], [[1]]),
        lambda: local_empirical_bayes([1], [5], []),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
