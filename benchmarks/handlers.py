"""What one page costs under WSGI, under Django's ASGI handler, and under ours: the same page, CPU time."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator, MutableMapping
from statistics import median
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler

from benchmarks.clock import cpu_ms
from benchmarks.figures import Figure
from benchmarks.requests import ask, bare_request, environ_of, one_view
from commonweal.site.page_handler import PageHandler

N_ROUNDS = 9
N_REQUESTS = 50
GOAL_OVER_WSGI = 2.0
"""Ours may cost twice what WSGI costs with the same middleware; Django's own costs several times as much."""


def figures() -> Iterator[Figure]:
    """A bare view without middleware, then the same view behind the whole chain of the site."""
    floor = cpu_ms(bare_request())
    yield Figure("Floor: bare view in the WSGI handler, in a tight loop", floor, "ms")
    for title, middleware in (("bare view", ()), ("bare view behind the middleware", None)):
        with one_view(middleware=middleware):
            wsgi = WSGIHandler()
            base = cpu_ms(lambda handler=wsgi: ask(handler, environ_of("/", cookies={})))
            stock, ours = _async_ms(ASGIHandler()), _async_ms(PageHandler(n_threads=4, max_body_bytes=2**20))
        goal = GOAL_OVER_WSGI if middleware is None else None
        yield Figure(f"Handler: {title}, WSGI", base, "ms", floor=floor)
        yield Figure(f"Handler: {title}, Django's ASGI", stock, "ms", floor=base)
        yield Figure(f"Handler: {title}, ours", ours, "ms", floor=base, goal=goal)


def _async_ms(handler: Callable[..., Any]) -> float:
    """Median CPU milliseconds of one request under an ASGI handler, all threads counted."""
    return asyncio.run(_measure(handler))


async def _measure(handler: Callable[..., Any]) -> float:
    await _requests(handler, 5)
    gc.collect()
    rounds = []
    for _n in range(N_ROUNDS):
        begun = time.process_time()
        await _requests(handler, N_REQUESTS)
        rounds.append((time.process_time() - begun) * 1000 / N_REQUESTS)
    return median(rounds)


async def _requests(handler: Callable[..., Any], n_times: int) -> None:
    for _n in range(n_times):
        await _one_request(handler)


async def _one_request(handler: Callable[..., Any]) -> None:
    is_sent = asyncio.Event()
    parts: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if not parts:
            await is_sent.wait()
            return {"type": "http.disconnect"}
        return parts.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body" and not message.get("more_body"):
            is_sent.set()

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"accept-language", b"en")],
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    await handler(scope, receive, send)
