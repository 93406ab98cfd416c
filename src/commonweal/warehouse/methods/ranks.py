"""Ranks and percentiles of places. Pure functions: no Django, no clock, no files."""

from collections.abc import Sequence

from commonweal.warehouse.methods.inputs import series


def mid_ranks(values: Sequence[float]) -> tuple[float, ...]:
    """Ranks from 1 for the lowest; equal values share the mean of theirs.

    >>> mid_ranks([10, 30, 20, 20])
    (1.0, 4.0, 2.5, 2.5)
    """
    return tuple((first + last) / 2 for first, last in _rank_ranges(values))


def first_ranks(values: Sequence[float]) -> tuple[int, ...]:
    """Ranks from 1 for the lowest; equal values share the first of theirs, as in sports.

    >>> first_ranks([10, 30, 20, 20])
    (1, 4, 2, 2)
    """
    return tuple(first for first, _last in _rank_ranges(values))


def percentile_ranks(values: Sequence[float], *, reverse: bool = False) -> tuple[float, ...]:
    """From 0 for the lowest to 1 for the highest: (rank - 1)/(n - 1), as the Social Vulnerability Index has it.

    Reversed, where a high value means less need (income), they are 1 less that: equal values then share the
    highest. The index prints four decimals.

    >>> percentile_ranks([10, 30, 20, 20, 50])
    (0.0, 0.75, 0.25, 0.25, 1.0)

    Source: CDC/ATSDR SVI documentation; the PERCENTRANK.INC of spreadsheets. A lone place has 0.
    """
    shares = [(rank - 1) / max(len(values) - 1, 1) for rank in first_ranks(values)]
    return tuple(1 - share for share in shares) if reverse else tuple(shares)


def _rank_ranges(values: Sequence[float]) -> list[tuple[int, int]]:
    """First and last rank of all values equal to each one."""
    known = series("the values", values)
    order = sorted(range(len(known)), key=known.__getitem__)
    ranges = [(0, 0)] * len(known)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or known[order[end]] != known[order[start]]:
            for i in order[start:end]:
                ranges[i] = (start + 1, end)
            start = end
    return ranges
