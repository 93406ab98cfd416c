import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.status import (
    Breadth,
    ChartKind,
    Evidence,
    Figure,
    Finding,
    Silence,
    Verdict,
    against_target,
    beside,
    breadth_of,
    chart_for,
    independent,
    trend_of,
)
from commonweal.warehouse.methods.inputs import NotComputable
from commonweal.warehouse.methods.intervals import Interval
from commonweal.warehouse.methods.observations import Estimate, ValueStatus

pytestmark = pytest.mark.any_database

DIRECTIONS = st.sampled_from(list(Better))
OPPOSITE = {Verdict.BETTER: Verdict.WORSE, Verdict.HIGHER: Verdict.LOWER}
OPPOSITE |= {b: a for a, b in OPPOSITE.items()}


def figure(value, half=None, *, year=2022, years=1, definition="", status=ValueStatus.OK):
    interval = None if half is None else Interval(value - half, value + half)
    return Figure(value, interval, year - years + 1, year, definition, status)


FIGURES = st.builds(figure, st.integers(-100, 100), st.floats(0.1, 50))


def yearly(values, **named):
    return [figure(value, year=2000 + i, **named) for i, value in enumerate(values)]


@given(FIGURES, FIGURES, DIRECTIONS)
def test_two_places_turned_round_have_opposite_verdicts(a, b, better):
    there, back = beside(a, b, better=better), beside(b, a, better=better)
    assert back.verdict == OPPOSITE.get(there.verdict, there.verdict)
    assert back.difference == -there.difference


@given(FIGURES, FIGURES)
def test_the_direction_turns_the_verdict(a, b):
    high, low = beside(a, b, better=Better.HIGHER), beside(a, b, better=Better.LOWER)
    assert low.verdict == OPPOSITE.get(high.verdict, high.verdict)


@given(FIGURES, DIRECTIONS)
def test_nobody_differs_from_the_like(a, better):
    assert beside(a, a, better=better).verdict == Verdict.NO_CLEAR_DIFFERENCE


@pytest.mark.parametrize(
    ("here", "other", "silence"),
    [
        (figure(None), figure(5, 1), Silence.NO_VALUE),
        (figure(None, status=ValueStatus.SUPPRESSED), figure(5, 1), Silence.SUPPRESSED),
        (figure(4, 1, status=ValueStatus.UNRELIABLE), figure(5, 1), Silence.UNRELIABLE),
        (figure(4, 1), None, Silence.NO_COMPARATOR),
        (figure(4, 1), figure(None), Silence.NO_COMPARATOR),
        (figure(4), figure(5, 1), Silence.NO_INTERVAL),
        (figure(4, 1), figure(5), Silence.NO_INTERVAL),
        (figure(4, 1), figure(5, 1, definition="new"), Silence.OTHER_DEFINITION),
        (figure(4, 1), figure(5, 1, year=2021), Silence.OTHER_PERIOD),
        (figure(4, 1), figure(5, 1, years=5), Silence.OTHER_PERIOD),
    ],
)
def test_what_a_comparison_cannot_bear_is_named(here, other, silence):
    found = beside(here, other, better=Better.LOWER)
    assert (found.verdict, found.silence) == (Verdict.CANNOT_TELL, silence)


@pytest.mark.parametrize(
    ("here", "target", "better", "expected"),
    [
        (figure(10, 1), 12, Better.HIGHER, Finding(Verdict.WORSE, difference=-2)),
        (figure(10, 1), 12, Better.LOWER, Finding(Verdict.BETTER, difference=-2)),
        (figure(10, 3), 12, Better.LOWER, Finding(Verdict.NO_CLEAR_DIFFERENCE, difference=-2)),
        (figure(10), 12, Better.LOWER, Finding(Verdict.CANNOT_TELL, Silence.NO_INTERVAL, -2)),
        (figure(10, 1), None, Better.LOWER, Finding(Verdict.CANNOT_TELL, Silence.NO_TARGET)),
        (figure(10, 1), 12, Better.CONTEXT, Finding(Verdict.CANNOT_TELL, Silence.NO_TARGET)),
        (figure(None), 12, Better.LOWER, Finding(Verdict.CANNOT_TELL, Silence.NO_VALUE)),
    ],
)
def test_a_target_is_passed_or_missed_only_beyond_the_interval(here, target, better, expected):
    assert against_target(here, target, better=better) == expected


