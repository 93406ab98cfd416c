import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.warehouse.methods import intervals
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.intervals import Estimate, Interval
from commonweal.warehouse.methods.reliability import (
    ESRI_CV_LIMITS,
    CvLimits,
    Doubt,
    Reliability,
    Verdict,
    by_cv,
    of_proportion,
    of_rate,
)

pytestmark = pytest.mark.any_database

BETTER_FIRST = list(Reliability)


@pytest.mark.parametrize(
    ("cv", "limits", "expected"),
    [
        (15.0, CvLimits(), Reliability.RELIABLE),
        (15.1, CvLimits(), Reliability.USE_WITH_CARE),
        (30.0, CvLimits(), Reliability.USE_WITH_CARE),
        (30.1, CvLimits(), Reliability.TOO_UNCERTAIN),
        (12.1, ESRI_CV_LIMITS, Reliability.USE_WITH_CARE),
        (40.0, ESRI_CV_LIMITS, Reliability.USE_WITH_CARE),
    ],
)
def test_a_limit_belongs_to_the_better_class(cv, limits, expected):
    assert by_cv(cv, limits).reliability == expected


@given(st.floats(0, 200), st.floats(0, 200))
def test_more_variation_is_never_more_reliable(one, other):
    low, high = sorted((one, other))
    assert BETTER_FIRST.index(by_cv(low).reliability) <= BETTER_FIRST.index(by_cv(high).reliability)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (9, Verdict(Reliability.TOO_UNCERTAIN, Doubt.FEW_EVENTS)),
        (10, Verdict(Reliability.USE_WITH_CARE, Doubt.FEW_EVENTS)),
        (19, Verdict(Reliability.USE_WITH_CARE, Doubt.FEW_EVENTS)),
        (20, Verdict(Reliability.RELIABLE)),
    ],
)
def test_a_rate_stands_on_its_events(events, expected):
    assert of_rate(events, intervals.rate(events, 10_000)) == expected


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_more_events_are_never_less_reliable(events, more):
    few = of_rate(events, intervals.rate(events, 10**6)).reliability
    many = of_rate(events + more, intervals.rate(events + more, 10**6)).reliability
    assert BETTER_FIRST.index(many) <= BETTER_FIRST.index(few)


def test_few_effective_events_weigh_more_than_many_counted_ones():
    rate = intervals.rate(400, 10_000)
    assert of_rate(400, rate, effective_events=8.0) == Verdict(Reliability.TOO_UNCERTAIN, Doubt.FEW_EVENTS)


@pytest.mark.parametrize(
    ("n", "share", "lower", "upper", "expected"),
    [
        (29, 0.5, 0.49, 0.51, Verdict(Reliability.TOO_UNCERTAIN, Doubt.FEW_RESPONDENTS)),
        (30, 0.02, 0.0, 0.05, Verdict(Reliability.RELIABLE)),
        (500, 0.5, 0.34, 0.65, Verdict(Reliability.TOO_UNCERTAIN, Doubt.WIDE_INTERVAL)),
        (500, 0.1, 0.05, 0.19, Verdict(Reliability.TOO_UNCERTAIN, Doubt.WIDE_INTERVAL)),
        (500, 0.1, 0.05, 0.17, Verdict(Reliability.RELIABLE)),
    ],
)
def test_a_share_stands_on_its_interval(n, share, lower, upper, expected):
    assert of_proportion(n, Estimate(share, Interval(lower, upper))) == expected


@pytest.mark.parametrize(
    "refused",
    [
        lambda: by_cv(-1),
        lambda: by_cv(math.nan),
        lambda: CvLimits(30, 15),
        lambda: CvLimits(0, 15),
        lambda: of_rate(-1, intervals.rate(1, 10)),
        lambda: of_proportion(math.inf, Estimate(0.5, Interval(0.4, 0.6))),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
