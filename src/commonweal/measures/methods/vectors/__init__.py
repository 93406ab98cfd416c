"""Published examples run against our own methods: a case of a vector file in, its faults out.

Each adapter takes the ``input`` of a case and gives what our methods make of it, by the names of ``expected``.
What a file says beside that (published, rounded values) is listed in ``BESIDE`` and not compared.
"""

from collections.abc import Callable, Mapping
from typing import Any

from commonweal.measures.methods.vectors import charts, people, places, rates, reading, results, signals

Input = Mapping[str, Any]
Adapter = Callable[[Input], Mapping[str, Any]]

ADAPTERS: Mapping[str, Adapter] = {
    "acs.moe": rates.margin,
    "acs.reliability": rates.reliability,
    "chr.composite": places.rankings,
    "chr.health_groups": places.health_groups,
    "equity.ordered_measures": results.ordered_disparity,
    "equity.summary_measures": results.disparity_measures,
    "forecast.baseline": results.baselines,
    "letci.comparison": results.against_others,
    "letci.trend": results.mann_kendall,
    "peers.nearest_neighbours": places.neighbours,
    "rates.age_adjustment": rates.age_adjustment,
    "rates.empirical_bayes": rates.empirical_bayes,
    "rates.proportion_ci": rates.proportion_interval,
    "rates.rate_ci": rates.rate_interval,
    "representation": people.mirrored,
    "spc.c": charts.control_chart,
    "spc.g": charts.rare_events,
    "spc.i": charts.single_values,
    "spc.laney": charts.control_chart,
    "spc.making_data_count": signals.making_data_count,
    "spc.p": charts.control_chart,
    "spc.rebase": signals.rebased_medians,
    "spc.rules": signals.signal_rules,
    "spc.run_chart": signals.run_chart,
    "spc.t": charts.control_chart,
    "spc.u": charts.control_chart,
    "spc.xmr": charts.moving_range,
    "weighting.raking": people.raked,
}
"""The adapter of each method we have, by its name in the files."""


def faults(method: str, case: Mapping[str, Any], tolerance: Mapping[str, float]) -> list[str]:
    """What our result of a case has wrong, one line each; empty if it passes.

    Raises:
        NotAmongOurs: if we do not have the method, or not the form of it that the case asks for.
    """
    adapter = ADAPTERS.get(method)
    if adapter is None:
        raise reading.NotAmongOurs(method)
    return reading.differences(case["expected"], adapter(case["input"]), tolerance)
