"""Run charts: the median line, long runs and few crossings. Pure functions: no Django, no clock, no files.

Points on the line are left out: they neither break nor extend a run.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from commonweal.warehouse.methods.distributions import binomial_half_quantile
from commonweal.warehouse.methods.inputs import NotComputable, series

FEWEST_USEFUL = 10
"""Below so many points off the line the test has little power: the line is shown, without a verdict."""

REBASE_RUN = 9
"""Points on one side in a row after which a new median may be taken, on a stated reason."""


@dataclass(frozen=True, slots=True)
class RunAnalysis:
    """What the Anhøj rules find. ``fewest_crossings`` and ``longest_allowed`` are the critical values."""

    centre: float
    n_useful: int
    longest_run: int
    longest_allowed: int
    n_crossings: int
    fewest_crossings: int

    @property
    def is_signal(self) -> bool:
        """Whether the runs are too long or the crossings too few to be chance."""
        return self.longest_run > self.longest_allowed or self.n_crossings < self.fewest_crossings

    @property
    def has_power(self) -> bool:
        """Whether there are points enough for a verdict."""
        return self.n_useful >= FEWEST_USEFUL


@dataclass(frozen=True, slots=True)
class MedianSegment:
    """A median and the positions, from 0 and inclusive, it was taken from; it holds until ``extends_to``."""

    median: float
    start: int
    end: int
    extends_to: int


def longest_allowed(n_useful: int) -> int:
    """The longest run that is not yet a signal: round(log2 n) + 3.

    >>> [longest_allowed(n) for n in (11, 24, 60)]
    [6, 8, 9]

    Source: Anhøj and Olesen (2014), PLOS ONE 9:e113825; Schilling (2012).
    """
    return round(math.log2(n_useful)) + 3 if n_useful > 0 else 3


def fewest_crossings(n_useful: int) -> int:
    """The fewest crossings that are not yet a signal: the 5 percent quantile of fair coins.

    Source: Anhøj and Olesen (2014), PLOS ONE 9:e113825; Chen (2010).
    """
    return binomial_half_quantile(0.05, n_useful - 1) if n_useful > 1 else 0


def run_analysis(values: Sequence[float], *, centre: float | None = None) -> RunAnalysis:
    """Runs and crossings about the median, or about the centre line of another chart.

    >>> run_analysis([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]).is_signal
    False
    """
    values = series("the values", values)
    line = median(values) if centre is None else centre
    sides = [value > line for value in values if value != line]
    runs = [len(list(run)) for _side, run in groupby(sides)]
    return RunAnalysis(
        centre=line,
        n_useful=len(sides),
        longest_run=max(runs, default=0),
        longest_allowed=longest_allowed(len(sides)),
        n_crossings=sum(a != b for a, b in pairwise(sides)),
        fewest_crossings=fewest_crossings(len(sides)),
    )


def sustained_medians(
    values: Sequence[float], *, n_baseline: int = REBASE_RUN, run_length: int = REBASE_RUN
) -> tuple[MedianSegment, ...]:
    """The median of the first points, and a new one after each long run on one side of the last.

    The new median is that of the run, and the old one holds until the run begins. It is an offer: a new line
    is drawn only when somebody decides so and says why.

    Source: MacKintosh, runcharter.
    """
    values = series("the values", values, at_least=n_baseline)
    if n_baseline < 1 or run_length < 1:
        raise NotComputable("A baseline and a run have one point at least.")
    segments = [MedianSegment(median(values[:n_baseline]), 0, n_baseline - 1, len(values) - 1)]
    while (run := _first_run(values, segments[-1], run_length)) is not None:
        last = segments.pop()
        segments.append(MedianSegment(last.median, last.start, last.end, run[0]))
        new = median([values[i] for i in run])
        segments.append(MedianSegment(new, run[0], run[-1], len(values) - 1))
    return tuple(segments)


def _first_run(values: Sequence[float], segment: MedianSegment, run_length: int) -> list[int] | None:
    """Positions of the first run after a segment that lies on one side of its median, points on it left out."""
    run: list[int] = []
    for i in range(segment.end + 1, len(values)):
        if values[i] == segment.median:
            continue
        if run and (values[i] > segment.median) != (values[run[0]] > segment.median):
            run = []
        run.append(i)
        if len(run) == run_length:
            return run
    return None
