"""Pages leave compressed: an answer with its comments is 48 KB, and 11 KB over a slow line."""

import gzip
import secrets
from collections.abc import Callable
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_only_middleware

SMALLEST = 1000
"""Bytes below which nothing is won."""
LEVEL = 4
"""Of gzip: a twentieth larger than at its best, for half the time."""
MOST_PADDING = 100
"""Bytes. A padding of random length hides how well the page compressed, from which a listener on the line could tell
whether words in the address stand in the page too (BREACH)."""


@sync_only_middleware
def compression(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Compress pages for browsers that take gzip. Files and built assets pass as they are."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_page(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                _compress(response)
        return response

    return respond


def _is_page(response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.has_header("Content-Encoding") and len(response.content) >= SMALLEST


def _compress(response: HttpResponse) -> None:
    response.content = gzipped(response.content)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))


def gzipped(content: bytes) -> bytes:
    """The content in gzip, with a name of random length in the place for the name of a file."""
    packed = BytesIO()
    name = "x" * (1 + secrets.randbelow(MOST_PADDING))
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()
