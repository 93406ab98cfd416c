"""A room: one answer that people of this process have open. No waiting and no database in here."""

import logging
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commonweal.answers import phrases
from commonweal.answers.allowance import COPY_FACTOR, FRAME_BYTES
from commonweal.answers.enums import CloseCode, Refusal
from commonweal.answers.members import MOST_ELEMENTS, Change, Member
from commonweal.answers.methods import wire
from commonweal.answers.methods.updates import ForbiddenUpdate, look_into
from commonweal.answers.presence import Presences
from commonweal.answers.store import Batch, Receipt
from commonweal.answers.text import UNACCEPTABLE, Forbidden, Text, Tried
from commonweal.answers.unsaved import Draft, Unsaved
from commonweal.answers.yjs import SCHEMA, ForeignContent, Incomplete, Unreadable, merged

logger = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(seconds=10)
"""How long changes may build on something unknown. A page that reconnects may send what it typed before
it answers what the room lacks; the answer follows at once."""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a room knows of its answer."""

    answer_id: int
    uid: UUID
    community_id: int


class Room:
    """The members of one answer and its text. Every method runs on the event loop and returns at once."""

    def __init__(self, facts: AnswerFacts, entries: Iterable[tuple[int, bytes]]) -> None:
        """Open from the log: ``entries`` are (number, update) in order."""
        listed = list(entries)
        self.facts = facts
        self.members: set[Member] = set()
        self.seen_seq = listed[-1][0] if listed else 0
        self.document_is_new = False
        """Whether the text has changed since it was last drawn for readers."""
        self.presences = Presences()
        self._text = Text(update for _seq, update in listed)
        self._unsaved = Unsaved()

    # Coming and going

    def join(self, member: Member, at: datetime) -> None:
        """Let a member in: who they are, what the room lacks, and who else is here."""
        if not self.presences.bind(member.client, member.person):
            self._refuse_change(member, Refusal.MALFORMED, "the client number of somebody else")
            return
        member.allowance.spend(self._text.n_bytes, at)
        self.members.add(member)
        member.tell(
            "hello",
            schema=SCHEMA.version,
            can_write=member.can_write,
            person=member.person,
            answer=str(self.facts.uid),
        )
        member.send(wire.sync_frame(wire.Step.STATE, self._text.state_vector()))

    def leave(self, member: Member, at: datetime) -> None:
        """Let a member go. What they wrote and the room accepted will still be stored."""
        if member not in self.members:
            return
        self.members.remove(member)
        member.is_out = True
        if not any(other.client == member.client for other in self.members):
            self.presences.note_gone(member.client, at)

    @property
    def is_idle(self) -> bool:
        """Whether nobody is here and nothing waits to be stored."""
        return not (self.members or self._unsaved)

    # What comes in

    def receive(self, member: Member, content: bytes, at: datetime) -> None:
        """Take a frame of a member; changes wait for the next tick."""
        if member.is_out:
            return
        member.allowance.spend(len(content) + FRAME_BYTES, at)
        if len(content) > SCHEMA.frame_bytes:
            member.refuse(Refusal.SIZE, phrases.FRAME_TOO_LARGE, is_fatal=True)
            return
        try:
            frame = wire.parse_frame(content)
            if frame.kind is wire.Kind.STATE:
                self._answer_state(member, frame.payload, at)
            elif frame.kind is wire.Kind.AWARENESS:
                self.presences.receive(member, frame.payload, at)
            else:
                self._receive_change(member, frame, at)
        except (wire.MalformedFrame, Unreadable):
            self._refuse_change(member, Refusal.MALFORMED, "unreadable")
        except ForbiddenUpdate as fault:
            self._refuse_change(member, Refusal.SCHEMA, str(fault))

    def _receive_change(self, member: Member, frame: wire.Frame, at: datetime) -> None:
        change = Change(frame.payload, look_into(frame.payload, SCHEMA), frame.step is wire.Step.UPDATE)
        if not member.can_write:
            self._receive_from_reader(member, change, at)
        elif change.insight.n_elements > MOST_ELEMENTS:
            member.refuse(Refusal.SIZE, phrases.FRAME_TOO_LARGE, is_fatal=True)
        else:
            member.receive(change)

    def writers(self, at: datetime) -> list[Member]:
        """The members whose changes wait for the next tick."""
        return [member for member in self.members if member.incoming and not member.rests(at)]

    def _answer_state(self, member: Member, state_vector: bytes, at: datetime) -> None:
        missing = self._text.missing(state_vector)
        member.allowance.spend(len(missing), at)
        member.send(wire.sync_frame(wire.Step.MISSING, missing))
        member.is_synced = True
        if frame := self.presences.frame_for_newcomer(at):
            member.send(frame)

    def _receive_from_reader(self, member: Member, change: Change, at: datetime) -> None:
        """A reader's page answers what the room lacks like any other; that is no change if it holds none."""
        if not change.is_typed and self._text.holds(change.update):
            member.n_accepted += 1
            self._acknowledge(member, member.n_accepted, at)
            return
        member.allowance.spend(COPY_FACTOR * self._text.n_bytes, at)
        if member.is_old:
            member.refuse(Refusal.SCHEMA, phrases.RELOAD, is_fatal=False)
        else:
            member.refuse(Refusal.VIEWER, phrases.VIEWER, is_fatal=False)

    # Roles

    def set_roles(self, roles: Mapping[int, str | None]) -> None:
        """Give members the role the database knows now, by the person's key (None: no longer a member)."""
        for member in list(self.members):
            role = roles.get(member.user.pk, member.role)
            if role != member.role and not member.is_out:
                self._change_role(member, role)

    def _change_role(self, member: Member, role: str | None) -> None:
        could_write, member.role = member.can_write, role
        if role is None:
            member.tell("access", phrases.NO_ENTRY, can_write=False)
            member.refuse(Refusal.ROLE, phrases.NO_ENTRY, is_fatal=True)
        elif could_write and not member.can_write:
            if member.incoming:
                member.refuse(Refusal.ROLE, phrases.ROLE_TAKEN, is_fatal=False)
            member.incoming.clear()
            member.on_taken()
            member.tell("access", phrases.ROLE_TAKEN, can_write=False)
        elif member.can_write and not could_write:
            member.tell("access", phrases.ROLE_GIVEN, can_write=True)

    def send_signed_out_away(self, live: Collection[str]) -> None:
        """Close the pages whose session is not among ``live`` any more: the person signed out elsewhere."""
        for member in list(self.members):
            if member.session_key and member.session_key not in live and not member.is_out:
                member.leave(CloseCode.SIGNED_OUT)

    # The tick

    def tick(self, at: datetime) -> None:
        """Try what came in, accept what keeps the schema, send it on merged and refuse the rest."""
        writers = self.writers(at)
        if not writers:
            return
        taken = {member: member.next_changes() for member in writers}
        effective = self._accept_together(taken, at) or self._accept_one_by_one(taken, at)
        for member in writers:
            member.on_taken()
        self._fan_out(effective)

    def _accept_together(self, taken: Mapping[Member, list[Change]], at: datetime) -> Mapping[Member, bytes]:
        """Accept everything at once, or nothing. Nearly every tick ends here."""
        if sum(change.insight.n_elements for changes in taken.values() for change in changes) > MOST_ELEMENTS:
            return {}
        try:
            tried = self._text.tried(taken)
        except UNACCEPTABLE:
            return {}
        self._take(tried, taken, at)
        return tried.effective

    def _accept_one_by_one(self, taken: Mapping[Member, list[Change]], at: datetime) -> Mapping[Member, bytes]:
        effective: dict[Member, bytes] = {}
        for member, changes in taken.items():
            try:
                tried = self._text.tried({member: changes})
            except Incomplete:
                self._let_wait(member, at)
            except Unreadable:
                self._refuse_change(member, Refusal.MALFORMED, "not an update")
            except ForeignContent as fault:
                self._refuse_change(member, Refusal.SCHEMA, str(fault))
            except Forbidden as fault:
                self._refuse_change(member, fault.refusal, str(fault))
            else:
                self._take(tried, taken, at)
                effective |= tried.effective
        return effective

    def _take(self, tried: Tried, taken: Mapping[Member, list[Change]], at: datetime) -> None:
        before = self._text.document
        self._text.take(tried)
        self.document_is_new |= self._text.document is not before
        for member, change in tried.effective.items():
            member.take(len(taken[member]))
            if change:
                self._unsaved.add(member, change, before, at)
            elif member not in self._unsaved:
                self._acknowledge(member, member.n_accepted, at)

    def _let_wait(self, member: Member, at: datetime) -> None:
        member.allowance.spend(2 * COPY_FACTOR * self._text.n_bytes, at)
        member.wait(at)
        if member.waiting_since and at - member.waiting_since > LONGEST_WAIT:
            self._refuse_change(member, Refusal.MALFORMED, "built on unknown changes")

    def _refuse_change(self, member: Member, refusal: Refusal, fault: str) -> None:
        logger.warning("answers.change_refused", extra={"answer": str(self.facts.uid), "fault": fault})
        sentences = {
            Refusal.SCHEMA: phrases.FORBIDDEN_CONTENT,
            Refusal.SIZE: phrases.TOO_LONG,
            Refusal.MALFORMED: phrases.MALFORMED,
        }
        member.refuse(refusal, sentences[refusal], is_fatal=True)

    def _fan_out(self, effective: Mapping[Member, bytes]) -> None:
        """Send everyone what the others changed, as one frame; nobody gets back their own."""
        changes = {member: change for member, change in effective.items() if change}
        if not changes:
            return
        for_all = _update_frame(list(changes.values()))
        for member in self.members:
            if not member.is_synced or member.is_out:
                continue
            if member not in changes:
                member.send(for_all)
            elif others := [change for other, change in changes.items() if other is not member]:
                member.send(_update_frame(others))

    # The store

    @property
    def has_unsaved(self) -> bool:
        """Whether accepted changes wait for the store."""
        return bool(self._unsaved.writers)

    def draft(self, *, with_document: bool) -> Draft:
        """Hand over what waits for the store; call ``stored`` or ``returned`` with it afterwards.

        Needs that no other draft is on its way.
        """
        members = tuple((member, member.n_accepted) for member in self._unsaved.writers)
        document = self._text.document if with_document else None
        batch = Batch(self.facts.answer_id, self._unsaved.hand_over(), self.seen_seq, document)
        return Draft(batch, members, self._text.state_vector(), self._text.n_words)

    def stored(self, draft: Draft, receipt: Receipt, at: datetime) -> None:
        """Tell the writers that their changes are safe."""
        self._unsaved.settle()
        if receipt.previous_seq == self.seen_seq:
            self.seen_seq = receipt.last_seq
        if receipt.previous_seq == draft.batch.seen_seq and draft.batch.document is self._text.document:
            self.document_is_new = False
        for member, n_frames in draft.members:
            self._acknowledge(member, n_frames if member in self._unsaved else member.n_accepted, at, draft)

    def returned(self, draft: Draft) -> None:
        """Take back what could not be stored, to try again."""
        self._unsaved.take_back()
        for member, _n_frames in draft.members:
            if not member.is_out:
                member.tell("waiting", phrases.WAITING)

    def _acknowledge(self, member: Member, n_frames: int, at: datetime, draft: Draft | None = None) -> None:
        member.n_saved = n_frames
        if member.is_out:
            return
        state_vector = draft.state_vector if draft else self._text.state_vector()
        words = draft.words if draft else self._text.n_words
        member.tell("saved", n=n_frames, sv=b64encode(state_vector).decode(), at=at.isoformat(), words=words)

    # What other processes wrote

    def take_entries(self, entries: list[tuple[int, bytes]]) -> None:
        """Take entries of the log in order; those of this room itself change nothing.

        Raises:
            Incomplete: if something is missing before them. The room cannot go on.
        """
        change = self._text.take_stored([update for _seq, update in entries])
        self.seen_seq = max(self.seen_seq, entries[-1][0])
        if not change:
            return
        frame = wire.sync_frame(wire.Step.UPDATE, change)
        for member in self.members:
            if member.is_synced and not member.is_out:
                member.send(frame)

    def shut(self, code: CloseCode) -> None:
        """Send everybody away: the room cannot go on, and what waits for the store has no place any more."""
        self._unsaved.clear()
        for member in list(self.members):
            if code is CloseCode.NOT_FOUND:
                member.tell("refused", phrases.GONE, code=Refusal.ROLE.value, fatal=True)
            member.leave(code)


def _update_frame(changes: list[bytes]) -> bytes:
    return wire.sync_frame(wire.Step.UPDATE, merged(changes))
