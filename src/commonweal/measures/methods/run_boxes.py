"""Finer limits of the Anhøj rules for run charts of 10 to 100 useful points. Pure: no Django, no clock, no files.

The plain rules keep different specificities at different lengths. The *best box* is the pair of limits with a
specificity of 92.5 percent at least that finds a shift of 0.8 standard deviations most often; the *cut box*
gives up the corner of that box where both limits are nearly reached, as far as the specificity allows.

Source: Anhøj and Wentzel-Larsen (2020), Smooth operator, PLOS ONE 15:e0233920.
"""

from dataclasses import dataclass

from commonweal.warehouse.methods.inputs import NotComputable

SHORTEST, LONGEST = 10, 100
"""Useful points for which there are boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """What is not yet a signal: so many crossings at least, and a run so long at most.

    Where the crossings are the fewest allowed, the cut box allows a run only up to ``run_at_fewest``; where the
    run is the longest allowed, it asks for ``crossings_at_longest``. Uncut, these are the box's own limits.
    """

    fewest_crossings: int
    longest_run: int
    crossings_at_longest: int
    run_at_fewest: int


def box_of(n_useful: int) -> Box:
    """The limits for so many useful points.

    >>> box_of(24)
    Box(fewest_crossings=6, longest_run=7, crossings_at_longest=7, run_at_fewest=6)
    """
    if not SHORTEST <= n_useful <= LONGEST:
        raise NotComputable("The box rules hold for 10 to 100 useful points.")
    return Box(*_BOXES[n_useful - SHORTEST])


def best_box_signal(n_useful: int, n_crossings: int, longest_run: int) -> bool:
    """Whether crossings or run lie outside the best box."""
    box = box_of(n_useful)
    return n_crossings < box.fewest_crossings or longest_run > box.longest_run


def cut_box_signal(n_useful: int, n_crossings: int, longest_run: int) -> bool:
    """Whether crossings and run lie outside the cut box."""
    box = box_of(n_useful)
    if best_box_signal(n_useful, n_crossings, longest_run):
        return True
    is_few = n_crossings == box.fewest_crossings and longest_run > box.run_at_fewest
    is_long = longest_run == box.longest_run and n_crossings < box.crossings_at_longest
    return is_few or is_long


# fmt: off
_BOXES = (
    (2, 6, 3, 5), (3, 7, 4, 6), (3, 6, 3, 6), (3, 6, 3, 6), (3, 6, 3, 6), (4, 7, 6, 6), (5, 8, 6, 7), (5, 7, 5, 7),
    (5, 7, 6, 6), (5, 7, 6, 5), (6, 7, 6, 7), (7, 8, 7, 8), (6, 7, 7, 6), (6, 7, 7, 6), (6, 7, 7, 6), (6, 7, 6, 7),
    (9, 9, 13, 8), (9, 8, 10, 7), (9, 8, 11, 7), (10, 8, 10, 8), (11, 10, 12, 9), (11, 9, 14, 8), (11, 8, 11, 8),
    (11, 8, 12, 7), (11, 8, 13, 7), (12, 8, 12, 8), (13, 9, 15, 8), (14, 10, 14, 10), (13, 8, 13, 8),
    (15, 11, 15, 11), (15, 9, 15, 9), (15, 9, 17, 8), (14, 8, 14, 8), (14, 8, 14, 8), (17, 10, 17, 10),
    (17, 9, 17, 9), (17, 9, 19, 8), (17, 9, 20, 7), (19, 12, 20, 11), (19, 10, 21, 9), (19, 9, 19, 9), (19, 9, 21, 8),
    (19, 9, 21, 7), (21, 11, 23, 9), (21, 10, 23, 8), (21, 9, 21, 9), (21, 9, 23, 8), (23, 12, 25, 11),
    (23, 10, 24, 9), (23, 10, 26, 8), (23, 9, 23, 9), (23, 9, 24, 8), (25, 11, 27, 9), (25, 10, 27, 9),
    (26, 11, 27, 10), (26, 10, 27, 9), (27, 12, 29, 10), (27, 10, 27, 10), (27, 10, 29, 8), (28, 11, 29, 8),
    (29, 14, 30, 13), (29, 11, 31, 9), (29, 10, 30, 9), (30, 11, 31, 10), (30, 10, 30, 10), (31, 12, 35, 10),
    (31, 11, 34, 8), (31, 10, 33, 9), (32, 11, 33, 8), (33, 13, 37, 11), (33, 11, 35, 9), (33, 10, 33, 10),
    (34, 11, 36, 10), (33, 10, 37, 8), (35, 11, 35, 11), (35, 11, 38, 8), (35, 10, 36, 9), (35, 10, 38, 8),
    (37, 12, 40, 11), (37, 11, 39, 9), (38, 12, 38, 12), (37, 10, 39, 9), (39, 13, 41, 12), (39, 11, 40, 10),
    (39, 11, 42, 8), (39, 10, 39, 10), (39, 10, 41, 8), (41, 12, 45, 10), (41, 11, 44, 9), (42, 12, 43, 10),
    (41, 10, 42, 9),
)
# fmt: on
"""Crossings and run of the box, then the limits of its cut, from 10 useful points on; found by dynamic programming."""
