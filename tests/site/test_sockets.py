import asyncio

import pytest

from commonweal.site.sockets import SameOriginOnly, is_same_origin


@pytest.mark.parametrize(
    ("origin", "host", "is_allowed"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("https://evil.example", "127.0.0.1:8000", False),
        ("https://127.0.0.1:8000.evil.example", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", True),
        ("https://evil.example", "evil.example", False),
        ("", "evil.example", False),
        ("", "", False),
        ("https://commonweal.example", "127.0.0.1:8000", True),
    ],
)
def test_only_pages_of_this_site_open_a_socket(settings, origin, host, is_allowed):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "commonweal.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://commonweal.example"]
    assert is_same_origin(origin, host) is is_allowed


def test_foreign_handshake_is_closed_before_the_consumer_sees_it():
    sent = []

    async def consumer(*_arguments):
        raise AssertionError("the consumer must not see it")

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "headers": [(b"origin", b"https://evil.example"), (b"host", b"testserver")]}
    asyncio.run(SameOriginOnly(consumer)(scope, None, send))
    assert sent == [{"type": "websocket.close", "code": 4404}]
