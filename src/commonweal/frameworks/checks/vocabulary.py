"""What holds inside the lists by which a group is described."""

from collections.abc import Iterator
from decimal import Decimal

from commonweal.frameworks.checks.problem import Plain, Problem, repeated_ids, unknown


def vocabulary_problems(vocabulary: Plain) -> Iterator[Problem]:
    """Every check of one file of sectors, generations and groups."""
    for name in ("sectors", "generations", "age_bands", "age_groups", "groups", "roles_on_team", "commitment_levels"):
        yield from repeated_ids(vocabulary[name], (name,))
    for index, group in enumerate(vocabulary["groups"]):
        yield from repeated_ids(group["options"], ("groups", index, "options"))
    yield from _bands_leave_no_gap(vocabulary)
    yield from _generations_follow(vocabulary)
    bands = {band["id"] for band in vocabulary["age_bands"]}
    for index, group in enumerate(vocabulary["age_groups"]):
        yield from unknown(group["bands"], bands, ("age_groups", index, "bands"), "an age band")
    yield from _map_fits(vocabulary, bands)


def _bands_leave_no_gap(vocabulary: Plain) -> Iterator[Problem]:
    """Check 12: each age falls into one band; only the last is open."""
    due = None
    for index, band in enumerate(vocabulary["age_bands"]):
        low, high = band["ages"]
        place = ("age_bands", index, "ages")
        if low is None or (due is not None and low != due):
            yield place, f"The band before ends so that this one begins at {due}." if due else "A band has a beginning."
        if high is None and index < len(vocabulary["age_bands"]) - 1:
            yield place, "Only the last band may be without an end."
        if low is not None and high is not None and low > high:
            yield place, "The band ends before it begins."
        due = high + 1 if high is not None else None


def _generations_follow(vocabulary: Plain) -> Iterator[Problem]:
    for index, generation in enumerate(vocabulary["generations"]):
        first, last = generation["birth_years"]
        if first > last:
            yield ("generations", index, "birth_years"), "The generation ends before it begins."


def _map_fits(vocabulary: Plain, bands: set[str]) -> Iterator[Problem]:
    generations = {generation["id"] for generation in vocabulary["generations"]}
    for index, row in enumerate(vocabulary["age_to_generation"]["map"]):
        place = ("age_to_generation", "map", index)
        if row["band"] not in bands:
            yield (*place, "band"), f'"{row["band"]}" is not an age band.'
        yield from unknown(row["generations"], generations, (*place, "generations"), "a generation")
        shares = [Decimal(str(share)) for share in row.get("shares", ())]
        if shares and (len(shares) != len(row["generations"]) or abs(sum(shares, Decimal(-1))) > Decimal("0.01")):
            yield (*place, "shares"), "There is one share for each generation, and together they are 1."
