"""The text of one answer in two replicas: one that everybody has, and one on which changes are tried.

What comes in is tried on ``_trial``; only when the whole document keeps the schema does it reach ``_clean``. So
nothing forbidden is ever sent on, and a replica that took something bad is simply renewed from the clean one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.answers.enums import Refusal
from commonweal.answers.members import Change, Member
from commonweal.answers.methods import projection, schema, wire
from commonweal.answers.yjs import NO_STATE, SCHEMA, ForeignContent, Incomplete, Replica, Unreadable


class Forbidden(ValueError):
    """The document would hold what it may not. ``refusal`` says which kind."""

    def __init__(self, refusal: Refusal, fault: str) -> None:
        super().__init__(fault)
        self.refusal = refusal


UNACCEPTABLE = (Unreadable, Incomplete, ForeignContent, Forbidden)
"""Why changes are not taken."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Changes that may be taken: what each member's really changed (empty: nothing), and the document with them."""

    effective: Mapping[Member, bytes]
    document: dict[str, Any]


class Text:
    """The text as everybody in a room has it. ``n_bytes`` is about the length of its encoded state."""

    def __init__(self, updates: Iterable[bytes]) -> None:
        """Begin from trusted updates of the log, in order."""
        self._clean = Replica(updates)
        self._trial = self._clean.copy()
        self._document = self._clean.document()
        self._encoded: bytes | None = None
        self._n_words: int | None = None
        self.n_bytes = len(self.missing(NO_STATE))

    # What it says

    @property
    def document(self) -> dict[str, Any]:
        """The text as a document in JSON form; a new object after each change."""
        return self._document

    @property
    def n_words(self) -> int:
        """Its words, counted once for each state of it."""
        if self._n_words is None:
            self._n_words = projection.n_words(projection.text_of(self._document))
        return self._n_words

    def state_vector(self) -> bytes:
        """What it has seen of each client."""
        return self._clean.state_vector()

    def missing(self, state_vector: bytes) -> bytes:
        """What somebody with this state vector lacks. The whole text is encoded once for each state of it.

        Raises:
            Unreadable: if the bytes are not a state vector.
        """
        if state_vector != NO_STATE:
            return self._clean.missing(state_vector)
        if self._encoded is None:
            self._encoded = self._clean.state()
        return self._encoded

    def holds(self, update: bytes) -> bool:
        """Whether an update says nothing new. Costs a copy of the text when it does.

        Raises:
            Unreadable: if it is not an update.
        """
        try:
            is_known = not self._trial.apply([update])
        except Incomplete:
            is_known = False
        except Unreadable:
            self._renew_trial()
            raise
        if not is_known:
            self._renew_trial()
        return is_known

    # How it changes

    def tried(self, taken: Mapping[Member, Sequence[Change]]) -> Tried:
        """Try the changes of some members; call ``take`` with what comes back, before anything else.

        Raises:
            Unreadable, Incomplete, ForeignContent, Forbidden: if they may not be taken. The text is as before.
        """
        try:
            effective = {member: self._try(member, changes) for member, changes in taken.items()}
            return Tried(effective, self._checked(sum(map(len, effective.values()))))
        except UNACCEPTABLE:
            self._renew_trial()
            raise

    def take(self, tried: Tried) -> None:
        """Make changes that were tried part of the text."""
        if changes := [change for change in tried.effective.values() if change]:
            self._clean.apply(changes)
            self.n_bytes += sum(map(len, changes))
            self._set_document(tried.document)

    def take_stored(self, updates: Sequence[bytes]) -> bytes:
        """Take trusted updates of the log and return what they really changed; empty when nothing.

        Raises:
            Incomplete: if something is missing before them. The text must be opened anew.
        """
        change = self._clean.apply(updates)
        if change:
            self._trial.apply([change])
            self.n_bytes += len(change)
            self._set_document(self._clean.document())
        return change

    def _try(self, member: Member, changes: Sequence[Change]) -> bytes:
        """Apply a member's changes to the trial replica and return what they really changed.

        What a page types has clocks of its own that nobody used before. If they are used, somebody else
        wrote in its name, and Yjs would drop the page's words without a sound.
        """
        known = wire.clocks_by_client(self._trial.state_vector()).get(member.client, 0)
        typed = (
            one.insight.clocks[member.client] for one in changes if one.is_typed and member.client in one.insight.clocks
        )
        if next(typed, known) < known:
            raise Unreadable
        return self._trial.apply([one.update for one in changes])

    def _checked(self, n_new_bytes: int) -> dict[str, Any]:
        """The document of the trial replica, if it may be."""
        document = self._trial.document()
        if fault := next(schema.faults(document, SCHEMA), None):
            raise Forbidden(Refusal.SIZE if fault == schema.TOO_LONG else Refusal.SCHEMA, fault)
        if self.n_bytes + n_new_bytes > SCHEMA.state_bytes and len(self._trial.state()) > SCHEMA.state_bytes:
            raise Forbidden(Refusal.SIZE, "the state is too large")
        return document

    def _renew_trial(self) -> None:
        self._trial = self._clean.copy()

    def _set_document(self, document: dict[str, Any]) -> None:
        self._document = document
        self._encoded = None
        self._n_words = None
