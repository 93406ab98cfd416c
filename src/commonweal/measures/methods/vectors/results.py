"""Vectors of trends, comparisons, gaps between groups and forecasts."""

from collections.abc import Mapping
from typing import Any

from commonweal.measures.methods import comparison, trend
from commonweal.measures.methods.comparison import Standing
from commonweal.measures.methods.direction import Better

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
