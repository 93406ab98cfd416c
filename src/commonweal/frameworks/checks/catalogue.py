"""What holds inside a catalogue of measures, and between it and the editions."""

from collections.abc import Iterator, Mapping

from commonweal.frameworks.checks import places
from commonweal.frameworks.checks.problem import Plain, Problem, repeated_ids, unknown

Editions = Mapping[tuple[str, str], Plain]
LISTS = (
    "areas", "polarities", "types", "estimates", "verdicts", "charts", "cadences", "segment_kinds", "denominators",
    "sources", "measures",
)  # fmt: skip
NAMED_BY_MEASURES = {
    "area": "areas",
    "polarity": "polarities",
    "type": "types",
    "denominator": "denominators",
    "estimate": "estimates",
    "chart": "charts",
    "source": "sources",
    "cadence": "cadences",
}


def catalogue_problems(catalogue: Plain, editions: Editions) -> Iterator[Problem]:
    """Every check of one catalogue; refs may be those of any edition at hand."""
    for name in LISTS:
        yield from repeated_ids(catalogue[name], (name,))
    known = {name: {one["id"] for one in catalogue[name]} for name in LISTS}
    refs = {question.ref for edition in editions.values() for question in places.questions(edition)}
    yield from unknown(
        catalogue["starter_set"]["measures"], known["measures"], ("starter_set", "measures"), "a measure"
    )
    for index, estimate in enumerate(catalogue["estimates"]):
        for name in ("charts", "verdicts"):
            yield from unknown(estimate[name], known[name], ("estimates", index, name), f"among the {name}")
    for index, source in enumerate(catalogue["sources"]):
        for key, names in (("cadence", "cadences"), ("estimate", "estimates")):
            if source[key] not in known[names]:
                yield ("sources", index, key), f'"{source[key]}" is not among the {names}.'
    charts = {estimate["id"]: estimate["charts"] for estimate in catalogue["estimates"]}
    for index, measure in enumerate(catalogue["measures"]):
        yield from _measure_problems(measure, index, known, refs, charts)


def _measure_problems(
    measure: Plain, index: int, known: Mapping[str, set[str]], refs: set[str], charts: Mapping[str, list[str]]
) -> Iterator[Problem]:
    place = ("measures", index)
    for key, names in NAMED_BY_MEASURES.items():
        if measure.get(key) is not None and measure[key] not in known[names]:
            yield (*place, key), f'"{measure[key]}" is not among the {names}.'
    for key in ("segments", "segments_available"):
        yield from unknown(measure[key], known["segment_kinds"], (*place, key), "a kind of segment")
    yield from unknown(measure["framework_refs"], refs, (*place, "framework_refs"), "a question of any edition")
    if measure["type"] in {"rate", "proportion"} and measure.get("denominator") is None:
        yield place, f'{measure["id"]}: a {measure["type"]} has a "denominator".'
    if measure["type"] == "rate" and measure.get("per") is None:
        yield place, f'{measure["id"]}: a rate says "per" how many.'
    if measure["chart"] not in charts.get(measure["estimate"], [measure["chart"]]):
        yield (*place, "chart"), f'A figure that is a {measure["estimate"]} has no chart "{measure["chart"]}".'
