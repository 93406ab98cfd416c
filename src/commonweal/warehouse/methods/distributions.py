"""Quantiles and tail probabilities the methods need. scipy is loaded on first use only: it takes a second."""

import math
from statistics import NormalDist

from commonweal.warehouse.methods.inputs import probability

STANDARD_NORMAL = NormalDist()


def normal_quantile(p: float) -> float:
    """The value below which a standard normal variable stays with probability ``p``."""
    return STANDARD_NORMAL.inv_cdf(probability("the probability", p))


def two_sided_z(confidence: float) -> float:
    """The half-width, in standard errors, of a two-sided normal interval.

    >>> round(two_sided_z(0.95), 4)
    1.96
    """
    return -normal_quantile((1 - probability("the confidence", confidence)) / 2)


def two_sided_normal_p(z: float) -> float:
    """The probability that a standard normal variable lies at least as far from 0 as ``z``."""
    return math.erfc(abs(z) / math.sqrt(2))


def gamma_quantile(p: float, shape: float) -> float:
    """The quantile of a gamma variable of scale 1; 0 where the shape is 0."""
    from scipy.special import gammaincinv  # noqa: PLC0415 -- slow import

    return float(gammaincinv(shape, probability("the probability", p))) if shape > 0 else 0.0


def chi_square_tail(x: float, df: float) -> float:
    """The probability that a chi-square variable exceeds ``x``."""
    from scipy.special import gammaincc  # noqa: PLC0415 -- slow import

    return float(gammaincc(df / 2, x / 2))


def t_quantile(p: float, df: float) -> float:
    """The quantile of Student's t with ``df`` degrees of freedom."""
    from scipy.special import stdtrit  # noqa: PLC0415 -- slow import

    return float(stdtrit(df, probability("the probability", p)))


def binomial_half_quantile(p: float, n: int) -> int:
    """The smallest k for which at most k of ``n`` fair coins fall heads with probability ``p`` or more.

    Exact: whole numbers are compared, so no rounding can move a limit.

    >>> binomial_half_quantile(0.05, 10)
    2
    """
    wanted = probability("the probability", p) * 2**n
    total = 0
    for k in range(n + 1):
        total += math.comb(n, k)
        if total >= wanted:
            return k
    return n
