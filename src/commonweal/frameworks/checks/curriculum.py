"""What holds inside a curriculum, and between it and its edition."""

from collections.abc import Iterator, Mapping

from commonweal.frameworks.checks import places
from commonweal.frameworks.checks.problem import Place, Plain, Problem, repeated_ids, unknown

Editions = Mapping[tuple[str, str], Plain]


def curriculum_problems(curriculum: Plain, editions: Editions) -> Iterator[Problem]:
    """Every check of one curriculum; the refs it names are those of its edition."""
    for vocabulary in ("roles", "modules", "readiness_levels", "agenda_patterns", "existing_material", "years"):
        yield from repeated_ids(curriculum.get(vocabulary, ()), (vocabulary,))
    key = curriculum["framework"]
    edition = editions.get((key["id"], key["edition"]))
    if edition is None:
        yield ("framework",), f"The edition {key['id']} {key['edition']} is not at hand."
    refs = {question.ref for question in places.questions(edition)} if edition else None
    yield from _order_is_kept(curriculum)
    yield from _names_are_known(curriculum)
    if refs is not None:
        yield from _refs_are_known(curriculum, refs)


def _sessions(curriculum: Plain) -> Iterator[tuple[Place, Plain]]:
    for y, year in enumerate(curriculum["years"]):
        for s, session in enumerate(year["sessions"]):
            yield ("years", y, "sessions", s), session


def _order_is_kept(curriculum: Plain) -> Iterator[Problem]:
    """Check 10: work is used later than the session that gives it; a checkpoint reads work that names it."""
    ids = [session["id"] for _place, session in _sessions(curriculum)]
    position = {name: number for number, name in reversed(list(enumerate(ids)))}
    work_of = {}
    for number, (place, session) in enumerate(_sessions(curriculum)):
        if position[session["id"]] != number:
            yield (*place, "id"), f'"{session["id"]}" is used twice.'
        work = session.get("assignment")
        if work is None:
            continue
        work_of[work["id"]] = work
        used_in = work.get("used_in")
        if used_in is not None and position.get(used_in, -1) <= number:
            yield (*place, "assignment", "used_in"), f'"{used_in}" is no later session.'
    for y, year in enumerate(curriculum["years"]):
        yield from _checkpoints_read_their_work(year, ("years", y), work_of)
        yield from _times_are_sessions(year, ("years", y), position)


def _checkpoints_read_their_work(year: Plain, place: Place, work_of: Mapping[str, Plain]) -> Iterator[Problem]:
    for c, checkpoint in enumerate(year["checkpoints"]):
        here = (*place, "checkpoints", c)
        yield from unknown(checkpoint["reads"], work_of, (*here, "reads"), "work that a session gives")
        for index, name in enumerate(checkpoint["reads"]):
            if name in work_of and work_of[name].get("checkpoint") != checkpoint["id"]:
                yield (*here, "reads", index), f'"{name}" does not name this checkpoint.'


def _times_are_sessions(year: Plain, place: Place, sessions: Mapping[str, int]) -> Iterator[Problem]:
    points = [
        *(("checkpoints", n, "before_session", one) for n, one in enumerate(year["checkpoints"])),
        *(("expert_reviews", n, "after_session", one) for n, one in enumerate(year["expert_reviews"])),
    ]
    named = [((*place, name, n, key), one[key]) for name, n, key, one in points]
    named += [
        ((*place, "events", n, "when", end), event["when"][end])
        for n, event in enumerate(year.get("events", ()))
        for end in ("after_session", "before_session")
        if event["when"].get(end) is not None
    ]
    for here, name in named:
        if name not in sessions:
            yield here, f'"{name}" is not a session of this curriculum.'


def _names_are_known(curriculum: Plain) -> Iterator[Problem]:
    """Modules, kinds of work, readers, readiness levels and agendas are those of the file."""
    modules, levels = ({one["id"] for one in curriculum[name]} for name in ("modules", "readiness_levels"))
    kinds, readers = ({one["id"] for one in curriculum["assignments"][name]} for name in ("kinds", "readers"))
    patterns = {pattern["id"]: pattern for pattern in curriculum["agenda_patterns"]}
    for place, session in _sessions(curriculum):
        yield from _agenda_fits(session["agenda"], (*place, "agenda"), patterns)
        work = session.get("assignment")
        if work is None:
            continue
        here = (*place, "assignment")
        for key, known, what in (
            ("kind", kinds | {"profile_step", "assignment"}, "a kind of work"),
            ("module", modules, "a module"),
            ("read_by", readers, "a reader"),
        ):
            if work.get(key) is not None and work[key] not in known:
                yield (*here, key), f'"{work[key]}" is not {what} of this curriculum.'
        for name in work.get("variants", {}):
            if name not in levels:
                yield (*here, "variants", name), f'"{name}" is not a level of readiness.'


def _agenda_fits(agenda: Plain, place: Place, patterns: Mapping[str, Plain]) -> Iterator[Problem]:
    pattern = patterns.get(str(agenda.get("pattern")))
    if pattern is None:
        yield place, "The agenda names no pattern of this curriculum."
        return
    steps = {step["id"] for step in pattern["steps"]}
    for name in agenda:
        if name != "pattern" and name not in steps:
            yield (*place, name), f'"{name}" is not a step of the pattern "{pattern["id"]}".'


def _refs_are_known(curriculum: Plain, refs: set[str]) -> Iterator[Problem]:
    """Check 2: what is filled, fed and reviewed are questions of the edition."""
    what = "a question of that edition"
    for n, material in enumerate(curriculum.get("existing_material", ())):
        yield from unknown(material["feeds"], refs, ("existing_material", n, "feeds"), what)
    for place, session in _sessions(curriculum):
        if session.get("assignment"):
            yield from unknown(session["assignment"]["fills"], refs, (*place, "assignment", "fills"), what)
    for y, year in enumerate(curriculum["years"]):
        for n, review in enumerate(year["expert_reviews"]):
            yield from unknown(review["refs"], refs, ("years", y, "expert_reviews", n, "refs"), what)
