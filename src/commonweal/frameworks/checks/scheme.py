"""What holds inside one scheme."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from commonweal.frameworks.checks.problem import Place, Plain, Problem, repeated_ids, unknown

KINDS = ("process", "results")


def scheme_problems(scheme: Plain) -> Iterator[Problem]:
    """The checks that a scheme's kind calls for."""
    yield from repeated_ids(scheme["rules"], ("rules",))
    match scheme["kind"]:
        case "item_percent":
            yield from _item_percent_problems(scheme)
        case "question_rubric":
            yield from _rubric_problems(scheme)
        case "unscored":
            yield from _unscored_problems(scheme)


def _item_percent_problems(scheme: Plain) -> Iterator[Problem]:
    yield from repeated_ids(scheme["ranges"], ("ranges",))
    yield from _ranges_cover_scores(scheme)
    for kind in KINDS:
        yield from _bands_leave_no_gap(scheme["bands"][kind], ("bands", kind))
        yield from _descriptors_are_complete(scheme, kind)
    range_ids = {score_range["id"] for score_range in scheme["ranges"]}
    for index, warning in enumerate(scheme["score_agreement"]["warn"]):
        yield from unknown(warning["ranges"], range_ids, ("score_agreement", "warn", index, "ranges"), "a range")


def _ranges_cover_scores(scheme: Plain) -> Iterator[Problem]:
    """Check 4: the ranges' scores together are the allowed scores, each once, low to high."""
    scores = [score for score_range in scheme["ranges"] for score in score_range["scores"]]
    if scores != scheme["allowed_scores"]:
        yield ("ranges",), "The scores of the ranges together are not the allowed scores in order."
    if scheme["allowed_scores"] != list(range(0, 101, scheme["step"])):
        yield ("allowed_scores",), f"These are not the percents from 0 to 100 in steps of {scheme['step']}."
    for index, score_range in enumerate(scheme["ranges"]):
        if (score_range["low"], score_range["high"]) != (score_range["scores"][0], score_range["scores"][-1]):
            yield ("ranges", index), "low and high are not the first and last of its scores."


def _bands_leave_no_gap(bands: Plain, place: Place) -> Iterator[Problem]:
    """Check 4: bands start at 0, follow one another and end at the most points."""
    expected = 0
    for index, band in enumerate(bands["bands"]):
        if band["min"] != expected or band["max"] < band["min"]:
            yield (*place, "bands", index), f"Band {band['band']} begins at {band['min']}, not {expected}."
        expected = band["max"] + 1
    if expected != bands["max_points"] + 1:
        yield (*place, "max_points"), f"The last band ends at {expected - 1}, not {bands['max_points']}."


def _descriptors_are_complete(scheme: Plain, kind: str) -> Iterator[Problem]:
    """Each range describes each dimension and sums up."""
    wanted = {dimension["id"] for dimension in scheme["dimensions"][kind]} | {"summary"}
    descriptors = scheme["descriptors"].get(kind, {})
    for score_range in scheme["ranges"]:
        missing = wanted - set(descriptors.get(score_range["id"], {}))
        if missing:
            place = ("descriptors", kind, score_range["id"])
            yield place, f"The range {score_range['id']} does not describe {', '.join(sorted(missing))}."


def _rubric_problems(scheme: Plain) -> Iterator[Problem]:
    """Levels, kinds and descriptors of a question rubric speak of the same things."""
    for vocabulary in ("question_kinds", "sections", "levels"):
        yield from repeated_ids(scheme[vocabulary], (vocabulary,))
    kinds = {kind["id"] for kind in scheme["question_kinds"]}
    for index, section in enumerate(scheme["sections"]):
        yield from unknown(section["kinds"], kinds, ("sections", index, "kinds"), "a kind of question")
    levels = {str(level["value"]) for level in scheme["levels"]}
    for kind, dimensions in scheme["dimensions"].items():
        for dimension in dimensions:
            described = set(scheme["descriptors"].get(kind, {}).get(dimension["id"], {}))
            if described != levels:
                place = ("descriptors", kind, dimension["id"])
                yield place, f"The dimension {dimension['id']} does not describe exactly the levels of the scheme."


def _unscored_problems(scheme: Plain) -> Iterator[Problem]:
    for vocabulary in ("comment_types", "lenses", "stages"):
        yield from repeated_ids(scheme.get(vocabulary, ()), (vocabulary,))
    types = {comment_type["id"] for comment_type in scheme["comment_types"]}
    yield from unknown(scheme["limits"]["counted"], types, ("limits", "counted"), "a comment type")
    for name, limits in scheme["limits"].items():
        if name != "counted" and limits and limits[0] > limits[1]:
            yield ("limits", name), "The least is more than the most."


def worked_example_problems(scheme: Plain, points: Plain) -> Iterator[Problem]:
    """Check 8: the worked example reproduces its own totals with an overlay's points.

    ``points`` maps item refs to whole points. Totals are rounded half up once, after summing. A number with
    decimals may be a text: so it is kept in canonical bytes.
    """
    example = scheme["computation"]["worked_example"]
    place: Place = ("computation", "worked_example")
    totals: dict[str, Decimal] = {}
    for kind in KINDS:
        percents = example[f"{kind}_percents"]
        if missing := sorted(set(percents) - set(points)):
            yield (*place, f"{kind}_percents"), f"The overlay gives no points to {', '.join(missing)}."
            return
        exact = sum((Decimal(percent * points[ref]) / 100 for ref, percent in percents.items()), Decimal())
        totals[kind] = exact.quantize(Decimal(1), ROUND_HALF_UP)
        if totals[kind] != Decimal(str(example[f"{kind}_points"])):
            yield (*place, f"{kind}_points"), f"The percents give {totals[kind]} points."
        if not _is_in_band(totals[kind], example[f"{kind}_band"], scheme["bands"][kind]["bands"]):
            yield (*place, f"{kind}_band"), f"{totals[kind]} points are not in band {example[f'{kind}_band']}."
    if sum(totals.values()) != Decimal(str(example["total_points"])):
        yield (*place, "total_points"), f"Process and results give {sum(totals.values())} points."


def _is_in_band(points: Decimal, number: int, bands: list[Plain]) -> bool:
    return any(band["band"] == number and band["min"] <= points <= band["max"] for band in bands)
