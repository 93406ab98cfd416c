"""The handler with small views of its own: what crosses between event loop and thread, and what does not."""

import asyncio
import threading

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils import translation

from commonweal.site import page_handler
from commonweal.site.page_handler import CHUNK_BYTES, PageHandler

FILE = bytes(range(256)) * 1024


def thread(_request):
    return HttpResponse(threading.current_thread().name)


def echo(request):
    response = HttpResponse(request.body, headers={"X-Two": "2"})
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


def language(request):
    before = translation.get_language()
    translation.activate(request.GET["speak"])
    return HttpResponse(before)


def download(_request):
    return FileResponse(iter([FILE[n : n + 4096] for n in range(0, len(FILE), 4096)]))


def broken(_request):
    raise RuntimeError("a fault of the page")


def endless(_request):
    return StreamingHttpResponse(b"x" * CHUNK_BYTES for _n in range(1000))


urlpatterns = [
    path("thread/", thread),
    path("echo/", echo),
    path("language/", language),
    path("download/", download),
    path("broken/", broken),
    path("endless/", endless),
]
handler400 = "tests.site.test_page_handler.bad_request"
handler500 = "tests.site.test_page_handler.server_error"


def bad_request(_request, exception):
    assert isinstance(exception, RequestDataTooBig)
    return HttpResponse("Too much.", status=413)


def server_error(_request):
    return HttpResponse("Something went wrong.", status=500)


@pytest.fixture
def handler(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    return PageHandler(n_threads=2, max_body_bytes=1000)


async def ask(handler, where: str, *, body: bytes = b"", query: bytes = b"", leave_after: int | None = None):
    """Send one request and return the messages that came back."""
    sent = []
    parts = [{"type": "http.request", "body": body[:400], "more_body": True}]
    parts += [{"type": "http.request", "body": body[400:], "more_body": False}]

    async def receive():
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message):
        if leave_after is not None and len(sent) >= leave_after:
            raise ConnectionResetError
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST" if body else "GET",
        "path": where,
        "query_string": query,
        "headers": [(b"host", b"testserver")],
        "scheme": "http",
        "server": ("testserver", 80),
    }
    await handler(scope, receive, send)
    return sent


def run(*arguments, **options):
    return asyncio.run(ask(*arguments, **options))


def content(messages) -> bytes:
    return b"".join(message["body"] for message in messages[1:])


def test_view_runs_in_a_thread_of_the_pool(handler):
    assert content(run(handler, "/thread/")).startswith(b"page_")


def test_body_headers_and_every_cookie_cross_over(handler):
    messages = run(handler, "/echo/", body=b"w" * 900)
    headers = messages[0]["headers"]
    assert (messages[0]["status"], content(messages)) == (200, b"w" * 900)
    assert (b"x-two", b"2") in headers
    assert [value.split(b";")[0] for name, value in headers if name == b"set-cookie"] == [b"a=1", b"b=2"]


def test_too_large_body_is_kept_nowhere_and_refused_where_it_is_wanted(handler):
    wanted, unwanted = (run(handler, where, body=b"w" * 1001) for where in ("/echo/", "/thread/"))
    assert (wanted[0]["status"], content(wanted)) == (413, b"Too much.")
    assert unwanted[0]["status"] == 200


def test_body_without_end_is_cut_off(handler, monkeypatch):
    monkeypatch.setattr(page_handler, "LARGEST_DISCARDED", 5000)
    n_parts = []

    async def play():
        async def receive():
            n_parts.append(1)
            return {"type": "http.request", "body": b"w" * 1000, "more_body": True}

        async def send(_message):
            raise AssertionError("nobody waits for an answer")

        await handler({"type": "http"}, receive, send)

    asyncio.run(play())
    assert len(n_parts) == 7


def test_visitor_who_leaves_early_gets_no_answer(handler):
    async def leave():
        async def receive():
            return {"type": "http.disconnect"}

        async def send(_message):
            raise AssertionError("nobody is there")

        await handler({"type": "http"}, receive, send)

    asyncio.run(leave())


def test_language_of_one_request_does_not_reach_the_next(settings):
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    one_thread = PageHandler(n_threads=1, max_body_bytes=0)
    assert content(run(one_thread, "/language/", query=b"speak=es")) == b"en"
    assert content(run(one_thread, "/language/", query=b"speak=es")) == b"en"


def test_stream_arrives_whole_in_large_chunks(handler):
    messages = run(handler, "/download/")
    assert content(messages) == FILE
    assert [len(message["body"]) for message in messages[1:]] == [CHUNK_BYTES] * 4 + [0]


def test_stream_ends_when_the_visitor_leaves(handler):
    assert len(run(handler, "/endless/", leave_after=3)) == 3


def test_fault_of_a_page_becomes_the_error_page(handler, caplog):
    messages = run(handler, "/broken/")
    assert (messages[0]["status"], content(messages)) == (500, b"Something went wrong.")


def test_requests_run_side_by_side_up_to_the_size_of_the_pool(handler):
    async def both():
        return await asyncio.gather(ask(handler, "/thread/"), ask(handler, "/thread/"))

    assert len(asyncio.run(both())) == 2