@pytest.mark.parametrize(
    ("n", "verdict", "evidence", "silence", "has_slope"),
    [
        (2, Verdict.CANNOT_TELL, Evidence.NONE, Silence.TOO_FEW_POINTS, False),
        (3, Verdict.CANNOT_TELL, Evidence.NONE, Silence.TOO_FEW_POINTS, True),
        (4, Verdict.CANNOT_TELL, Evidence.NONE, Silence.TOO_FEW_POINTS, True),
        (5, Verdict.BETTER, Evidence.MANN_KENDALL, None, True),
        (11, Verdict.BETTER, Evidence.MANN_KENDALL, None, True),
        (12, Verdict.BETTER, Evidence.SIGNALS, None, True),
    ],
)
def test_the_number_of_points_decides_what_is_said_of_a_steady_fall(n, verdict, evidence, silence, has_slope):
    found = trend_of(yearly(range(100, 100 - n, -1)), estimate=Estimate.COUNT, better=Better.LOWER)
    assert (found.verdict, found.evidence, found.silence, found.n_points) == (verdict, evidence, silence, n)
    assert (found.slope is not None) == has_slope


@given(st.lists(st.integers(-50, 50), max_size=20))
def test_a_series_turned_over_has_the_opposite_trend(values):
    up = trend_of(yearly(values), estimate=Estimate.COUNT, better=Better.HIGHER)
    down = trend_of(yearly([-value for value in values]), estimate=Estimate.COUNT, better=Better.HIGHER)
    assert down.verdict == OPPOSITE.get(up.verdict, up.verdict)
    assert (down.evidence, down.silence, down.p) == (up.evidence, up.silence, up.p)


@given(st.lists(st.integers(-50, 50), max_size=20), DIRECTIONS)
def test_modelled_estimates_bear_no_trend(values, better):
    found = trend_of(yearly(values), estimate=Estimate.MODEL, better=better)
    assert (found.verdict, found.silence, found.slope) == (Verdict.CANNOT_TELL, Silence.MODELLED, None)


def test_overlapping_periods_are_not_points():
    found = trend_of(yearly(range(9), years=5), estimate=Estimate.SURVEY, better=Better.LOWER)
    assert (found.n_points, found.silence) == (2, Silence.OVERLAPPING_PERIODS)


@given(st.lists(st.tuples(st.integers(2000, 2020), st.integers(1, 5)), max_size=20))
def test_independent_figures_never_overlap_and_hold_the_newest(periods):
    figures = [figure(1, year=year, years=years) for year, years in periods]
    chosen = independent(figures)
    for before, after in pairwise(chosen):
        assert before.last_year < after.first_year
    assert not figures or chosen[-1].last_year == max(one.last_year for one in figures)


def test_a_changed_definition_begins_a_new_series():
    old, new = yearly([9, 8, 7, 6, 5, 4, 3]), [figure(50, year=2010 + i, definition="new") for i in range(4)]
    found = trend_of([*old, *new], estimate=Estimate.COUNT, better=Better.LOWER)
    assert (found.n_points, found.silence) == (4, Silence.BREAK_IN_SERIES)


def test_years_without_a_value_are_left_out():
    figures = [*yearly([9, 8, 7, 6, 5]), figure(None, year=2005, status=ValueStatus.SUPPRESSED)]
    assert trend_of(figures, estimate=Estimate.COUNT, better=Better.LOWER).n_points == 5


def test_a_measure_without_direction_rises():
    found = trend_of(yearly(range(6)), estimate=Estimate.COUNT, better=Better.CONTEXT)
    assert (found.verdict, found.slope) == (Verdict.HIGHER, 1)


@pytest.mark.parametrize(
    ("n", "estimate", "has_counts", "chart"),
    [
        (30, Estimate.MODEL, True, ChartKind.LINE),
        (9, Estimate.COUNT, True, ChartKind.LINE),
        (10, Estimate.COUNT, True, ChartKind.RUN_CHART),
        (12, Estimate.COUNT, True, ChartKind.PRIME),
        (12, Estimate.COUNT, False, ChartKind.XMR),
        (12, Estimate.SURVEY, True, ChartKind.XMR),
    ],
)
def test_the_chart_follows_the_estimate_and_the_points(n, estimate, has_counts, chart):
    assert chart_for(n, estimate=estimate, has_counts=has_counts) == chart


@pytest.mark.parametrize(
    ("n", "word"),
    [(14, Breadth.FEW), (15, Breadth.SOME), (35, Breadth.MANY), (65, Breadth.MOST), (90, Breadth.NEARLY_ALL)],
)
def test_breadth_has_words(n, word):
    assert breadth_of(n, 100) == word


@pytest.mark.parametrize(
    "refused",
    [
        lambda: breadth_of(1, 0),
        lambda: breadth_of(2, 1),
        lambda: against_target(figure(math.nan, 1), 3, better=Better.LOWER),
        lambda: against_target(figure(1, 1), math.nan, better=Better.LOWER),
        lambda: trend_of(yearly([1, 2, math.inf]), estimate=Estimate.COUNT, better=Better.LOWER),
    ],
)
def test_what_bears_no_answer_is_refused_in_a_sentence(refused):
    with pytest.raises(NotComputable, match=r"^[A-Z].*\.$"):
        refused()
