"""Vectors of rates, survey margins and small areas."""

from collections.abc import Callable, Mapping
from typing import Any

from commonweal.warehouse.methods import intervals, margins, smoothing, standardization
from commonweal.warehouse.methods.intervals import Estimate
from commonweal.warehouse.methods.margins import SurveyEstimate

Input = Mapping[str, Any]


def margin(given: Input) -> dict[str, Any]:
    """A derived margin of error."""
    operation = given["operation"]
    if operation == "sum":
        parts = [SurveyEstimate(e, m) for e, m in zip(given["estimates"], given["moes"], strict=True)]
        found = margins.total(parts)
    else:
        above = SurveyEstimate(given["numerator"], given["moe_numerator"])
        below = SurveyEstimate(given["denominator"], given["moe_denominator"])
        found = {"proportion": margins.proportion, "ratio": margins.ratio}[operation](above, below)
    return {"estimate": found.estimate, "moe": found.moe}


def reliability(given: Input) -> dict[str, Any]:
    """Standard error and intervals of one estimate, or the difference of two, or a derived margin."""
    if "operation" in given:
        return margin(given)
    if "difference" in given:
        pair = given["difference"]
        test = margins.difference_test(
            SurveyEstimate(pair["a"], pair["moe_a"]), SurveyEstimate(pair["b"], pair["moe_b"])
        )
        return {"z": test.z, "significant_90": test.is_significant}
    found = SurveyEstimate(given["estimate"], given["moe"])
    narrow, wide = found.interval(margins.Z_90), found.interval(margins.Z_95)
    return {
        "se": found.standard_error,
        "cv_percent": found.cv_percent,
        "ci90": [narrow.lower, narrow.upper],
        "ci95": [wide.lower, wide.upper],
    }


def rate_interval(given: Input) -> dict[str, Any]:
    """A crude rate by the named method."""
    method = {"Exact": intervals.exact_poisson, "Byars": intervals.byar}[given["method"]]
    factor = given["multiplier"] / given["denominator"]
    value = given["numerator"] * factor
    return _two_levels("value", lambda level: Estimate(value, method(given["numerator"], level).times(factor)))


def proportion_interval(given: Input) -> dict[str, Any]:
    """A share with Wilson's interval."""
    numerator, denominator, per = given["numerator"], given["denominator"], given["multiplier"]
    return _two_levels("value", lambda level: intervals.proportion(numerator, denominator, per=per, confidence=level))


def age_adjustment(given: Input) -> dict[str, Any]:
    """A directly adjusted rate, by the layout of the input."""
    if "areas" in given:
        return _two_areas(given)
    if "age_groups" in given:
        million = standardization.US_2000_STANDARD_MILLION
        return {"weights": [part / 1_000_000 for part in million], "sum": sum(million) / 1_000_000}
    strata = standardization.Strata.of(given["count"], given["pop"], given["standard"])
    per = given["per"]
    if "method" in given:
        return _two_levels("dsr", lambda level: standardization.dobson(strata, per=per, confidence=level))
    wide, usual = standardization.fay_feuer(strata, per=per), standardization.tiwari(strata, per=per)
    return {
        "crude": round(strata.crude_rate * per, 6),
        "adjusted": usual.value,
        "fay_feuer_95": [wide.interval.lower, wide.interval.upper],
        "tiwari_2006_95": [usual.interval.lower, usual.interval.upper],
    }


def empirical_bayes(given: Input) -> dict[str, Any]:
    """Raw and smoothed rates of all areas."""
    found = smoothing.empirical_bayes(given["deaths"], given["births"])
    return {
        "raw": found.raw,
        "eb": found.smoothed,
        "a_between_variance": found.priors[0].variance,
        "b_mean": found.priors[0].mean,
    }


def _two_areas(given: Input) -> dict[str, Any]:
    size = len(given["events"]) // given["areas"]
    parts = [slice(i * size, (i + 1) * size) for i in range(given["areas"])]
    strata = [
        standardization.Strata.of(given["events"][p], given["population"][p], given["standard_population"][p])
        for p in parts
    ]
    direct = [standardization.fay_feuer(found) for found in strata]
    return {
        "crude": [found.crude_rate for found in strata],
        "direct": [found.value for found in direct],
        "direct_95": [[found.interval.lower, found.interval.upper] for found in direct],
    }


def _two_levels(name: str, method: Callable[[float], Estimate]) -> dict[str, Any]:
    """A value with its limits at 95 and at 99.8 percent."""
    usual, wide = method(0.95), method(0.998)
    return {
        name: usual.value,
        "lower95": usual.interval.lower,
        "upper95": usual.interval.upper,
        "lower99_8": wide.interval.lower,
        "upper99_8": wide.interval.upper,
    }
