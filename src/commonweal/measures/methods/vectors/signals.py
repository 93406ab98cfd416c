"""Vectors of rules: runs, signals, variation and assurance."""

from collections.abc import Mapping
from typing import Any

from commonweal.measures.methods import making_data_count as mdc
from commonweal.measures.methods import run_boxes
from commonweal.measures.methods import run_chart as runs
from commonweal.measures.methods import signal_rules as rules
from commonweal.measures.methods.direction import Better
from commonweal.measures.methods.making_data_count import SpecialCause, Variation
from commonweal.measures.methods.vectors.charts import told_runs

Input = Mapping[str, Any]

DIRECTIONS = {"increase": Better.HIGHER, "decrease": Better.LOWER, "neutral": Better.CONTEXT}

CAUSES = {
    SpecialCause.NONE: "Common Cause",
    SpecialCause.ABOVE_LIMIT: "Above UCL",
    SpecialCause.BELOW_LIMIT: "Below LCL",
    SpecialCause.RISING: "7 Point Trend (Increasing)",
    SpecialCause.FALLING: "7 Point Trend (Decreasing)",
    SpecialCause.NEAR_UPPER_LIMIT: "2 in 3 Above CL",
    SpecialCause.NEAR_LOWER_LIMIT: "2 in 3 Below CL",
    SpecialCause.RUN_ABOVE: "7 Points Above CL",
    SpecialCause.RUN_BELOW: "7 Points Below CL",
}
"""The words of the NHS tools for each special cause."""

POINTS = {
    Variation.COMMON_CAUSE: "common_cause",
    Variation.IMPROVEMENT_HIGH: "special_cause_improvement",
    Variation.IMPROVEMENT_LOW: "special_cause_improvement",
    Variation.CONCERN_HIGH: "special_cause_concern",
    Variation.CONCERN_LOW: "special_cause_concern",
    Variation.NEUTRAL_HIGH: "special_cause_neutral_high",
    Variation.NEUTRAL_LOW: "special_cause_neutral_low",
}


def run_chart(given: Input) -> dict[str, Any]:
    """Critical values, a signal from counts, or a whole run chart."""
    if "n_useful" in given:
        n = given["n_useful"]
        return {"longest_run_upper_limit": runs.longest_allowed(n), "crossings_lower_limit": runs.fewest_crossings(n)}
    if "useful_points" in given:
        n, crossings, longest = given["useful_points"], given["crossings"], given["longest_run"]
        return {
            "anhoej": longest > runs.longest_allowed(n) or crossings < runs.fewest_crossings(n),
            "best_box": run_boxes.best_box_signal(n, crossings, longest),
            "cut_box": run_boxes.cut_box_signal(n, crossings, longest),
        }
    found = runs.run_analysis(given["y"])
    return {"median": found.centre, "runs": told_runs(found)}


def rebased_medians(given: Input) -> dict[str, Any]:
    """Medians re-based after a sustained run."""
    segments = runs.sustained_medians(given["y"], n_baseline=given["baseline_points"], run_length=given["run_length"])
    dates = given["dates"]
    return {
        "medians": [
            {
                "type": "sustained" if i else "baseline",
                "median": segment.median,
                "start": dates[segment.start],
                "end": dates[segment.end],
                "extends_to": dates[segment.extends_to],
            }
            for i, segment in enumerate(segments)
        ]
    }


def signal_rules(given: Input) -> dict[str, Any]:
    """Western Electric and Nelson rules, or two in three between given lines."""
    if "rule" not in given:
        marks = rules.two_in_three(given["y"], given["lower_2s"], given["upper_2s"])
        return {"flags": [{1: "upper", -1: "lower", 0: "none"}[mark] for mark in marks]}
    z = rules.standardized(given["y"], centre=given["center"], sigma=given["sigma"])
    return {"flagged_points_1based": [i + 1 for i in rules.flagged(z, rules.Rule(given["rule"]))]}


def making_data_count(given: Input) -> dict[str, Any]:
    """A chart by the NHS rules with its icons, or one of its rules alone."""
    if "improvement_direction" not in given:
        return {"end_of_seven_point_trend": mdc.seven_point_trends(given["y"])}
    better = DIRECTIONS[given["improvement_direction"]]
    if "lpl" in given:
        return {"assurance": mdc.assurance_of(given["lpl"], given["upl"], given["target"], better)}
    reading = mdc.read(
        given["y"],
        better=better,
        target=given["target"],
        rebase_at=_rebases(given),
        lock_after=given["fix_limits_after_n_points"],
        screen=given["screen_outliers"],
    )
    limits = [phase.limits for phase in reading.phases for _cause in phase.causes]
    return {
        "mean": [found.centre for found in limits],
        "lpl": [found.lower for found in limits],
        "upl": [found.upper for found in limits],
        "special_cause_type": [CAUSES[cause] for cause in reading.causes],
        "point_type": [POINTS[mdc.variation_of(cause, better)] for cause in reading.causes],
        "variation_icon_last_point": reading.variation,
        "assurance": reading.assurance,
    }


def _rebases(given: Input) -> list[int]:
    """Positions of the dates at which limits are taken anew."""
    at = given["rebase_at"] or []
    return sorted(given["dates"].index(date) for date in ([at] if isinstance(at, str) else at))
