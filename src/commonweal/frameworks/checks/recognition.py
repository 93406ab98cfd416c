"""What holds inside a ladder of levels, and between it, its editions and its schemes."""

from collections.abc import Iterator, Mapping

from commonweal.frameworks.checks import places
from commonweal.frameworks.checks.problem import Place, Plain, Problem, repeated_ids, unknown

Editions = Mapping[tuple[str, str], Plain]
STEPS = (
    "request", "conflict_screening", "application", "completeness", "assignment", "independent", "key_factors",
    "consensus", "editing", "decision", "release", "conversation", "ceremony", "use",
)  # fmt: skip
"""The order of a request, which is fixed; a ladder may leave steps out."""


def ladder_problems(
    ladder: Plain, editions: Editions, schemes: Mapping[str, Plain], curricula: Mapping[str, Plain]
) -> Iterator[Problem]:
    """Every check of one ladder; each year is judged with the edition that it was written for."""
    for vocabulary in ("whos", "steps", "return_kinds", "editions", "page_rules", "conflict_rules"):
        yield from repeated_ids(ladder.get(vocabulary, ()), (vocabulary,))
    yield from _steps_are_in_order(ladder)
    returns = {kind["id"] for kind in ladder["return_kinds"]}
    n_current = 0
    for index, year in enumerate(ladder["editions"]):
        place: Place = ("editions", index)
        n_current += bool(year.get("current"))
        if n_current > 1 and year.get("current"):
            yield (*place, "current"), "Another year is current already."
        yield from _year_problems(year, place, editions, schemes, returns)
    yield from _sessions_exist(ladder, curricula)


def _sessions_exist(ladder: Plain, curricula: Mapping[str, Plain]) -> Iterator[Problem]:
    """What has been taught by a session, and is used in one, names a session of a curriculum at hand."""
    sessions = {session["id"] for one in curricula.values() for year in one["years"] for session in year["sessions"]}
    for y, year in enumerate(ladder["editions"]):
        for n, level in enumerate(year["levels"]):
            for key in ("taught_by", "used_in"):
                if level.get(key) is not None and level[key] not in sessions:
                    yield ("editions", y, "levels", n, key), f'"{level[key]}" is not a session of any curriculum.'


def _steps_are_in_order(ladder: Plain) -> Iterator[Problem]:
    whos = {who["id"] for who in ladder["whos"]}
    last = -1
    for index, step in enumerate(ladder["steps"]):
        if step["who"] not in whos:
            yield ("steps", index, "who"), f'"{step["who"]}" is not among the whos of this file.'
        if step["id"] not in STEPS:
            yield ("steps", index, "id"), f'"{step["id"]}" is not a step; it can be {", ".join(STEPS)}.'
            continue
        if STEPS.index(step["id"]) <= last:
            yield ("steps", index, "id"), f'"{step["id"]}" stands too late: the order of steps is fixed.'
        last = STEPS.index(step["id"])


def _year_problems(
    year: Plain, place: Place, editions: Editions, schemes: Mapping[str, Plain], returns: set[str]
) -> Iterator[Problem]:
    yield from repeated_ids(year["levels"], (*place, "levels"))
    key = year["framework"]
    edition = editions.get((key["id"], key["edition"]))
    if edition is None:
        yield (*place, "framework"), f"The edition {key['id']} {key['edition']} is not at hand."
    levels = {level["id"] for level in year["levels"]}
    for index, level in enumerate(year["levels"]):
        here = (*place, "levels", index)
        yield from unknown(level["prerequisites"], levels, (*here, "prerequisites"), "a level of the same year")
        yield from unknown(level["returns"], returns, (*here, "returns"), "a kind of return")
        if level["scheme"] not in schemes:
            yield (*here, "scheme"), f"The scheme {level['scheme']} is not at hand."
        if edition is not None:
            yield from _answers_are_places(level["answers"], (*here, "answers"), edition)
        yield from _spans_are_spans(level, here)
        yield from _deadlines_are_whole(level["deadlines"], (*here, "deadlines"))


def _answers_are_places(answers: Plain, place: Place, edition: Plain) -> Iterator[Problem]:
    """Check 2: what a level asks for is there; and it asks for something."""
    walks = {"sections": places.sections, "items": places.items, "questions": places.questions}
    for name, walk in walks.items():
        refs = {found.ref for found in walk(edition)}
        yield from unknown(answers.get(name, ()), refs, (*place, name), f"among the {name} of that edition")
    if not any(answers.get(name) for name in walks):
        yield place, "This level asks for nothing."


def _spans_are_spans(level: Plain, place: Place) -> Iterator[Problem]:
    for name in ("reviewer_hours", "consensus_calls"):
        low, high = level[name]
        if low > high:
            yield (*place, name), "The least is more than the most."
    if level["team_size"]["min"] > level["team_size"]["max"]:
        yield (*place, "team_size"), "The least is more than the most."


def _deadlines_are_whole(deadlines: Plain, place: Place) -> Iterator[Problem]:
    """A level is open all year and says how many days an answer takes, or it has its days of the year."""
    needed = ("feedback_within_days",) if deadlines.get("rolling") else ("request", "application", "feedback")
    for name in needed:
        if deadlines.get(name) is None:
            yield place, f'"{name}" is missing here.'
