"""What holds inside one edition."""

from collections.abc import Iterator

from commonweal.frameworks.checks import places
from commonweal.frameworks.checks.problem import Plain, Problem, repeated_ids, unknown

PROFILE = "P"
"""The ref of the Community Profile in every edition."""

VOCABULARIES = (
    "core_values",
    "outcome_areas",
    "evidence_kinds",
    "yield_kinds",
    "glossary",
    "key_factor_marks",
    "linkage_rules",
    "depths",
)


def edition_problems(edition: Plain) -> Iterator[Problem]:
    """Every check of one edition; a flat one has fewer parts, so some have nothing to look at."""
    yield from _profile_comes_first(edition)
    yield from _places_are_unique_and_nested(edition)
    for vocabulary in VOCABULARIES:
        yield from repeated_ids(edition.get(vocabulary) or (), (vocabulary,))
    yield from _points_agree(edition)
    if edition.get("layout") != "flat":
        yield from _words_are_known(edition)
        yield from _relations_exist(edition)
        yield from _results_relate_to_process_and_profile(edition)
        yield from _linkage_rules_follow_relations(edition)


def _profile_comes_first(edition: Plain) -> Iterator[Problem]:
    """Section 2: the Profile is section P and comes first; the categories follow, numbered from 1."""
    for index, section in enumerate(places.sections(edition)):
        expected = str(index or PROFILE)
        if section.ref != expected:
            yield (
                (*section.place, "ref"),
                f'Here the section "{expected}" is due: the Profile, P, comes before 1, 2, 3.',
            )
        if (section.section_kind == "profile") != (section.ref == PROFILE):
            yield (*section.place, "kind"), 'The section P, and no other, has the kind "profile".'


def _places_are_unique_and_nested(edition: Plain) -> Iterator[Problem]:
    """Check 2: one ref, one place; and a ref begins with the ref of the place around it."""
    seen: set[str] = set()
    for found in places.every_place(edition):
        if found.ref in seen:
            yield (*found.place, "ref"), f'The ref "{found.ref}" is used twice.'
        seen.add(found.ref)
        if not found.ref.startswith(found.parent_ref):
            yield (*found.place, "ref"), f'The ref does not begin with "{found.parent_ref}", in which it stands.'


def _points_agree(edition: Plain) -> Iterator[Problem]:
    """Check 3: without a total no item has points; with one, the items add up to it."""
    total = edition.get("points_total")
    found_points = {"process": 0, "results": 0}
    for item in places.items(edition):
        points = item.plain["points"]
        if total is None and points is not None:
            yield (*item.place, "points"), "This item has points, but the edition has no points_total."
        if total is not None and points is None and item.section_kind != "profile":
            yield (*item.place, "points"), "This item has no points, but the edition has a points_total."
        found_points[item.section_kind] = found_points.get(item.section_kind, 0) + (points or 0)
    if total is not None:
        yield from sums_agree(total, found_points)


def sums_agree(total: Plain, found: Plain) -> Iterator[Problem]:
    """The items of each kind add up to its total, and the kinds to the whole."""
    for kind in ("process", "results"):
        if found[kind] != total[kind]:
            yield ("points_total", kind), f"The {kind} items add up to {found[kind]}, not {total[kind]}."
    if total["process"] + total["results"] != total["total"]:
        yield ("points_total", "total"), "Process and results do not add up to the total."


def _words_are_known(edition: Plain) -> Iterator[Problem]:
    """Check 2: evidence and yields come from the edition's vocabularies; so do marks and rules."""
    evidence_kinds, yield_kinds, marks = (
        {term["id"] for term in edition.get(name, ())} for name in ("evidence_kinds", "yield_kinds", "key_factor_marks")
    )
    for question in places.questions(edition):
        plain, place = question.plain, question.place
        yield from unknown(plain["evidence"], evidence_kinds, (*place, "evidence"), "an evidence kind")
        yield from unknown(plain.get("yields", ()), yield_kinds, (*place, "yields"), "a yield kind")
    for index, mark in enumerate(edition.get("key_factor_marks", ())):
        yield from unknown(mark["for_kinds"], yield_kinds, ("key_factor_marks", index, "for_kinds"), "a yield kind")
    for index, rule in enumerate(edition.get("linkage_rules", ())):
        if rule.get("each") not in {None, *yield_kinds}:
            yield ("linkage_rules", index, "each"), f'"{rule["each"]}" is not a yield kind.'
        if rule.get("if") not in {None, *marks}:
            yield ("linkage_rules", index, "if"), f'"{rule["if"]}" is not a mark of key factors.'


def _relations_exist(edition: Plain) -> Iterator[Problem]:
    """Check 2: answers relate to questions of this edition, and none to itself."""
    refs = {question.ref for question in places.questions(edition)}
    for question in places.questions(edition):
        place = (*question.place, "relates_to")
        yield from unknown(question.plain["relates_to"], refs, place, "a question of this edition")
        if question.ref in question.plain["relates_to"]:
            yield place, "The question relates to itself."
    for index, rule in enumerate(edition.get("linkage_rules", ())):
        for end in ("from", "to"):
            yield from unknown(rule[end], refs, ("linkage_rules", index, end), "a question of this edition")


def _results_relate_to_process_and_profile(edition: Plain) -> Iterator[Problem]:
    """Check 6: a result is the result of something, for somebody; only results have a report."""
    kind_of = {question.ref: question.section_kind for question in places.questions(edition)}
    for question in places.questions(edition):
        if question.section_kind != "results":
            if question.plain.get("report"):
                yield (*question.place, "report"), 'Only questions on results have "report".'
            continue
        related = {kind_of.get(ref) for ref in question.plain["relates_to"]}
        for kind in ("process", "profile"):
            if kind not in related:
                yield (*question.place, "relates_to"), f"A results question relates to at least one {kind} question."


def _linkage_rules_follow_relations(edition: Plain) -> Iterator[Problem]:
    """Section 2: every pair that a rule joins also stands in ``relates_to`` of one end."""
    related = {question.ref: frozenset(question.plain["relates_to"]) for question in places.questions(edition)}
    for index, rule in enumerate(edition.get("linkage_rules", ())):
        for source in rule["from"]:
            for target in rule["to"]:
                is_related = target in related.get(source, ()) or source in related.get(target, ())
                if source in related and target in related and not is_related:
                    message = f"{source} and {target} are joined by this rule, but neither relates to the other."
                    yield ("linkage_rules", index), message
