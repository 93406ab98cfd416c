"""Requests in process: through the WSGI handler as a server would call it, without a test client's extras."""

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test.utils import override_settings
from django.urls import path

HOST = "127.0.0.1"


class Answer:
    """What came back: status, headers, body."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def n_bytes(self) -> int:
        """Bytes over the wire: status line, headers and body."""
        return 17 + sum(len(name) + len(value) + 4 for name, value in self.headers) + 2 + len(self.body)

    @property
    def page(self) -> bytes:
        """The body as the browser reads it: pages come in gzip."""
        is_packed = ("Content-Encoding", "gzip") in self.headers
        return gzip.decompress(self.body) if is_packed else self.body


def environ_of(address: str, *, cookies: Mapping[str, str], form: Mapping[str, str] | None = None) -> dict[str, object]:
    """A WSGI environment for one request, as granian makes it."""
    where, _, query = address.partition("?")
    body = urlencode(form or {}).encode()
    return {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "PATH_INFO": where,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": HOST,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
    }


def ask(handler: WSGIHandler, environ: Mapping[str, object]) -> Answer:
    """One request, answered to its last byte."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    response = handler(dict(environ), lambda status, headers: begun.append((status, headers)))
    body = b"".join(response)
    response.close()
    status, headers = begun[0]
    return Answer(int(status.split()[0]), headers, body)


@login_not_required
def _hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


@contextmanager
def one_view(*, middleware: Sequence[str] | None) -> Iterator[None]:
    """One public view at ``/``, behind the given middleware; behind the site's own with None."""
    changes: dict[str, object] = {"ROOT_URLCONF": type("OneView", (), {"urlpatterns": [path("", _hello)]})}
    if middleware is not None:
        changes["MIDDLEWARE"] = list(middleware)
    with override_settings(**changes):
        yield


def bare_request() -> Callable[[], Answer]:
    """The floor: a bare view in the WSGI handler, in process, without middleware; it leaves settings alone."""
    with one_view(middleware=[]):
        handler = _BareHandler()
    return lambda: ask(handler, environ_of("/", cookies={}))


class _BareHandler(WSGIHandler):
    """Finds its one view without ``ROOT_URLCONF``, so that it can run beside the site."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Answer through addresses of its own."""
        request.urlconf = _OneView
        return super().get_response(request)


class _OneView:
    urlpatterns = (path("", _hello),)
