"""Vectors of trends, comparisons, gaps between groups and forecasts."""

from collections.abc import Mapping
from typing import Any

from commonweal.measures.methods import comparison, disparity, forecast, trend
from commonweal.measures.methods.comparison import Standing
from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.vectors.reading import NotAmongOurs

Input = Mapping[str, Any]

STANDINGS = {
    Standing.FAR_ABOVE: "High (0.001)",
    Standing.ABOVE: "High (0.025)",
    Standing.NOT_DIFFERENT: "Not significant",
    Standing.BELOW: "Low (0.025)",
    Standing.FAR_BELOW: "Low (0.001)",
}
"""The words of the UK Health Security Agency for each standing."""

POLARITIES = {"RAG - Low is good": Better.LOWER, "RAG - High is good": Better.HIGHER}


def mann_kendall(given: Input) -> dict[str, Any]:
    """Mann-Kendall test and Theil-Sen line; the verdict at 5 percent is that of the p relied on."""
    test, line = trend.mann_kendall(given["y"]), trend.theil_sen(given["y"])
    direction = "increasing" if test.s > 0 else "decreasing"
    return {
        "S": test.s,
        "var_S": test.variance,
        "z": test.z,
        "p_two_sided_normal": test.p_normal,
        "p_two_sided_exact": test.p_exact,
        "tau_a": test.tau_a,
        "tau_b": test.tau_b,
        "sen_slope": line.slope,
        "intercept_median_form": line.intercept,
        "theil_sen_95ci": [line.slope_interval.lower, line.slope_interval.upper],
        "trend_at_5pct": direction if test.p < 0.05 else "no trend",
    }


def against_others(given: Input) -> dict[str, Any]:
    """Deciles among areas, or each area against the overall proportion."""
    if "polarity" in given:
        better = POLARITIES[given["polarity"]]
        return {"decile": comparison.quantile_groups(given["value"], better=better, n_groups=given["groups"])}
    found = [
        comparison.funnel_proportion(area["numerator"], area["denominator"], given["baseline"])
        for area in given["areas"]
    ]
    return {"significance": [STANDINGS[standing] for standing in found]}


def disparity_measures(given: Input) -> dict[str, Any]:
    """Summary measures of groups without an order; with rates alone, the gap to the best group."""
    if "rates" in given:
        better = Better.LOWER if given["lower_is_better"] else Better.HIGHER
        gap = disparity.worst_to_best(given["rates"], better=better)
        of_others = disparity.index_of_disparity(given["rates"], reference=gap.best)
        n = len(given["rates"])
        return {
            "index_of_disparity_percent": of_others,
            "if_divided_by_all_groups": of_others * (n - 1) / n,
            "rate_ratio_worst_to_best": gap.ratio,
            "rate_difference_worst_to_best": gap.difference,
        }
    rates, people = given["estimate"], given["population"]
    mean = disparity.population_mean(rates, people)
    variance = disparity.between_group_variance(rates, people)
    return {
        "bgv": variance,
        "bgsd": variance**0.5,
        "mean_difference_from_mean_weighted": disparity.mean_difference(rates, people, reference=mean),
        "mean_difference_from_mean_unweighted": disparity.mean_difference(
            rates, people, reference=mean, weighted=False
        ),
        "index_of_disparity_weighted": disparity.index_of_disparity_from_mean(rates, people),
        "mean_log_deviation_x1000": disparity.mean_log_deviation(rates, people) * 1000,
        "theil_index_x1000": disparity.theil_index(rates, people) * 1000,
    }


def ordered_disparity(given: Input) -> dict[str, Any]:
    """Concentration indices and the indices of inequality of groups in order."""
    rates, people, scale = given["estimate"], given["population"], given["scale"]
    logit = disparity.logistic_gradient([rate / scale for rate in rates], people)
    return {
        "aci": disparity.concentration_index(rates, people),
        "rci": disparity.relative_concentration_index(rates, people),
        "sii": logit.slope_index * scale,
        "rii": logit.relative_index,
    }


def baselines(given: Input) -> dict[str, Any]:
    """A benchmark forecast with its fans, or a Theil-Sen line carried on."""
    if "method" not in given:
        line = trend.theil_sen(given["y"])
        carried = forecast.theil_sen_line(given["y"], given["horizon"])
        interval = [line.slope_interval.lower, line.slope_interval.upper]
        return {
            "slope": line.slope,
            "intercept": line.intercept,
            "slope_95ci": interval,
            "forecast": carried.means,
        }
    method = {"naive": forecast.naive, "random walk with drift": forecast.drift}.get(given["method"])
    if method is None:
        raise NotAmongOurs(given["method"])
    found = method(given["y"], given.get("horizon", 5))
    return {
        "mean": found.means,
        "lo80": [fan.lower for fan in found.fan_80],
        "hi80": [fan.upper for fan in found.fan_80],
        "lo95": [fan.lower for fan in found.fan_95],
        "hi95": [fan.upper for fan in found.fan_95],
    }
