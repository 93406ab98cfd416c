import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods.aggregation import (
    Aggregate,
    Caveat,
    CountedPart,
    Summary,
    ValuedPart,
    ratio_of_sums,
    survey_share,
    weighted_mean,
)
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.margins import SurveyEstimate
from commonweal.warehouse.methods.observations import ValueStatus

pytestmark = pytest.mark.any_database

COUNTED = st.builds(CountedPart, st.integers(0, 10_000), st.integers(1, 10**6))
VALUED = st.builds(ValuedPart, st.floats(-1e4, 1e4), st.integers(1, 10**6))


@given(st.lists(COUNTED, min_size=1, max_size=20), st.randoms())
def test_a_ratio_of_sums_does_not_depend_on_the_order_of_counties(parts, order):
    shuffled = list(parts)
    order.shuffle(shuffled)
    assert ratio_of_sums(shuffled) == ratio_of_sums(parts)


@given(st.lists(COUNTED, min_size=1, max_size=20))
def test_a_ratio_of_sums_lies_between_the_ratios_of_its_counties(parts):
    ratios = [part.numerator / part.denominator for part in parts]
    value = ratio_of_sums(parts).value
    assert min(ratios) * (1 - 1e-12) <= value <= max(ratios) * (1 + 1e-12)


@given(st.lists(COUNTED, min_size=2, max_size=20))
def test_counties_added_in_two_steps_give_the_same(parts):
    north, south = ratio_of_sums(parts[:1]), ratio_of_sums(parts[1:])
    steps = [CountedPart(half.numerator, half.denominator) for half in (north, south)]
    assert ratio_of_sums(steps, per=100).value == pytest.approx(ratio_of_sums(parts, per=100).value)


@given(st.lists(COUNTED, min_size=1, max_size=9), st.sampled_from([ValueStatus.SUPPRESSED, ValueStatus.MISSING]))
def test_half_a_sum_is_no_sum(parts, status):
    assert ratio_of_sums([*parts, CountedPart(None, 500, status)]) == Aggregate(None, status)


def test_suppressed_weighs_more_than_missing():
    parts = [CountedPart(None, 1, ValueStatus.MISSING), CountedPart(None, 1, ValueStatus.SUPPRESSED)]
    assert ratio_of_sums(parts).status == ValueStatus.SUPPRESSED


def test_a_number_that_is_not_there_is_missing_whatever_its_status_says():
    assert ratio_of_sums([CountedPart(None, 10)]) == Aggregate(None, ValueStatus.MISSING)


def test_a_part_of_a_county_brings_its_share_and_says_so():
    whole = ratio_of_sums([CountedPart(100, 1_000), CountedPart(10, 1_000, share=0.5)])
    assert (whole.value, whole.caveats) == (105 / 1_500, (Caveat.ALLOCATED,))


@pytest.mark.parametrize(
    ("summary", "caveats"),
    [
        (Summary.RATIO, (Caveat.POPULATION_WEIGHTED,)),
        (Summary.MEDIAN, (Caveat.POPULATION_WEIGHTED, Caveat.AVERAGED_MEDIANS)),
        (Summary.AGE_ADJUSTED, (Caveat.POPULATION_WEIGHTED, Caveat.AVERAGED_AGE_ADJUSTED_RATES)),
        (Summary.STANDARD_SCORE, (Caveat.POPULATION_WEIGHTED, Caveat.AVERAGED_STANDARD_SCORES)),
    ],
)
def test_an_average_says_what_it_is(summary, caveats):
    parts = [ValuedPart(10.0, 100), ValuedPart(20.0, 300)]
    assert weighted_mean(parts, summary=summary) == Aggregate(17.5, ValueStatus.OK, caveats)


@given(VALUED, st.sampled_from([Summary.RATIO, Summary.MEDIAN, Summary.AGE_ADJUSTED]))
def test_one_county_is_not_averaged(part, summary):
    assert weighted_mean([part], summary=summary) == Aggregate(part.value, ValueStatus.OK)


@given(st.lists(VALUED, min_size=2, max_size=20), st.integers(2, 50))
def test_an_average_lies_between_and_does_not_know_the_unit_of_population(parts, factor):
    average = weighted_mean(parts, summary=Summary.RATIO).value
    more = weighted_mean([ValuedPart(p.value, p.population * factor) for p in parts], summary=Summary.RATIO).value
    assert min(p.value for p in parts) <= average <= max(p.value for p in parts)
    assert more == pytest.approx(average, abs=1e-9)


def test_a_survey_share_of_several_counties_says_that_covariance_is_left_out():
    part, whole = SurveyEstimate(500, 60), SurveyEstimate(2_000, 90)
    share, caveats = survey_share([part, part], [whole, whole])
    assert (share.estimate, caveats) == (0.25, (Caveat.SUM_WITHOUT_COVARIANCE,))
    assert survey_share([part], [whole])[1] == ()


@pytest.mark.parametrize(
    "refused",
    [
        lambda: ratio_of_sums([]),
        lambda: ratio_of_sums([CountedPart(0, 0)]),
        lambda: ratio_of_sums([CountedPart(-1, 10)]),
        lambda: ratio_of_sums([CountedPart(math.nan, 10)]),
        lambda: ratio_of_sums([CountedPart(1, 10, share=1.2)]),
        lambda: ratio_of_sums([CountedPart(1, 10, share=0)]),
        lambda: weighted_mean([], summary=Summary.RATIO),
        lambda: weighted_mean([ValuedPart(1, 10)], summary=Summary.RANK),
        lambda: weighted_mean([ValuedPart(1, 10)], summary=Summary.COUNT),
        lambda: weighted_mean([ValuedPart(1, 0)], summary=Summary.RATIO),
        lambda: weighted_mean([ValuedPart(math.inf, 3)], summary=Summary.RATIO),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
