"""What holds between files: a crosswalk and its editions, an overlay and its edition, schemes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from commonweal.frameworks.checks import places
from commonweal.frameworks.checks.edition import sums_agree
from commonweal.frameworks.checks.problem import Plain, Problem, unknown
from commonweal.frameworks.checks.scheme import worked_example_problems

Editions = Mapping[tuple[str, str], Plain]
"""Plain editions by (id, edition)."""

FROM_EMPTY, TO_EMPTY = "new", "dropped"


def crosswalk_problems(crosswalk: Plain, editions: Editions) -> Iterator[Problem]:
    """Check 5: each old and each new question stands in exactly one entry."""
    for end in ("from", "to"):
        edition = editions.get((crosswalk[end]["id"], crosswalk[end]["edition"]))
        if edition is None:
            yield (end,), f"The edition {crosswalk[end]['id']} {crosswalk[end]['edition']} is not at hand."
            continue
        yield from _entries_cover(crosswalk, end, edition)
        item_refs = {item.ref for item in places.items(edition)}
        for index, pair in enumerate(crosswalk["items"]):
            if pair[end] not in item_refs:
                yield ("items", index, end), f'"{pair[end]}" is not an item of that edition.'
    yield from _kinds_fit(crosswalk)


def _entries_cover(crosswalk: Plain, end: str, edition: Plain) -> Iterator[Problem]:
    refs = [question.ref for question in places.questions(edition)]
    counts = Counter(ref for entry in crosswalk["entries"] for ref in entry[end])
    for index, entry in enumerate(crosswalk["entries"]):
        yield from unknown(entry[end], refs, ("entries", index, end), "a question of that edition")
        for ref in entry[end]:
            if counts[ref] > 1:
                yield ("entries", index, end), f'"{ref}" stands in {counts[ref]} entries.'
    for ref in refs:
        if ref not in counts:
            yield ("entries",), f'No entry has "{ref}" in its "{end}".'


def _kinds_fit(crosswalk: Plain) -> Iterator[Problem]:
    kinds = {kind["id"] for kind in crosswalk["kinds"]}
    for index, entry in enumerate(crosswalk["entries"]):
        kind = entry["kind"]
        if kind not in kinds:
            yield ("entries", index, "kind"), f'"{kind}" is not among the kinds of this file.'
        if (not entry["from"]) != (kind == FROM_EMPTY) or (not entry["to"]) != (kind == TO_EMPTY):
            message = '"new" has an empty "from", "dropped" an empty "to", and no other kind has either.'
            yield ("entries", index), message


def overlay_problems(overlay: Plain, editions: Editions, schemes: Mapping[str, Plain]) -> Iterator[Problem]:
    """Check 3: every process and results item has points, and they add up; check 8 with its scheme."""
    target = overlay["applies_to"]["framework"]
    edition = editions.get((target["id"], target["edition"]))
    if edition is None:
        yield ("applies_to", "framework"), f"The edition {target['id']} {target['edition']} is not at hand."
        return
    kind_of = {item.ref: item.section_kind for item in places.items(edition) if item.section_kind != "profile"}
    found = {"process": 0, "results": 0}
    for ref, points in overlay["items"].items():
        if ref not in kind_of:
            yield ("items", ref), f'"{ref}" is not a process or results item of that edition.'
            continue
        found[kind_of[ref]] += points
    for ref in kind_of:
        if ref not in overlay["items"]:
            yield ("items",), f'The item "{ref}" has no points.'
    yield from sums_agree(overlay["points_total"], found)
    if overlay["applies_to"]["scheme"] not in schemes:
        yield ("applies_to", "scheme"), f"The scheme {overlay['applies_to']['scheme']} is not at hand."


def scheme_neighbour_problems(
    scheme: Plain, schemes: Mapping[str, Plain], overlays: Mapping[str, Plain], editions: Editions
) -> Iterator[Problem]:
    """The schemes, overlays and items that a scheme names are there."""
    for key in ("profile_scheme", "dimensions_from"):
        if scheme.get(key) is not None and scheme[key] not in schemes:
            yield (key,), f"The scheme {scheme[key]} is not at hand."
    if scheme["kind"] == "question_rubric":
        items = {item.ref for edition in editions.values() for item in places.items(edition)}
        for index, section in enumerate(scheme["sections"]):
            yield from unknown(section["maps_to"], items, ("sections", index, "maps_to"), "an item of any edition")
    if scheme["kind"] == "item_percent":
        overlay = overlays.get(scheme["bands"]["needs_overlay"])
        if overlay is None:
            yield ("bands", "needs_overlay"), f"The overlay {scheme['bands']['needs_overlay']} is not at hand."
        else:
            yield from worked_example_problems(scheme, overlay["items"])
