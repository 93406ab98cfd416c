"""How long to wait before trying again what failed for a passing reason."""

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
FACTOR = 4


def wait_after(n_tries: int) -> timedelta:
    """The pause after so many tries (from 1 on): half a minute, then four times as long each time, an hour at most.

    >>> [wait_after(n).total_seconds() for n in (1, 2, 3, 4, 5, 99)]
    [30.0, 120.0, 480.0, 1920.0, 3600.0, 3600.0]
    """
    factor: int = FACTOR ** min(n_tries - 1, 8)
    return min(LONGEST, FIRST * factor)
