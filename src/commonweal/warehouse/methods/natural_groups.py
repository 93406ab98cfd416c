"""Groups that a row of numbers falls into by itself. Pure functions: no Django, no clock, no files."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable, series


@dataclass(frozen=True, slots=True)
class NaturalGroups:
    """The best division of numbers into k groups, from the lowest; ``labels`` from 0, in the order given."""

    labels: tuple[int, ...]
    minimums: tuple[float, ...]
    sizes: tuple[int, ...]
    means: tuple[float, ...]
    within: float


class _Costs:
    """Sums of squares within any stretch of sorted numbers."""

    def __init__(self, ordered: Sequence[float]) -> None:
        middle = ordered[len(ordered) // 2]
        self.sums, self.squares = [0.0], [0.0]
        for value in ordered:
            apart = value - middle
            self.sums.append(self.sums[-1] + apart)
            self.squares.append(self.squares[-1] + apart * apart)

    def of(self, start: int, end: int) -> float:
        """Of the numbers from ``start`` up to, but not, ``end``."""
        total = self.sums[end] - self.sums[start]
        return max(0.0, self.squares[end] - self.squares[start] - total * total / (end - start))


def natural_groups(values: Sequence[float], k: int) -> NaturalGroups:
    """The k groups with the least sum of squares within them: exact, without a random start.

    Equal numbers may be divided only if there are fewer distinct numbers than groups, which is refused.

    >>> natural_groups([1, 2, 10, 11, 12], 2).labels
    (0, 0, 1, 1, 1)

    Source: dynamic programming as in Wang and Song (2011), Ckmeans.1d.dp, R Journal 3:29; the groups of
    County Health Rankings since 2024 follow the idea, by ranks' uncertainty (Pollock et al. 2024).
    """
    known = series("the values", values)
    if not 1 <= k <= len(set(known)):
        raise NotComputable(f"There are not {k} different values to make {k} groups of.")
    order = sorted(range(len(known)), key=known.__getitem__)
    ordered = [known[i] for i in order]
    starts = _starts(ordered, k)
    ends = [*starts[1:], len(ordered)]
    stretches = [ordered[start:end] for start, end in zip(starts, ends, strict=True)]
    labels = [0] * len(known)
    for label, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for position in order[start:end]:
            labels[position] = label
    means = tuple(sum(stretch) / len(stretch) for stretch in stretches)
    within = sum((value - mean) ** 2 for stretch, mean in zip(stretches, means, strict=True) for value in stretch)
    return NaturalGroups(
        tuple(labels), tuple(stretch[0] for stretch in stretches), tuple(map(len, stretches)), means, within
    )


def _best_cut(best: Sequence[float], costs: _Costs, end: int, cuts: range) -> int:
    """Where the last group up to ``end`` starts best."""
    return min(cuts, key=lambda cut: best[cut] + costs.of(cut, end))


def _starts(ordered: Sequence[float], k: int) -> list[int]:
    """Where each group starts in the sorted numbers.

    The best cut of the first n numbers never moves left as n grows, so each row is filled by halving.
    """
    costs, n = _Costs(ordered), len(ordered)
    best = [0.0] + [costs.of(0, end) for end in range(1, n + 1)]
    cuts: list[list[int]] = []
    for group in range(1, k):
        row, cut = [float("inf")] * (n + 1), [0] * (n + 1)
        pending = [(group + 1, n, group, n - 1)]
        while pending:
            low, high, first, last = pending.pop()
            if low > high:
                continue
            end = (low + high) // 2
            found = _best_cut(best, costs, end, range(first, min(last, end - 1) + 1))
            row[end], cut[end] = best[found] + costs.of(found, end), found
            pending += [(low, end - 1, first, found), (end + 1, high, found, last)]
        best = row
        cuts.append(cut)
    starts, end = [0] * k, n
    for group in range(k - 1, 0, -1):
        starts[group] = end = cuts[group - 1][end]
    return starts
