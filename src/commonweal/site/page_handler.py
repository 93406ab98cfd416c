"""Django's pages under ASGI with one hop to a thread for each request.

Django's own ASGI handler adapts every synchronous middleware and view by itself, each time through
an executor; that costs a multiple of the CPU of WSGI (docs/adr, on the process model). Here the whole
chain is loaded in its synchronous form and runs, as under WSGI, in one thread of a bounded pool.
The threads live as long as the process, so their database connections persist.
"""

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from functools import partial
from io import BytesIO
from typing import IO, Any, cast

from django.core import signals
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.urls import set_script_prefix

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

CHUNK_BYTES = 64 * 1024
LARGEST_DISCARDED = 1024**3
"""A body that is too large is read up to here and dropped: most browsers show no answer that comes before they have
sent everything. Who sends even more is cut off."""
SPOOL_BYTES = 2 * 1024 * 1024
"""A request body above this size waits on disk instead of in memory."""


class VisitorLeft(Exception):
    """The connection ended before the request was complete, or its body has no end."""


class PageHandler(BaseHandler):
    """The ASGI application for scope type ``http``.

    Args:
        n_threads: how many requests run at once; the others wait their turn.
        max_body_bytes: a larger request is kept nowhere. Whoever asks for its body gets ``RequestDataTooBig``, which
            the site answers with a page and status 413.
    """

    def __init__(self, *, n_threads: int, max_body_bytes: int) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self._pool = ThreadPoolExecutor(n_threads, thread_name_prefix="page")
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read the body, answer in a thread, send."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as body:
            copy = cast("IO[bytes]", body)
            try:
                is_whole = await _copy_body(copy, receive, max_bytes=self._max_body_bytes)
            except VisitorLeft:
                return
            messages = await self._answer_in_thread(scope, copy if is_whole else _Discarded(), send)
        for message in messages:
            await send(message)

    async def _answer_in_thread(self, scope: Message, body: IO[bytes], send: Send) -> list[Message]:
        loop = asyncio.get_running_loop()
        # A context of its own: the language and time zone of one request never reach the next.
        answer = partial(Context().run, self._answer, scope, body, partial(_send_from_thread, loop, send))
        try:
            return await loop.run_in_executor(self._pool, answer)
        except Exception:
            # Django turns the faults of a page into its error page; this one lies outside of it.
            logger.exception("request.crashed")
            raise

    def _answer(self, scope: Message, body: IO[bytes], send_now: Callable[[Message], None]) -> list[Message]:
        """Run the chain in this thread. Returns the messages still to send (none after a stream)."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        response = self._respond(scope, body)
        try:
            start = _start_message(response)
            if isinstance(response, HttpResponse):
                return [start, {"type": "http.response.body", "body": response.content}]
            send_now(start)
            for chunk in _in_chunks(iter(cast("Iterator[bytes]", response))):
                send_now({"type": "http.response.body", "body": chunk, "more_body": True})
            send_now({"type": "http.response.body", "body": b""})
        except ConnectionError:  # the visitor left in the middle of a stream
            logger.debug("response.abandoned")
        finally:
            response.close()  # sends request_finished, which looks after the database connection
        return []

    def _respond(self, scope: Message, body: IO[bytes]) -> HttpResponseBase:
        try:
            request = ASGIRequest(scope, body)
        except UnicodeDecodeError:
            return HttpResponseBadRequest()
        return self.get_response(request)


class _Discarded(BytesIO):
    """The body of a request that was too large."""

    def read(self, _size: int | None = -1) -> bytes:
        """Refuse."""
        raise RequestDataTooBig("The request body is larger than this installation takes.")


async def _copy_body(body: IO[bytes], receive: Receive, *, max_bytes: int) -> bool:
    """Copy the request's body into a file and wind it back; False if it is larger than ``max_bytes`` and dropped.

    Raises:
        VisitorLeft: if the connection ended before.
    """
    n_bytes, is_complete = 0, False
    while not is_complete:
        message = await receive()
        if message["type"] == "http.disconnect" or n_bytes > LARGEST_DISCARDED:
            raise VisitorLeft
        chunk = message.get("body", b"")
        n_bytes += len(chunk)
        if n_bytes <= max_bytes:
            body.write(chunk)
        is_complete = not message.get("more_body", False)
    body.seek(0)
    return n_bytes <= max_bytes


def _start_message(response: HttpResponseBase) -> Message:
    headers = [(name.lower().encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    headers += [(b"set-cookie", morsel.OutputString().encode("ascii")) for morsel in response.cookies.values()]
    return {"type": "http.response.start", "status": response.status_code, "headers": headers}


def _in_chunks(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Join small parts, because each message crosses from the thread to the event loop and back."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        if len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _send_from_thread(loop: asyncio.AbstractEventLoop, send: Send, message: Message) -> None:
    asyncio.run_coroutine_threadsafe(_await(send(message)), loop).result()


async def _await(sending: Awaitable[None]) -> None:
    await sending
