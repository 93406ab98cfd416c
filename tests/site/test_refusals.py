"""What the site says to requests that hold too much: a page with all its headers, and one line in the log."""

import asyncio

import pytest

from commonweal.site.page_handler import PageHandler

SIGN_IN = "/sign-in/"


def post(handler, body, content_type=b"application/x-www-form-urlencoded"):
    """Post to the whole site as the server hands it over; return status, headers and content."""
    sent = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]
    headers = [(b"host", b"testserver"), (b"content-type", content_type)]
    headers += [(b"content-length", str(len(body)).encode()), (b"cookie", b"csrftoken=" + b"a" * 32)]

    async def receive():
        return parts.pop(0)

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": SIGN_IN, "query_string": b"", "headers": headers}
    asyncio.run(handler({**scope, "scheme": "http", "server": ("testserver", 80)}, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:]).decode()


@pytest.fixture
def handler(db):
    return PageHandler(n_threads=1, max_body_bytes=6_000_000)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "body",
    [b"email=" + b"a" * 5_300_000, b"email=" + b"a" * 6_000_000, b"a=1&" * 1001],
    ids=["more than a form", "more than the site takes", "very many fields"],
)
def test_too_much_is_answered_with_a_sentence_and_every_header_of_defence(handler, body):
    status, headers, page = post(handler, body)
    assert status == 413
    assert "Nothing was stored" in page
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"default-src 'none'" in headers[b"content-security-policy"]
    assert headers[b"x-frame-options"] == b"DENY"


@pytest.mark.django_db(transaction=True)
def test_parts_without_a_boundary_are_not_understood(handler):
    status, headers, page = post(handler, b"--\r\n", b"multipart/form-data")
    assert (status, "was not understood" in page) == (400, True)
    assert headers[b"x-content-type-options"] == b"nosniff"
