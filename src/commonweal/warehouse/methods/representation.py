"""Whether a group of people mirrors its population. Pure functions: no Django, no clock, no files.

In a group of twelve chance alone moves a share far. A test that finds nothing is *not* evidence that the group
is representative: say so beside it. Give single traits only, since small combinations identify people.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.distributions import chi_square_tail
from commonweal.warehouse.methods.inputs import NotComputable, positive_series, probability, same_length

EXPECTED_FOR_CHI_SQUARE = 5
"""With any expected count below this the exact test decides."""

MOST_OUTCOMES = 2_000_000
"""Outcomes that the exact test looks through at most."""


@dataclass(frozen=True, slots=True)
class Representation:
    """One trait of a group beside its population; all sequences in one order of the trait's values.

    ``ratios`` are shares in the group over shares in the population; ``ranges`` the seats that chance alone gives
    in 95 of 100 such groups; ``p_exact`` is null where there are too many outcomes to look through.
    """

    counts: tuple[int, ...]
    expected: tuple[float, ...]
    ratios: tuple[float, ...]
    ranges: tuple[tuple[int, int], ...]
    dissimilarity: float
    chi_square: float
    df: int
    p_chi_square: float
    p_exact: float | None

    @property
    def p(self) -> float:
        """The probability to rely on: exact where an expected count is small and it is known."""
        is_small = min(self.expected) < EXPECTED_FOR_CHI_SQUARE
        return self.p_exact if is_small and self.p_exact is not None else self.p_chi_square

    @property
    def seats_short(self) -> tuple[int, ...]:
        """Whole seats that each value of the trait lacks, of what its share would give; 0 if none."""
        return tuple(max(0, math.floor(e - n)) for n, e in zip(self.counts, self.expected, strict=True))


def representation(counts: Sequence[int], shares: Sequence[float], *, confidence: float = 0.95) -> Representation:
    """A group's counts beside the population's shares of the same values of one trait.

    >>> representation([5, 4, 3], [0.5, 0.3, 0.2]).ranges[0]
    (3, 9)

    Raises:
        NotComputable: unless there are two values, whole counts with one person at least, and shares above 0
            that add up to 1.

    Source: Read and Cressie (1988), Goodness-of-Fit Statistics (exact: all outcomes no likelier than the observed).
    """
    same_length("counts and shares", counts, shares)
    shares = positive_series("the shares", shares, at_least=2)
    if any(isinstance(n, bool) or not isinstance(n, int) or n < 0 for n in counts) or sum(counts) == 0:
        raise NotComputable("The counts are not whole numbers of a group with one person at least.")
    if not math.isclose(math.fsum(shares), 1, abs_tol=1e-6):
        raise NotComputable("The shares of the population do not add up to one.")
    total = sum(counts)
    expected = tuple(total * share for share in shares)
    chi_square = math.fsum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    return Representation(
        counts=tuple(counts),
        expected=expected,
        ratios=tuple(n / e for n, e in zip(counts, expected, strict=True)),
        ranges=tuple(binomial_range(total, share, confidence=confidence) for share in shares),
        dissimilarity=math.fsum(abs(n / total - share) for n, share in zip(counts, shares, strict=True)) / 2,
        chi_square=chi_square,
        df=len(counts) - 1,
        p_chi_square=chi_square_tail(chi_square, len(counts) - 1),
        p_exact=exact_multinomial(counts, shares),
    )


def binomial_range(n: int, share: float, *, confidence: float = 0.95) -> tuple[int, int]:
    """The fewest and most seats of ``n`` that chance gives a share of the population, tails cut on both sides.

    >>> binomial_range(12, 0.5)
    (3, 9)
    """
    tail = (1 - probability("the confidence", confidence)) / 2
    share = probability("the share", share)
    below, lowest = 0.0, None
    for k in range(n + 1):
        below += math.comb(n, k) * share**k * (1 - share) ** (n - k)
        if lowest is None and below >= tail:
            lowest = k
        if below >= 1 - tail:
            return lowest or 0, k
    return lowest or 0, n


def exact_multinomial(counts: Sequence[int], shares: Sequence[float]) -> float | None:
    """The probability of all outcomes no likelier than the observed one; null if there are too many outcomes."""
    n, k = sum(counts), len(counts)
    if math.comb(n + k - 1, k - 1) > MOST_OUTCOMES:
        return None
    logs = [math.log(share) for share in shares]
    observed = _log_chance(counts, logs)
    chances = (_log_chance(outcome, logs) for outcome in _outcomes(n, k))
    return min(1.0, math.fsum(math.exp(chance) for chance in chances if chance <= observed + 1e-9))


def _log_chance(counts: Sequence[int], logs: Sequence[float]) -> float:
    """The logarithm of the multinomial probability."""
    ways = math.lgamma(sum(counts) + 1) - math.fsum(math.lgamma(n + 1) for n in counts)
    return ways + math.fsum(n * log for n, log in zip(counts, logs, strict=True))


def _outcomes(n: int, k: int) -> Iterator[tuple[int, ...]]:
    """All ways to seat n people among k values."""
    if k == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in _outcomes(n - first, k - 1):
            yield (first, *rest)
