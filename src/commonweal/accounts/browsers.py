"""What the site keeps in a person's browser beside the session, and where it lets itself be sent by one."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

A_YEAR = 365 * 24 * 3600
LONGEST_PATH = 500
Response = TypeVar("Response", bound=HttpResponse)


def keep_language(response: Response, language: str) -> Response:
    """Have this device speak the language before anybody signs in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def keep_theme(response: Response, theme: str) -> Response:
    """Have this device show light or dark; ``system`` forgets the choice."""
    if theme == "system":
        response.delete_cookie("theme")
    else:
        response.set_cookie(
            "theme", theme, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response


def safe_path(request: HttpRequest, path: str) -> str:
    """The path if it leads to this site, else an empty text: nobody is sent elsewhere by a link."""
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None, require_https=request.is_secure())
    return path if is_ours and path.startswith("/") and len(path) <= LONGEST_PATH else ""
