"""What a room accepted and the database does not hold yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonweal.answers.members import Member
from commonweal.answers.store import BURST, Batch, Contribution
from commonweal.answers.yjs import merged


@dataclass(slots=True)
class Accepted:
    """What one member changed since the last commit, not stored yet.

    ``before`` is the document as it was before, when this may begin a new burst of writing; else None.
    """

    updates: list[bytes]
    at: datetime
    before: dict[str, Any] | None

    def add(self, later: "Accepted") -> None:
        """Take what the same member changed afterwards along."""
        self.updates += later.updates
        self.at, self.before = later.at, self.before or later.before


@dataclass(frozen=True, slots=True)
class Draft:
    """A batch on its way to the store, and what to tell its writers when it is there."""

    batch: Batch
    members: tuple[tuple[Member, int], ...]
    """Each writer, and the number of their frames that are stored with this batch."""
    state_vector: bytes
    words: int


class Unsaved:
    """The changes of a room's members: those that wait, and those on their way to the store."""

    def __init__(self) -> None:
        self._waiting: dict[Member, Accepted] = {}
        self._on_the_way: dict[Member, Accepted] = {}
        self._bursts: dict[int, datetime] = {}

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self._waiting or self._on_the_way)

    def __contains__(self, member: Member) -> bool:
        """Whether a member has anything here."""
        return member in self._waiting or member in self._on_the_way

    @property
    def writers(self) -> Collection[Member]:
        """The members whose changes wait and are not on their way."""
        return self._waiting.keys()

    def add(self, member: Member, change: bytes, before: dict[str, Any], at: datetime) -> None:
        """Keep a change; ``before`` is the document without it."""
        begins = at - self._bursts.get(member.user.pk, datetime.min.replace(tzinfo=at.tzinfo)) >= BURST
        if begins:
            self._bursts[member.user.pk] = at
        self._add(member, Accepted([change], at, before if begins else None))

    def hand_over(self) -> tuple[Contribution, ...]:
        """Everything that waits, which is now on its way."""
        self._on_the_way, self._waiting = self._waiting, {}
        return tuple(
            Contribution(member.user, merged(one.updates), one.at, one.before)
            for member, one in self._on_the_way.items()
        )

    def settle(self) -> None:
        """What was on its way is stored."""
        self._on_the_way = {}

    def take_back(self) -> None:
        """What was on its way could not be stored: it waits again, before what came since."""
        later, self._waiting, self._on_the_way = self._waiting, self._on_the_way, {}
        for member, accepted in later.items():
            self._add(member, accepted)

    def clear(self) -> None:
        """Forget everything."""
        self._waiting, self._on_the_way = {}, {}

    def _add(self, member: Member, accepted: Accepted) -> None:
        if earlier := self._waiting.get(member):
            earlier.add(accepted)
        else:
            self._waiting[member] = accepted
