"""Margins of error as the Census Bureau computes them. Pure functions: no Django, no clock, no files.

Margins are at 90 percent, as published by the American Community Survey (ACS), in the unit of the estimate.
Source of all formulas unless said otherwise: U.S. Census Bureau (2020), Understanding and Using American
Community Survey Data: What All Data Users Need to Know, chapters 7 and 8. They take estimates as independent.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable, finite, not_negative, positive, series
from commonweal.warehouse.methods.intervals import Interval

Z_90 = 1.645
Z_95 = 1.96
"""The Bureau's rounded factors; its published figures follow from these, not from exact quantiles."""


@dataclass(frozen=True, slots=True)
class SurveyEstimate:
    """An estimate and its margin of error at 90 percent. A margin of 0 says: controlled, without sampling error."""

    estimate: float
    moe: float

    def __post_init__(self) -> None:
        finite("the estimate", self.estimate)
        not_negative("the margin of error", self.moe)

    @property
    def standard_error(self) -> float:
        """The margin in standard errors."""
        return self.moe / Z_90

    @property
    def cv_percent(self) -> float:
        """The coefficient of variation: standard error in percent of the estimate."""
        if self.estimate == 0:
            raise NotComputable("An estimate of zero has no coefficient of variation.")
        return self.standard_error / abs(self.estimate) * 100

    def interval(self, z: float = Z_95) -> Interval:
        """The interval at the Bureau's factor: 1.96 for 95 percent, 1.645 for 90."""
        reach = self.standard_error * z
        return Interval(self.estimate - reach, self.estimate + reach, 0.90 if z == Z_90 else 0.95)


@dataclass(frozen=True, slots=True)
class DifferenceTest:
    """How far two estimates are apart, in standard errors of their difference."""

    difference: SurveyEstimate
    z: float
    is_significant: bool


def total(parts: Sequence[SurveyEstimate]) -> SurveyEstimate:
    """The sum of several areas or groups; of the parts that are zero, only the largest margin counts, once.

    The margin leaves out the covariance of the parts; where variance replicates are published
    for all of them, ``replicate_estimate`` of the summed replicates is better.

    >>> total([SurveyEstimate(135173, 3860), SurveyEstimate(43104, 2642), SurveyEstimate(24842, 1957)]).estimate
    203119.0
    """
    if not parts:
        raise NotComputable("There are no estimates to add.")
    zeros = [part.moe for part in parts if part.estimate == 0]
    squares = [part.moe**2 for part in parts if part.estimate != 0] + [max(zeros, default=0.0) ** 2]
    return SurveyEstimate(math.fsum(part.estimate for part in parts), math.sqrt(math.fsum(squares)))


def ratio(numerator: SurveyEstimate, denominator: SurveyEstimate) -> SurveyEstimate:
    """One estimate over another that does not contain it."""
    below = positive("the denominator", denominator.estimate)
    quotient = numerator.estimate / below
    return SurveyEstimate(quotient, math.hypot(numerator.moe, quotient * denominator.moe) / below)


def proportion(numerator: SurveyEstimate, denominator: SurveyEstimate) -> SurveyEstimate:
    """The share of a part in the whole that contains it, as a fraction.

    Where the radicand is negative the formula of a ratio is used, as the Bureau advises.

    >>> round(proportion(SurveyEstimate(9000, 500), SurveyEstimate(10000, 1500)).moe, 4)
    0.144
    """
    below = positive("the denominator", denominator.estimate)
    share = numerator.estimate / below
    radicand = numerator.moe**2 - (share * denominator.moe) ** 2
    if radicand < 0:
        return ratio(numerator, denominator)
    return SurveyEstimate(share, math.sqrt(radicand) / below)


def product(a: SurveyEstimate, b: SurveyEstimate) -> SurveyEstimate:
    """One estimate times another: households times persons per household."""
    return SurveyEstimate(a.estimate * b.estimate, math.hypot(a.estimate * b.moe, b.estimate * a.moe))


def difference(a: SurveyEstimate, b: SurveyEstimate) -> SurveyEstimate:
    """The first estimate less the second. Not for periods that overlap: they are not independent."""
    return SurveyEstimate(a.estimate - b.estimate, math.hypot(a.moe, b.moe))


def percent_change(now: SurveyEstimate, before: SurveyEstimate) -> SurveyEstimate:
    """The change since an earlier estimate, in percent of it."""
    quotient = ratio(now, before)
    return SurveyEstimate((quotient.estimate - 1) * 100, quotient.moe * 100)


def difference_test(a: SurveyEstimate, b: SurveyEstimate) -> DifferenceTest:
    """Whether two independent estimates differ at 90 percent: |z| above 1.645.

    >>> round(difference_test(SurveyEstimate(139301, 4047), SurveyEstimate(135173, 3860)).z, 4)
    1.2142
    """
    apart = difference(a, b)
    if apart.moe == 0:
        raise NotComputable("Two estimates without sampling error need no test.")
    z = apart.estimate / apart.standard_error
    return DifferenceTest(apart, z, abs(z) > Z_90)


def replicate_estimate(estimate: float, replicates: Sequence[float]) -> SurveyEstimate:
    """An estimate with the margin that its variance replicates give; covariance included.

    The replicates of a sum are the sums of the parts' replicates, one by one.

    Source: U.S. Census Bureau, Variance Replicate Estimates documentation: variance = 4/R × Σ(replicate − estimate)².
    """
    found = series("the replicates", replicates)
    variance = 4 / len(found) * math.fsum((replicate - estimate) ** 2 for replicate in found)
    return SurveyEstimate(estimate, Z_90 * math.sqrt(variance))
