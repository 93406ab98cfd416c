"""The way of a web socket to its consumer: same origin, known address, session and person."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast
from urllib.parse import urlsplit

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.conf import settings
from django.http.request import validate_host
from django.urls import re_path

from commonweal.answers.routing import websocket_urlpatterns

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable[..., Awaitable[Any]], Callable[..., Awaitable[None]]], Awaitable[None]]


def socket_application() -> Application:
    """The ASGI application for scope type ``websocket``."""
    # Channels routes with Django's own patterns, whose type knows views only.
    unknown = re_path(r"", cast("Any", _refuse))
    routes = [*websocket_urlpatterns, unknown]
    return SameOriginOnly(AuthMiddlewareStack(URLRouter(routes)))


class SameOriginOnly:
    """Refuses a handshake that a page of another site began.

    Browsers send cookies with every handshake and do not ask the server first, so without this
    check any page could write into an answer in the name of its visitor. A handshake without an
    ``Origin`` is not from a browser and carries no stolen cookies; it still has to sign in.
    """

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Callable[..., Awaitable[Any]], send: Callable[..., Any]) -> None:
        """Pass the handshake on, or close it before it is accepted (the browser sees status 403)."""
        headers = dict(scope["headers"])
        if is_same_origin(headers.get(b"origin", b"").decode("latin1"), headers.get(b"host", b"").decode("latin1")):
            await self.inner(scope, receive, send)
        else:
            await _refuse(scope, receive, send)


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page of ``origin`` may open a socket at ``host`` (both as the browser sent them)."""
    parts = urlsplit(f"//{host}")
    if not validate_host((parts.hostname or "").lower(), settings.ALLOWED_HOSTS):
        return False
    return not origin or origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc.lower() == host.lower()


async def _refuse(_scope: Scope, _receive: Callable[..., Awaitable[Any]], send: Callable[..., Any]) -> None:
    await send({"type": "websocket.close", "code": 4404})
