"""Gives each request an id, its headers of defence, and one line in the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_only_middleware

from commonweal.site.log import request_id

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
"""No page uses any of these, so no script that got in may either."""

_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


@sync_only_middleware
def request_log(get_response: GetResponse) -> GetResponse:
    """Outermost middleware. A proxy's own ``X-Request-ID`` is kept, so that two logs can be laid side by side."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = given if _GIVEN_ID.match(given) else secrets.token_hex(8)
        token = request_id.set(number)
        begun = time.perf_counter()
        try:
            response = get_response(request)
            _log(request, response, seconds=time.perf_counter() - begun)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = number
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


def _log(request: HttpRequest, response: HttpResponseBase, *, seconds: float) -> None:
    """The route, never the address: an address may hold a token or a name."""
    if not logger.isEnabledFor(logging.INFO):
        return
    match = request.resolver_match
    fields = {
        "method": request.method,
        "route": match.route if match else "-",
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    logger.info("request.answered", extra=fields)
