"""Places like this one. Pure functions: no Django, no clock, no files.

Peers are found on *context*: size, age, income, settlement. Never on the outcome that is compared, nor on a
close stand-in for it, or the comparison goes in a circle. A peer set is frozen for a planning cycle.

Source: CIPFA Nearest Neighbours; ONS statistical nearest neighbours (2025); methods.md, section 3.2.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable, not_negative_series, same_length, series

SKEWED = 1.0
"""Above this skewness a variable of positive values is compared on a logarithmic scale."""

MOST_PEERS = 15


@dataclass(frozen=True, slots=True)
class Peer:
    """A place by its position, how far it is, and by how much each variable adds to that.

    ``distance`` is in standard deviations; ``gaps`` are signed, peer less place, weighted, by variable.
    """

    place: int
    distance: float
    gaps: tuple[float, ...]

    @property
    def most_different(self) -> tuple[int, ...]:
        """Positions of variables, the one that differs most first."""
        return tuple(sorted(range(len(self.gaps)), key=lambda i: (-abs(self.gaps[i]), i)))


def deskewed(values: Sequence[float]) -> tuple[float, ...]:
    """The values, or their logarithms where they are positive and skewed to the right.

    >>> [round(value, 2) for value in deskewed([1, 1, 1, 1, 100])]
    [0.0, 0.0, 0.0, 0.0, 4.61]
    """
    known = series("the values", values)
    mean = math.fsum(known) / len(known)
    second = math.fsum((value - mean) ** 2 for value in known) / len(known)
    if min(known) <= 0 or second == 0:
        return known
    skewness = math.fsum((value - mean) ** 3 for value in known) / len(known) / second**1.5
    return tuple(math.log(value) for value in known) if skewness > SKEWED else known


def nearest_neighbours(
    variables: Sequence[Sequence[float]], place: int, *, k: int = MOST_PEERS, weights: Sequence[float] | None = None
) -> tuple[Peer, ...]:
    """The k places nearest to one by standardized variables, the nearest first; equal ones in the order given.

    Args:
        variables: one sequence per variable, its values by place, in one order of places.
        place: the position of the place whose peers are sought.
        k: how many; fewer come back if there are no more places.
        weights: one per variable; all 1 if null. A weight of 0 leaves its variable out.

    Raises:
        NotComputable: without variables or other places, or if no variable tells places apart.
    """
    if not variables:
        raise NotComputable("Peers are found on one variable at least.")
    n = same_length("the variables", *variables)
    if not 0 <= place < n or n < 2 or k < 1:
        raise NotComputable("There is no such place, or none beside it, or no peer is asked for.")
    chosen = not_negative_series("the weights", [1.0] * len(variables) if weights is None else weights)
    same_length("variables and weights", variables, chosen)
    scales = [math.sqrt(weight) for weight in chosen]
    columns = [[scale * z for z in _standardized(values)] for values, scale in zip(variables, scales, strict=True)]
    if not any(any(column) for column in columns):
        raise NotComputable("No variable tells these places apart.")
    peers = []
    for other in range(n):
        if other != place:
            gaps = tuple(column[other] - column[place] for column in columns)
            peers.append(Peer(other, math.sqrt(math.fsum(gap * gap for gap in gaps)), gaps))
    return tuple(sorted(peers, key=lambda peer: (peer.distance, peer.place))[:k])


def _standardized(values: Sequence[float]) -> tuple[float, ...]:
    known = series("a variable", values)
    mean = math.fsum(known) / len(known)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / len(known))
    return tuple((value - mean) / deviation if deviation else 0.0 for value in known)
