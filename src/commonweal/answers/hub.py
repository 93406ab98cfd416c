"""The rooms of one process: the tick, the one writer to the database, and news from other processes."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.db import Error as DatabaseFault
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from commonweal.answers import log, phrases, selectors, services, store
from commonweal.answers.allowance import Allowance
from commonweal.answers.enums import CloseCode, Refusal
from commonweal.answers.members import Member
from commonweal.answers.pokes import poker_for
from commonweal.answers.rooms import AnswerFacts, Room
from commonweal.answers.threads import DatabaseThread
from commonweal.answers.unsaved import Draft
from commonweal.answers.yjs import Incomplete

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.035
"""Changes go out at most this often, merged: the sends are what costs."""
TICK_SHARE = 3.0
"""A tick rests at least this many times as long as it took, so that a very long answer slows itself down
and not the whole process."""
LONGEST_TICK_REST_SECONDS = 2.0
COMMIT_SHARE = 2.0
"""A commit rests so many times as long as it took, so that a slow disk or a busy database is asked less often; each
takes all rooms along. On a quick disk that is one commit a tick."""
LONGEST_REST_SECONDS = 0.1
FIRST_RETRY_SECONDS = 0.1
LONGEST_RETRY_SECONDS = 5.0
ROUND_SECONDS = 1.0
"""How often roles of people who only read are looked at, and texts drawn for readers."""
MOST_PAGES = 30
"""Answers that one person may have open at one process. Who works has three."""


class Hub:
    """All open rooms of an event loop. Reached by ``hub_of_this_loop``."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self._opening: dict[int, asyncio.Lock] = {}
        self._news = asyncio.Event()
        self._work = asyncio.Event()
        self._reader = DatabaseThread("answers-read")
        self._writer = DatabaseThread("answers-write")
        self._poker = poker_for(self._reader)
        self._drawn_at: dict[int, float] = {}
        self._allowances: dict[int, Allowance] = {}
        self._tasks = [
            asyncio.create_task(_forever(loop))
            for loop in (self._tick_loop, self._commit_loop, self._round_loop, self._poke_loop)
        ]

    # Coming and going

    def allowance_of(self, user_id: int) -> Allowance:
        """What a person may still ask of this process. It outlives their pages, which could begin anew otherwise."""
        return self._allowances.setdefault(user_id, Allowance(timezone.now()))

    async def join(self, facts: AnswerFacts, member: Member) -> Room:
        """Let a member into the room of an answer, which is opened from the log if it was not.

        A person with very many pages is refused; the member is out then.
        """
        async with self._opening.setdefault(facts.answer_id, asyncio.Lock()):
            room = self.rooms.get(facts.answer_id)
            if room is None:
                room = Room(facts, await self._reader.run(log.updates_after, facts.answer_id, 0))
                self.rooms[facts.answer_id] = room
                self._poker.watch(self.rooms.keys())
            if self._n_pages_of(member.user.pk) < MOST_PAGES:
                room.join(member, timezone.now())
            else:
                member.refuse(Refusal.MANY, phrases.TOO_MANY_PAGES, is_fatal=True)
        if member.is_out:
            self._work.set()  # the room may be empty
        return room

    def _n_pages_of(self, user_id: int) -> int:
        return sum(member.user.pk == user_id for room in self.rooms.values() for member in room.members)

    def leave(self, room: Room, member: Member) -> None:
        """Let a member go; an empty room is closed when its text is stored and drawn."""
        room.leave(member, timezone.now())
        self._news.set()
        self._work.set()

    def receive(self, room: Room, member: Member, content: bytes) -> None:
        """Take a frame of a member."""
        room.receive(member, content, timezone.now())
        if member.incoming or room.presences.has_news:
            self._news.set()

    async def close(self) -> None:
        """Store what waits, then stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._reader.close()
        self._writer.close()

    # The tick

    async def _tick_loop(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            began = time.monotonic()
            await self._tick()
            took = time.monotonic() - began
            rest = min(took * TICK_SHARE, LONGEST_TICK_REST_SECONDS)  # it may have waited for the database
            await asyncio.sleep(max(TICK_SECONDS - took, rest))

    async def _tick(self) -> None:
        writing = [room for room in self.rooms.values() if room.writers(timezone.now())]
        if writing and not await self._look_up_roles(writing):
            self._news.set()
            return
        for room in list(self.rooms.values()):
            if room.writers(timezone.now()):
                self._tick_room(room)
            if room.presences.has_news:
                self._poker.tell_presences(room.facts.answer_id, room.presences.tell(room.members))
            if room.has_unsaved:
                self._work.set()
            if room.writers(timezone.now()):
                self._news.set()

    def _tick_room(self, room: Room) -> None:
        try:
            room.tick(timezone.now())
        except Exception:
            logger.exception("answers.tick_failed", extra={"answer": str(room.facts.uid)})
            self._drop(room, CloseCode.MALFORMED)

    async def _look_up_roles(self, rooms: Iterable[Room]) -> bool:
        """Ask the database once for the roles of everybody in these rooms; False if it does not answer."""
        listed = list(rooms)
        asked = {(room.facts.community_id, member.user.pk) for room in listed for member in room.members}
        try:
            roles = await self._reader.run(selectors.roles_in, asked)
        except DatabaseFault:
            logger.exception("answers.roles_unknown")
            return False
        for room in listed:
            here = room.facts.community_id
            room.set_roles({person: roles.get((here, person)) for community, person in asked if community == here})
        return True

    async def _look_up_sessions(self) -> None:
        """Send away the pages of sessions that ended."""
        rooms = list(self.rooms.values())
        keys = {member.session_key for room in rooms for member in room.members if member.session_key}
        try:
            live = await self._reader.run(selectors.live_sessions, keys, timezone.now())
        except DatabaseFault:
            logger.exception("answers.sessions_unknown")
            return
        for room in rooms:
            # A page that came in the meantime was not asked about.
            room.send_signed_out_away(live | {one.session_key for one in room.members} - keys)

    # The writer

    async def _commit_loop(self) -> None:
        try:
            retry_seconds = FIRST_RETRY_SECONDS
            while True:
                await self._work.wait()
                self._work.clear()
                began = time.monotonic()
                if await self._commit(self._drafts()):
                    retry_seconds = FIRST_RETRY_SECONDS
                    await asyncio.sleep(min(LONGEST_REST_SECONDS, COMMIT_SHARE * (time.monotonic() - began)))
                else:
                    await asyncio.sleep(retry_seconds)
                    retry_seconds = min(LONGEST_RETRY_SECONDS, retry_seconds * 2)
        finally:
            await self._commit(self._drafts())

    def _drafts(self) -> list[tuple[Room, Draft]]:
        """What each room has to store; a text is drawn at most once a second."""
        drafts = []
        now = time.monotonic()
        for answer_id, room in self.rooms.items():
            is_due = room.document_is_new and (
                not room.members or now - self._drawn_at.get(answer_id, 0.0) >= ROUND_SECONDS
            )
            if room.has_unsaved or is_due:
                if is_due:
                    self._drawn_at[answer_id] = now
                drafts.append((room, room.draft(with_document=is_due)))
        return drafts

    async def _commit(self, drafts: list[tuple[Room, Draft]]) -> bool:
        """Store the drafts and tell the writers; False if the database did not take them."""
        if not drafts:
            self._close_idle_rooms()
            return True
        try:
            receipts = await self._writer.run(store.commit, [draft.batch for _room, draft in drafts])
        except (OperationalError, InterfaceError):
            logger.exception("answers.not_stored")
            for room, draft in drafts:
                room.returned(draft)
            self._work.set()
            return False
        except Exception:
            logger.exception("answers.batch_failed")
            return await self._commit_apart(drafts)
        at = timezone.now()
        for room, draft in drafts:
            if receipt := receipts.get(room.facts.answer_id):
                room.stored(draft, receipt, at)
            else:
                self._drop(room, CloseCode.NOT_FOUND)
        self._close_idle_rooms()
        return True

    async def _commit_apart(self, drafts: list[tuple[Room, Draft]]) -> bool:
        """Store each draft by itself: a fault in one room must not keep the others from being saved."""
        if len(drafts) > 1:
            return all([await self._commit([draft]) for draft in drafts])
        self._drop(drafts[0][0], CloseCode.MALFORMED)
        return True

    def _close_idle_rooms(self) -> None:
        for answer_id, room in list(self.rooms.items()):
            lock = self._opening.get(answer_id)
            if room.is_idle and not room.document_is_new and not (lock and lock.locked()):
                self._forget(answer_id)
                self._start(self._writer.run(services.see_to_closed, answer_id, timezone.now()))

    def _drop(self, room: Room, code: CloseCode) -> None:
        room.shut(code)
        self._forget(room.facts.answer_id)

    def _forget(self, answer_id: int) -> None:
        del self.rooms[answer_id]
        self._opening.pop(answer_id, None)
        self._drawn_at.pop(answer_id, None)
        self._poker.watch(self.rooms.keys())

    # Once a second

    async def _round_loop(self) -> None:
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            self._forget_allowances(timezone.now())
            if self.rooms:
                await self._look_up_roles(list(self.rooms.values()))
                await self._look_up_sessions()
                self._news.set()
                self._work.set()

    def _forget_allowances(self, now: datetime) -> None:
        here = {member.user.pk for room in self.rooms.values() for member in room.members}
        for user_id, allowance in list(self._allowances.items()):
            if user_id not in here and allowance.is_full(now):
                del self._allowances[user_id]

    # News from other processes

    async def _poke_loop(self) -> None:
        async for poke in self._poker.pokes():
            room = self.rooms.get(poke.answer_id)
            if room is None:
                continue
            if poke.presences:
                room.presences.note_from_afar(poke.presences, timezone.now())
                self._news.set()
            elif poke.seq > room.seen_seq:
                await self._catch_up(room)

    async def _catch_up(self, room: Room) -> None:
        try:
            entries = await self._reader.run(log.updates_after, room.facts.answer_id, room.seen_seq)
            if entries:
                room.take_entries(entries)
        except DatabaseFault:
            logger.exception("answers.not_caught_up")
        except Incomplete:
            logger.exception("answers.log_has_a_gap", extra={"answer": str(room.facts.uid)})
            self._drop(room, CloseCode.SLOW)

    def _start(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Let something run beside the loops; a fault of it is logged and nothing more."""
        task = asyncio.create_task(_logged(coroutine))
        self._tasks.append(task)
        task.add_done_callback(self._tasks.remove)


async def _logged(coroutine: Coroutine[Any, Any, object]) -> None:
    try:
        await coroutine
    except Exception:
        logger.exception("answers.task_failed")


async def _forever(loop: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Begin a loop anew when it fails: nobody's text waits for a restart of the server."""
    while True:
        await _logged(loop())
        await asyncio.sleep(ROUND_SECONDS)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub_of_this_loop() -> Hub:
    """The hub of the running event loop; a server process has one loop, so one hub."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
