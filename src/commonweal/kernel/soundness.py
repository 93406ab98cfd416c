"""Invariants: what must always hold of an installation's data, by name, with a way to ask and, where safe, to mend.

Constraints of the database keep what one row can promise. What spans rows, tables and files is promised here: each
package registers its own in ``invariants.py``, and ``commonweal check`` asks them all.
"""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from traceback import clear_frames

from django.db import transaction

logger = logging.getLogger(__name__)

Finder = Callable[[], Iterable[str]]
Mender = Callable[[], None]

MOST_NAMED = 20
"""Of one invariant, the broken things that are named."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A promise: its name, its sentence, who breaks it, and what mends it without losing what a person made."""

    name: str
    sentence: str
    find: Finder
    mend: Mender | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one invariant: the things that break it, and how many were mended."""

    invariant: Invariant
    broken: tuple[str, ...]
    n_mended: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing breaks it now."""
        return len(self.broken) == self.n_mended


_invariants: dict[str, Invariant] = {}


def invariant(name: str, sentence: str, *, mend: Mender | None = None) -> Callable[[Finder], Finder]:
    """Register a finder of things that break a promise, as short names an operator can look up."""

    def register(find: Finder) -> Finder:
        if name in _invariants:
            raise ValueError(f"Two invariants are called {name}.")
        _invariants[name] = Invariant(name, sentence, find, mend)
        return find

    return register


def invariants() -> tuple[Invariant, ...]:
    """Every invariant by name."""
    return tuple(_invariants[name] for name in sorted(_invariants))


def check(*, is_mending: bool = False, is_rehearsal: bool = False) -> Iterator[Finding]:
    """Ask every invariant. With ``is_mending``, mend what can be; as a rehearsal, take that back afterwards."""
    for one in invariants():
        broken = _broken(one)
        n_mended = _mended(one, len(broken), is_rehearsal=is_rehearsal) if broken and is_mending and one.mend else 0
        yield Finding(one, broken, n_mended)


def _broken(one: Invariant) -> tuple[str, ...]:
    """The things that break an invariant. One that another's breach keeps from being asked is broken too."""
    with transaction.atomic():
        try:
            return _first(one, MOST_NAMED)
        except Exception as fault:
            clear_frames(fault.__traceback__)  # closes the finder's cursor while its transaction still stands
            transaction.set_rollback(True)
            logger.warning("invariant.not_asked", exc_info=fault, extra={"invariant": one.name})
            return (f"could not be asked ({type(fault).__name__})",)


def _first(one: Invariant, n: int) -> tuple[str, ...]:
    """The first things found. A finder that has more is closed at once: its cursor lives in this transaction only."""
    found = iter(one.find())
    try:
        return tuple(islice(found, n))
    finally:
        if isinstance(found, Generator):
            found.close()


@transaction.atomic
def _mended(one: Invariant, n_broken: int, *, is_rehearsal: bool) -> int:
    """Mend, and ask again how many of those found are left."""
    if one.mend is None:
        return 0
    one.mend()
    n_left = len(_first(one, n_broken))
    if is_rehearsal:
        transaction.set_rollback(True)
    return n_broken - n_left
