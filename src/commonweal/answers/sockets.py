"""Both sides of a socket: a bounded queue with the task that empties it, and an ear that can hang up."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from commonweal.answers.enums import CloseCode

logger = logging.getLogger(__name__)

MOST_FRAMES = 500
MOST_BYTES = 4_000_000
"""What may wait for a page that reads slowly: more than one whole answer, or many seconds of typing."""
PATIENCE_SECONDS = 3.0
"""How long a close may take before the socket is given up."""

CLOSED_BY_SERVER = 1000
"""What the application is told when it closed the socket itself; the page gets the real code."""

Event = Mapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[bytes | str], Awaitable[None]]
Close = Callable[[CloseCode], Awaitable[None]]


class Ear:
    """The incoming side, so that the server can close a socket while it waits for the next frame.

    granian sends no close frame while a ``receive`` is pending, so the pending one is given up first.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._pending: asyncio.Future[Event] | None = None
        self._is_closing = False
        self._closed = asyncio.Event()

    async def receive(self) -> Event:
        """The next event; once the server has closed the socket, that it is disconnected."""
        if not self._is_closing:
            self._pending = asyncio.ensure_future(self._receive())
            try:
                return await self._pending
            except asyncio.CancelledError:
                if not self._is_closing:
                    raise
        await self._closed.wait()
        return {"type": "websocket.disconnect", "code": CLOSED_BY_SERVER}

    async def close(self, send_close: Callable[[], Awaitable[None]]) -> None:
        """Give up listening, then close."""
        self._is_closing = True
        try:
            if self._pending:
                self._pending.cancel()
                await asyncio.sleep(0)
            await send_close()
        finally:
            self._closed.set()


class SocketOutlet:
    """Sends frames in order without making the room wait.

    A page that cannot keep up is closed as slow: it connects again and gets what it missed as one difference.
    """

    def __init__(self, send: Send, close: Close) -> None:
        self._send = send
        self._close = close
        self._frames: deque[bytes | str] = deque()
        self._n_bytes = 0
        self._code: CloseCode | None = None
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def put(self, frame: bytes | str) -> None:
        """Send a frame, after those before it."""
        if self._code is not None:
            return
        if len(self._frames) >= MOST_FRAMES or self._n_bytes + len(frame) > MOST_BYTES:
            self._give_up()
            return
        self._frames.append(frame)
        self._n_bytes += len(frame)
        self._news.set()

    def close(self, code: CloseCode) -> None:
        """Close the socket, after the frames before."""
        if self._code is None:
            self._code = code
            self._news.set()

    def stop(self) -> None:
        """The socket is gone: send nothing more."""
        self._task.cancel()

    async def _run(self) -> None:
        while self._frames or self._code is None:
            if not self._frames:
                self._news.clear()
                await self._news.wait()
                continue
            frame = self._frames.popleft()
            self._n_bytes -= len(frame)
            await self._send(frame)
        await self._close_in_time()

    def _give_up(self) -> None:
        logger.info("answers.member_slow", extra={"n_frames": len(self._frames), "n_bytes": self._n_bytes})
        self._code = CloseCode.SLOW
        self._task.cancel()
        self._task = asyncio.create_task(self._close_in_time())

    async def _close_in_time(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._close(self._code or CloseCode.SLOW)
        except (TimeoutError, OSError, RuntimeError):
            logger.info("answers.socket_given_up")
