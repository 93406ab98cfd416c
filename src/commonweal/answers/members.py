"""One open page in a room: who it is, what came from it and what goes to it."""

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Protocol, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import override

from commonweal.accounts.models import User
from commonweal.answers.allowance import Allowance
from commonweal.answers.enums import CLOSE_CODES, CloseCode, Refusal
from commonweal.answers.methods.updates import Insight
from commonweal.communities.rules import WRITING_ROLES

JSONObject: TypeAlias = dict[str, object]


class Outlet(Protocol):
    """Where a member's frames go. None of these wait; an outlet that is full closes itself."""

    def put(self, frame: bytes | str) -> None:
        """Send a frame, after those before it."""

    def close(self, code: CloseCode) -> None:
        """Close the socket, after the frames before."""


MOST_ELEMENTS = 20_000
"""Elements and texts the room takes at once. Deleting elements nested in one another is done by recursion,
so their number must stay far below what the stack holds; a pasted table has some thousands."""
REST = timedelta(seconds=0.5)
"""How long changes that build on something unknown rest before they are tried again, unless something new comes."""


@dataclass(frozen=True, slots=True)
class Change:
    """A frame with changes. ``is_typed`` tells an update from the answer to what the room lacks."""

    update: bytes
    insight: Insight
    is_typed: bool


@dataclass(eq=False)
class Member:
    """A page that has an answer open. ``client`` is its Yjs client number."""

    user: User
    client: int
    role: str | None
    outlet: Outlet
    allowance: Allowance
    """What the person may still ask of this process; all their pages share it."""
    session_key: str = ""
    """The session its socket was opened with; the socket lives no longer than that."""
    on_taken: Callable[[], None] = lambda: None
    """Called when the room has taken what came in, so that the socket may read on."""

    is_synced: bool = False
    """Whether it asked for the text; from then on it gets every change."""
    incoming: list[Change] = field(default_factory=list)
    """Changes that the room has not looked at yet."""
    waiting_since: datetime | None = None
    """Since when its changes build on something unknown."""
    rests_until: datetime | None = None
    """Until when such changes need not be tried again."""
    n_accepted: int = 0
    """Frames with changes that the room took."""
    n_saved: int = 0
    """Of these, those whose changes are stored, as told to the page."""
    is_old: bool = False
    """Whether the page has an older schema: its editor would delete for everybody what it does not know."""
    is_out: bool = False

    @property
    def can_write(self) -> bool:
        """Whether its changes are taken."""
        return self.role in WRITING_ROLES and not self.is_old

    @property
    def n_incoming_bytes(self) -> int:
        """How much the room has still to look at."""
        return sum(len(change.update) for change in self.incoming)

    def next_changes(self) -> list[Change]:
        """The changes to look at in this tick: as many as may be taken at once."""
        n_elements = list(accumulate(change.insight.n_elements for change in self.incoming))
        return self.incoming[: bisect_right(n_elements, MOST_ELEMENTS)]

    def receive(self, change: Change) -> None:
        """Keep a change for the next tick. It may be what earlier ones build on."""
        self.incoming.append(change)
        self.rests_until = None

    def wait(self, at: datetime) -> None:
        """Keep what came in, which builds on something unknown, and let it rest."""
        self.waiting_since = self.waiting_since or at
        self.rests_until = at + REST

    def rests(self, at: datetime) -> bool:
        """Whether its changes were tried a moment ago and wait for something unknown."""
        return self.rests_until is not None and at < self.rests_until

    def take(self, n_changes: int) -> None:
        """Note that the room took the first of its changes."""
        self.n_accepted += n_changes
        del self.incoming[:n_changes]
        self.waiting_since = None

    @property
    def person(self) -> JSONObject:
        """How others see this person."""
        user = self.user
        return {"uid": str(user.uid), "name": user.full_name, "initials": user.initials, "colour": user.avatar_class}

    def send(self, frame: bytes) -> None:
        """Send a binary frame."""
        self.outlet.put(frame)

    def tell(self, kind: str, message: Promise | str | None = None, **fields: object) -> None:
        """Send a control message; its sentence is in the person's language."""
        content: JSONObject = {"type": kind, **fields}
        if message is not None:
            with override(self.user.language):
                content["message"] = str(message)
        self.outlet.put(json.dumps(content))

    def refuse(self, code: Refusal, message: Promise | str, *, is_fatal: bool) -> None:
        """Say that a change was not stored, and close the socket if nothing more can come of it."""
        self.tell("refused", message, code=code.value, fatal=is_fatal)
        if is_fatal:
            self.leave(CLOSE_CODES[code])

    def leave(self, code: CloseCode) -> None:
        """Take nothing more and close the socket."""
        self.is_out = True
        self.incoming.clear()
        self.outlet.close(code)
        self.on_taken()
