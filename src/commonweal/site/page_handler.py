"""Django's pages under ASGI with one hop to a thread for each request.

Django's own ASGI handler adapts every synchronous middleware and view by itself, each time through
an executor; that costs about three times the CPU of WSGI (ADR on the process model). Here the whole
chain is loaded in its synchronous form and runs, as under WSGI, in one thread of a bounded pool.
The threads live as long as the process, so their database connections persist.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from functools import partial
from typing import IO, Any

from django.core import signals
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpResponse, HttpResponseBase
from django.urls import set_script_prefix

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

CHUNK_BYTES = 64 * 1024
SPOOL_BYTES = 2 * 1024 * 1024
"""A request body above this size waits on disk instead of in memory."""


class PageHandler(ASGIHandler):
    """The ASGI application for scope type ``http``.

    Args:
        n_threads: how many requests run at once; the others wait their turn.
        max_body_bytes: a larger request is answered with status 413 and not read to its end.
    """

    def __init__(self, *, n_threads: int, max_body_bytes: int) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(n_threads, thread_name_prefix="page")
        self._max_body_bytes = max_body_bytes

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- Django's signature
        """Load the chain in its synchronous form, whatever the caller of the base class asks for."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read the body, answer in a thread, send."""
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as body:
            outcome = await self._read_into(body, receive)
            if outcome == "gone":
                return
            if outcome == "too large":
                await _send_plain(send, 413, b"The request is too large. Nothing was stored.")
                return
            loop = asyncio.get_running_loop()
            send_now = partial(_send_from_thread, loop, send)
            # A context of its own: the language and time zone of one request never reach the next.
            answer = partial(Context().run, self._answer, scope, body, send_now)
            messages = await loop.run_in_executor(self._pool, answer)
        for message in messages:
            await send(message)

    async def _read_into(self, body: IO[bytes], receive: Receive) -> str:
        """Copy the request body into the file; return ``complete``, ``gone`` or ``too large``."""
        n_bytes = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return "gone"
            chunk = message.get("body", b"")
            n_bytes += len(chunk)
            if n_bytes > self._max_body_bytes:
                return "too large"
            body.write(chunk)
            if not message.get("more_body", False):
                body.seek(0)
                return "complete"

    def _answer(self, scope: Message, body: IO[bytes], send_now: Callable[[Message], None]) -> list[Message]:
        """Run the chain in this thread. Returns the messages still to send (none after a stream)."""
        set_script_prefix(self.get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, response = self.create_request(scope, body)
        if request is not None:
            response = self.get_response(request)
            response._handler_class = self.__class__  # Django's test client and signals read it
        try:
            start = _start_message(response)
            if isinstance(response, HttpResponse):
                return [start, {"type": "http.response.body", "body": response.content}]
            send_now(start)
            for chunk in _in_chunks(iter(response)):
                send_now({"type": "http.response.body", "body": chunk, "more_body": True})
            send_now({"type": "http.response.body", "body": b""})
            return []
        except ConnectionError:  # the reader left in the middle of a stream
            return []
        finally:
            response.close()


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
    asyncio.run_coroutine_threadsafe(_call(send, message), loop).result()


async def _call(send: Send, message: Message) -> None:
    await send(message)


async def _send_plain(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
