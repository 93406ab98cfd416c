"""Middleware of our own, all synchronous: a request crosses into its thread once."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.decorators import sync_only_middleware
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from whitenoise.middleware import WhiteNoiseMiddleware

from commonweal.accounts import signed_in
from commonweal.communities import selectors as communities
from commonweal.kernel.assets import PREFIX
from commonweal.kernel.errors import NotFound, NotPermitted

GetResponse = Callable[[HttpRequest], HttpResponse]
A_YEAR = 365 * 24 * 3600


class _Assets(WhiteNoiseMiddleware):
    """Serves the built files only. Their names carry a hash, so they never change."""

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response, settings=settings)

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002 -- whitenoise's signature
        return url.startswith(PREFIX)


@sync_only_middleware
def assets(get_response: GetResponse) -> GetResponse:
    """Serve ``/assets/`` from the build, compressed, cached for a year."""
    middleware = _Assets(get_response)
    middleware.max_age = A_YEAR
    middleware.add_files(str(settings.ASSETS_DIR), prefix=PREFIX)
    return middleware


@sync_only_middleware
def person_settings(get_response: GetResponse) -> GetResponse:
    """Speak the person's language and show their local time."""

    def respond(request: HttpRequest) -> HttpResponse:
        with translation.override(_language_of(request)), timezone.override(_time_zone_of(request)):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
            if request.user.is_authenticated:
                # After sign-out on a shared computer, "Back" must not show what a member saw.
                response.headers.setdefault("Cache-Control", "private, no-store")
            return response

    return respond


@sync_only_middleware
def device(get_response: GetResponse) -> GetResponse:
    """Note now and then that the person's device is in use, so that they recognise it in their list."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            signed_in.note_seen(request, now=timezone.now())
        return response

    return respond


@sync_only_middleware
def community(get_response: GetResponse) -> GetResponse:
    """Set ``request.community`` for addresses below ``/c/<slug>/``; a stranger finds nothing there."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> None:
        if not request.resolver_match.route.startswith("c/<slug:slug>/") or not request.user.is_authenticated:
            return
        request.community = communities.community_for(request.user, kwargs.pop("slug"))
        if request.community is None:
            raise Http404

    respond.process_view = process_view
    return respond


@sync_only_middleware
def refusals(get_response: GetResponse) -> GetResponse:
    """Answer what a view did not: 403 where the role does not allow it, 404 where there is nothing to see."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises DisallowedHost, so that a page under a name that is not ours is refused
        return get_response(request)

    def process_exception(_request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, NotPermitted):
            raise PermissionDenied from exception
        if isinstance(exception, NotFound):
            raise Http404 from exception

    respond.process_exception = process_exception
    return respond


def _language_of(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    if request.user.is_authenticated and request.user.language in known:
        return request.user.language
    if (chosen := request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)) in known:
        return chosen
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _time_zone_of(request: HttpRequest) -> ZoneInfo:
    if request.user.is_authenticated:
        return ZoneInfo(request.user.time_zone)
    return ZoneInfo("UTC")
