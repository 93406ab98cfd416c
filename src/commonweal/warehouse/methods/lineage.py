"""What became of counties over the years, and so whose figures may stand for whose. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Descent(StrEnum):
    """How the land of a former county and that of a place go together."""

    SAME = "same"
    JOINED = "joined"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Succession:
    """A place whose land was, in whole or in part, that of another: one row of the list of changes.

    ``began`` is the year in which the successor came to be, null where it was there before; ``ended`` the year in
    which the former place ended, null where it still is.
    """

    successor_id: int
    successor: str
    began: int | None
    former_id: int
    former: str
    ended: int | None


@dataclass(frozen=True, slots=True)
class Former:
    """A county whose land a place has. ``year`` is the one in which that came about."""

    place_id: int
    name: str
    year: int | None
    descent: Descent


@dataclass(frozen=True, slots=True)
class Lineage:
    """The former counties of a place; and for one that ended, the year and the names of those that have its land."""

    formers: tuple[Former, ...] = ()
    ended: int | None = None
    successors: tuple[str, ...] = ()


def lineage_of(place_id: int, rows: Iterable[Succession]) -> Lineage:
    """Read the lineage of a place from every change of it and of its former counties.

    A former county whose whole land a place took over when that came to be is the same under another code. One whose
    whole land went to a place that was there before joined it. Of any other the place has only a part, or land that
    the former county still shares: its figures are about other land.
    """
    rows = sorted(rows, key=lambda row: (row.former, row.successor))
    n_successors = Counter(row.former_id for row in rows)
    ours = [row for row in rows if row.successor_id == place_id]
    heirs = [row for row in rows if row.former_id == place_id]
    return Lineage(
        formers=tuple(
            Former(
                row.former_id,
                row.former,
                row.began or row.ended,
                _descent(row, n_successors=n_successors[row.former_id], n_formers=len(ours)),
            )
            for row in ours
        ),
        ended=heirs[0].ended if heirs else None,
        successors=tuple(row.successor for row in heirs) if heirs and heirs[0].ended else (),
    )


def _descent(row: Succession, *, n_successors: int, n_formers: int) -> Descent:
    if row.ended is None or n_successors > 1:
        return Descent.PART
    if row.began is None or row.began < row.ended:
        return Descent.JOINED
    return Descent.SAME if n_formers == 1 else Descent.PART
