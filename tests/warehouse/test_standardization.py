import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods import intervals
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.standardization import (
    US_2000_AGE_GROUPS,
    US_2000_STANDARD_MILLION,
    Strata,
    dobson,
    effective_events,
    fay_feuer,
    standardized_ratio,
    tiwari,
)

pytestmark = pytest.mark.any_database

STRATUM = st.tuples(st.integers(0, 500), st.integers(500, 10**6), st.integers(1, 10**6))
STRATA = st.lists(STRATUM, min_size=1, max_size=12).map(lambda rows: Strata.of(*zip(*rows, strict=True)))
METHODS = st.sampled_from([fay_feuer, tiwari, dobson])

DOWN_SYNDROME = Strata.of(
    [107, 141, 60, 40, 39, 25],
    [230061, 329449, 114920, 39487, 14208, 3052],
    [319933, 931318, 786511, 488235, 237863, 61313],
)
"""First births in Michigan, 1950-1964, as Fay and Feuer print them."""


def test_the_paper_of_fay_and_feuer():
    found = fay_feuer(DOWN_SYNDROME, per=100_000)
    assert [round(number, 1) for number in (found.value, found.interval.lower, found.interval.upper)] == [
        92.3,
        80.4,
        105.8,
    ]


def test_the_standard_million_is_a_million_in_eleven_groups():
    assert (sum(US_2000_STANDARD_MILLION), len(US_2000_STANDARD_MILLION)) == (1_000_000, len(US_2000_AGE_GROUPS))


@given(STRATA, METHODS)
def test_an_adjusted_rate_lies_between_the_rates_of_its_strata_and_in_its_interval(strata, method):
    rates = [d / n for d, n in zip(strata.events, strata.population, strict=True)]
    found = method(strata)
    assert min(rates) - 1e-12 <= found.value <= max(rates) + 1e-12
    assert 0 <= found.interval.lower <= found.value <= found.interval.upper


@given(STRATA)
def test_a_population_that_is_its_own_standard_has_its_crude_rate(strata):
    own = Strata.of(strata.events, strata.population, strata.population)
    assert tiwari(own).value == pytest.approx(own.crude_rate)
    assert effective_events(own) == pytest.approx(own.total_events)


@given(STRATA, st.integers(2, 1_000), METHODS)
def test_the_size_of_the_standard_does_not_matter(strata, factor, method):
    other = Strata.of(strata.events, strata.population, [part * factor for part in strata.standard])
    one, two = method(strata), method(other)
    assert (two.value, two.interval.upper) == pytest.approx((one.value, one.interval.upper))


@given(STRATA)
def test_tiwari_is_never_wider_than_fay_and_feuer(strata):
    wide, narrow = fay_feuer(strata), tiwari(strata)
    assert narrow.interval.lower == wide.interval.lower
    assert narrow.interval.upper <= wide.interval.upper * (1 + 1e-9)


@given(st.integers(0, 500), st.integers(500, 10**6))
def test_one_stratum_has_the_exact_interval_of_its_count(events, population):
    found = fay_feuer(Strata.of([events], [population], [7]))
    exact = intervals.exact_poisson(events).times(1 / population)
    assert (found.interval.lower, found.interval.upper) == pytest.approx((exact.lower, exact.upper), rel=1e-6)


@given(STRATA)
def test_a_population_with_the_rates_of_its_reference_has_the_ratio_one(strata):
    rates = [d / n for d, n in zip(strata.events, strata.population, strict=True)]
    if strata.total_events:
        assert standardized_ratio(strata, rates).value == pytest.approx(1)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Strata.of([], [], []),
        lambda: Strata.of([1], [0], [1]),
        lambda: Strata.of([-1], [10], [1]),
        lambda: Strata.of([1], [10], [0]),
        lambda: Strata.of([1, 2], [10], [1]),
        lambda: Strata.of([math.nan], [10], [1]),
        lambda: tiwari(DOWN_SYNDROME, confidence=95),
        lambda: dobson(DOWN_SYNDROME, per=0),
        lambda: standardized_ratio(DOWN_SYNDROME, [0.1]),
        lambda: standardized_ratio(DOWN_SYNDROME, [0] * 6),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
