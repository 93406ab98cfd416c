"""Vectors of control charts: what is drawn and where its limits lie."""

from collections.abc import Mapping
from typing import Any

from commonweal.measures.methods import control_charts
from commonweal.measures.methods.control_charts import ControlChart
from commonweal.measures.methods.moving_range import (
    EXACT_FACTOR,
    moving_ranges,
    natural_limits,
)
from commonweal.measures.methods.run_chart import RunAnalysis, run_analysis
from commonweal.measures.methods.vectors.reading import NotAmongOurs

Input = Mapping[str, Any]


def moving_range(given: Input) -> dict[str, Any]:
    """An XmR chart; the rule of limits says which factor."""
    if given.get("chart") == "mr":
        return _chart_of_ranges(given)
    screen, values = given["screen_moving_ranges"], given["y"]
    if given.get("chart") == "i":
        chart = control_charts.i_chart(values, baseline=_baseline(given, len(values)), screen=screen)
        return _told(chart, given)
    limits = natural_limits(values, screen=screen)
    return {
        "mean": limits.centre,
        "lpl": limits.lower,
        "upl": limits.upper,
        "near_lpl": limits.near_lower,
        "near_upl": limits.near_upper,
    }


def single_values(given: Input) -> dict[str, Any]:
    """An individuals chart of ratios with limits at two and three standard deviations."""
    shares = [count / n for count, n in zip(given["numerator"], given["denominator"], strict=True)]
    limits, n = natural_limits(shares, factor=EXACT_FACTOR), len(shares)
    return {
        "ucl_3s": [limits.upper] * n,
        "upper_2s": [limits.near_upper] * n,
        "lower_2s": [limits.near_lower] * n,
        "lcl_3s": [limits.lower] * n,
    }


def control_chart(given: Input) -> dict[str, Any]:
    """A p, u, c, p′, u′, I′ or t chart, in phases where the input has them."""
    if "new_phase_after_point" not in given:
        return _told(_chart(given), given)
    split = given["new_phase_after_point"]
    series = {key: value for key, value in given.items() if isinstance(value, list)}
    told = [
        _told(_chart({**given, **{key: value[part] for key, value in series.items()}}), given)
        for part in (slice(0, split), slice(split, None))
    ]
    signals = [told[0]["sigma_signal_points_1based"], [split + i for i in told[1]["sigma_signal_points_1based"]]]
    joined: dict[str, Any] = {key: [*told[0][key], *told[1][key]] for key in ("y", "cl", "lcl", "ucl")}
    joined["runs"] = {key: [*told[0]["runs"][key], *told[1]["runs"][key]] for key in told[0]["runs"]}
    return {**joined, "sigma_signal_points_1based": [*signals[0], *signals[1]]}


def rare_events(given: Input) -> dict[str, Any]:
    """A g chart."""
    cases = given["cases_between"]
    chart = control_charts.g_chart(cases)
    mean = sum(cases) / len(cases)
    return {
        "centre_line_median": chart.centre[0],
        "mean": mean,
        "ucl_3s": chart.upper[0],
        "upper_2s": mean + (chart.upper[0] - mean) * 2 / 3,
        "lcl": chart.lower[0],
    }


def told_runs(found: RunAnalysis) -> dict[str, list[Any]]:
    """A run analysis in the words of qicharts2."""
    return {
        "n.useful": [found.n_useful],
        "longest.run": [found.longest_run],
        "longest.run.max": [found.longest_allowed],
        "n.crossings": [found.n_crossings],
        "n.crossings.min": [found.fewest_crossings],
        "runs.signal": [found.is_signal],
    }


def _chart(given: Input) -> ControlChart:
    counts = given.get("count", [])
    sizes = given.get("size", given.get("days", []))
    baseline = _baseline(given, len(counts))
    screen = given.get("screen_moving_ranges", True)
    match given["chart"]:
        case "p":
            return control_charts.p_chart(counts, sizes, baseline=baseline)
        case "u":
            return control_charts.u_chart(counts, sizes, baseline=baseline)
        case "c":
            return control_charts.c_chart(counts, baseline=baseline)
        case "p-prime":
            return control_charts.p_prime_chart(counts, sizes, baseline=baseline, screen=screen)
        case "u-prime":
            return control_charts.u_prime_chart(counts, sizes, baseline=baseline, screen=screen)
        case "i-prime":
            return control_charts.i_prime_chart(counts, sizes, baseline=baseline, screen=screen)
        case "t":
            return control_charts.t_chart(given["hours_between"])
        case other:
            raise NotAmongOurs(f"chart {other}")


def _chart_of_ranges(given: Input) -> dict[str, Any]:
    """The moving ranges themselves: their mean as centre, 3.267 times it as upper limit."""
    values = given["y"]
    limits = natural_limits(values, baseline=_baseline(given, len(values)), screen=False)
    ranges = moving_ranges(values)
    runs = told_runs(run_analysis(ranges, centre=limits.mean_range))
    n = len(values)
    return {
        "cl": [limits.mean_range] * n,
        "lcl": [0] * n,
        "ucl": [limits.range_upper] * n,
        "runs": runs,
        "sigma_signal_points_1based": [i + 2 for i, found in enumerate(ranges) if found > limits.range_upper],
        "moving_range": [None, *ranges],
    }


def _baseline(given: Input, n: int) -> list[int] | None:
    """Positions of the baseline: its first points, without those that are excluded."""
    if "baseline_first_n" not in given and "exclude_points_1based" not in given:
        return None
    left_out = {i - 1 for i in given.get("exclude_points_1based", ())}
    return [i for i in range(given.get("baseline_first_n", n)) if i not in left_out]


def _told(chart: ControlChart, given: Input) -> dict[str, Any]:
    """A chart in the words of the files, in their unit; points left out of the limits are left out of the runs."""
    per = given.get("multiply_results_by", 1)
    left_out = {i - 1 for i in given.get("exclude_points_1based", ())}
    kept = [value for i, value in enumerate(chart.values) if i not in left_out]
    return {
        "y": [value * per for value in chart.values],
        "cl": [value * per for value in chart.centre],
        "lcl": [value * per for value in chart.lower],
        "ucl": [value * per for value in chart.upper],
        "runs": told_runs(run_analysis(kept, centre=chart.centre[0])),
        "sigma_signal_points_1based": [i + 1 for i in chart.outside],
        "sigma_z": chart.sigma_z,
    }
