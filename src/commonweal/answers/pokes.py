"""Hearing from other processes that an answer's log grew, or that a caret moved."""

import asyncio
import json
import logging
import time
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import connection

from commonweal.answers import announcements, selectors
from commonweal.answers.methods import wire
from commonweal.answers.threads import DatabaseThread

logger = logging.getLogger(__name__)

BUSY_SECONDS = 0.01
"""How often SQLite is asked whether another connection wrote while people write; a question of 0.1 ms that reads no
table. Where no answer is open, nothing is asked."""
CALM_SECONDS = 0.05
"""How often it is asked when nobody has written for a while."""
CALM_AFTER = 2.0
"""Seconds without a word until then."""
QUIET_SECONDS = 5.0
"""After this long without an announcement the open answers are looked at all the same."""
RETRY_SECONDS = 1.0
MOST_TELLINGS = 20
"""Presence messages on their way to the other processes; more are dropped, for the next says it all."""


@dataclass(frozen=True, slots=True)
class Poke:
    """Something happened to an answer elsewhere: its log reached ``seq``, or carets moved."""

    answer_id: int
    seq: int = 0
    presences: Sequence[wire.Presence] = ()


class Poker(Protocol):
    """Brings pokes, and carries presences to the other processes where there is a way."""

    def watch(self, answer_ids: Collection[int]) -> None:
        """The answers that are open from now on; the collection may change later."""

    def tell_presences(self, answer_id: int, presences: Sequence[wire.Presence]) -> None:
        """Carry presences to the other processes; returns at once."""

    def pokes(self) -> AsyncIterator[Poke]:
        """Pokes as they come, without end. Some may be of answers that are not open, or tell nothing new."""


class PollingPoker:
    """Looks at the open answers when the database says that somebody wrote. Presences do not travel."""

    def __init__(self, reader: DatabaseThread) -> None:
        self._reader = reader
        self._watched: Collection[int] = ()
        self._is_watching = asyncio.Event()

    def watch(self, answer_ids: Collection[int]) -> None:
        self._watched = answer_ids
        if answer_ids:
            self._is_watching.set()

    def tell_presences(self, answer_id: int, presences: Sequence[wire.Presence]) -> None:
        """There is no way to the other processes."""

    async def pokes(self) -> AsyncIterator[Poke]:
        mark, heard_at = None, 0.0
        while True:
            if not self._watched:
                self._is_watching.clear()
                await self._is_watching.wait()
            known, mark = mark, await self._reader.run(selectors.change_mark)
            if mark != known:
                heard_at = time.monotonic()
                for poke in await self.look():
                    yield poke
            await asyncio.sleep(BUSY_SECONDS if time.monotonic() - heard_at < CALM_AFTER else CALM_SECONDS)

    async def look(self) -> list[Poke]:
        """The last numbers of the open answers."""
        if not self._watched:
            return []
        try:
            numbers = await self._reader.run(selectors.last_seqs, list(self._watched))
        except DatabaseFault:
            logger.exception("answers.poll_failed")
            return []
        return [Poke(answer_id, seq) for answer_id, seq in numbers.items()]


class ListeningPoker(PollingPoker):
    """Hears announcements on a channel; looks by itself after a silence and after a lost connection."""

    def __init__(self, reader: DatabaseThread) -> None:
        super().__init__(reader)
        self._me = uuid4().hex
        self._teller = DatabaseThread("answers-tell")
        self._tellings: set[asyncio.Task[None]] = set()

    def tell_presences(self, answer_id: int, presences: Sequence[wire.Presence]) -> None:
        if not presences or len(self._tellings) >= MOST_TELLINGS:
            return
        content = b64encode(wire.presence_payload(presences)).decode()
        payload = json.dumps({"answer": answer_id, "from": self._me, "presences": content})
        if len(payload) <= announcements.LONGEST_PAYLOAD:
            task = asyncio.create_task(self._tell(payload))
            self._tellings.add(task)
            task.add_done_callback(self._tellings.discard)

    async def _tell(self, payload: str) -> None:
        try:
            await self._teller.run(announcements.tell, payload)
        except Exception:
            logger.exception("answers.presence_not_told")

    async def pokes(self) -> AsyncIterator[Poke]:
        faults: tuple[type[Exception], ...] = (OSError, *self._faults())
        while True:
            try:
                async for payload in self._payloads():
                    for poke in await self.look() if payload is None else self._read(payload):
                        yield poke
            except faults:
                logger.exception("answers.channel_lost")
            await asyncio.sleep(RETRY_SECONDS)

    def _read(self, payload: str) -> Iterable[Poke]:
        said: dict[str, Any] = json.loads(payload)
        if "presences" not in said:
            return [Poke(said["answer"], said["seq"])]
        if said["from"] == self._me:
            return []
        with suppress(wire.MalformedFrame):
            presences = wire.parse_presences(b64decode(said["presences"]), most=1000)
            return [Poke(said["answer"], presences=presences)]
        return []

    def _faults(self) -> tuple[type[Exception], ...]:
        """What the connection raises when it is lost."""
        raise NotImplementedError

    def _payloads(self) -> AsyncIterator[str | None]:
        """Payloads of the channel; None at the start and after a silence."""
        raise NotImplementedError


class PostgresPoker(ListeningPoker):
    """LISTEN on a connection of its own."""

    def _faults(self) -> tuple[type[Exception], ...]:
        import psycopg  # noqa: PLC0415 -- optional dependency

        return (psycopg.Error,)

    async def _payloads(self) -> AsyncIterator[str | None]:
        import psycopg  # noqa: PLC0415 -- optional dependency

        known = connection.get_connection_params()
        address: dict[str, Any] = {name: value for name, value in known.items() if isinstance(value, str | int)}
        address.pop("prepare_threshold", None)
        async with await psycopg.AsyncConnection.connect(**address, autocommit=True) as channel:
            await channel.execute(f"LISTEN {announcements.CHANNEL}")
            while True:
                yield None
                async for notice in channel.notifies(timeout=QUIET_SECONDS):
                    yield notice.payload


class RedisPoker(ListeningPoker):
    """Subscribes to a Redis channel."""

    def _faults(self) -> tuple[type[Exception], ...]:
        import redis  # noqa: PLC0415 -- optional dependency

        return (redis.RedisError,)

    async def _payloads(self) -> AsyncIterator[str | None]:
        import redis.asyncio  # noqa: PLC0415 -- optional dependency

        async with redis.asyncio.Redis.from_url(settings.REDIS_URL) as client, client.pubsub() as channel:
            await channel.subscribe(announcements.CHANNEL)
            yield None
            while True:
                message = await channel.get_message(ignore_subscribe_messages=True, timeout=QUIET_SECONDS)
                yield message["data"].decode() if message else None


def poker_for(reader: DatabaseThread) -> Poker:
    """The poker this installation can have: Redis if set, else PostgreSQL's own, else polling."""
    if settings.REDIS_URL:
        return RedisPoker(reader)
    return PostgresPoker(reader) if connection.vendor == "postgresql" else PollingPoker(reader)
