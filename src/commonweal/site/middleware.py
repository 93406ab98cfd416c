"""Middleware of our own, all synchronous: a request crosses into its thread once."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.decorators import sync_only_middleware
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from whitenoise.middleware import WhiteNoiseMiddleware

from commonweal.accounts import signed_in
from commonweal.communities import selectors as communities
from commonweal.communities import viewing_selectors, viewing_services
from commonweal.communities.models import Community, Viewing
from commonweal.communities.viewing_session import SESSION_KEY
from commonweal.kernel.assets import PREFIX
from commonweal.kernel.errors import NotFound, NotPermitted
from commonweal.kernel.time_zones import zone_of

GetResponse = Callable[[HttpRequest], HttpResponse]
A_YEAR = 365 * 24 * 3600
COMMUNITY_COOKIE = "community"
"""The community one was in last, by its word in addresses; who is no member of it gets nothing by it."""
BESIDE_A_COMMUNITY = "framework/"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
LEFT_TO_VIEWERS = frozenset(
    {"entrance:view-stop", "accounts:sign-out", "accounts:language-set", "accounts:theme-set", "documents:drawing"}
)
"""What can be posted while looking as somebody else; a drawing is only looked at."""
FOR_OPERATORS = frozenset({"communities:invitations", "communities:invitation-send", "communities:invitation-revoke"})
"""What an operator opens in a community without being a member; what they may do there, the permissions say."""
LEFT_IN_ARCHIVE = frozenset(
    {"communities:bring-back", "communities:archive", "communities:view-as", "answers:pdf", "answers:word"}
)
"""What can be posted in an archived community: bringing it back, looking, taking documents out."""


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
def content_policy(get_response: GetResponse) -> GetResponse:
    """Say what a page may load and run. One policy for all pages, written once, not for each of them."""
    policy = build_policy()

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return respond


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
def viewing(get_response: GetResponse) -> GetResponse:
    """Set ``request.viewing`` while somebody looks as another role or person. Then nothing can be changed.

    What a page writes as it is opened is taken back, and acts are refused: only stopping, signing out and the choice
    of language and colours are left.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        request.viewing = _running_viewing(request)
        if request.viewing is None or request.method not in SAFE_METHODS:
            return get_response(request)
        request.viewer = request.user
        with transaction.atomic():
            response = get_response(request)
            transaction.set_rollback(True)
        return response

    def process_view(request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
        is_act = request.viewing is not None and request.method not in SAFE_METHODS
        if is_act and request.resolver_match.view_name not in LEFT_TO_VIEWERS:
            return render(request, "site/viewing_refusal.html", status=403)
        return None

    respond.process_view = process_view
    return respond


def _running_viewing(request: HttpRequest) -> Viewing | None:
    """The viewing of this session; one whose time is over ends here, and the person is told."""
    if not (uid := request.session.get(SESSION_KEY)) or not request.user.is_authenticated:
        return None
    found, now = viewing_selectors.running(uid, request.user.pk), timezone.now()
    if found and found.ends_at > now:
        return found
    del request.session[SESSION_KEY]
    viewing_services.end_overdue(now)
    messages.info(request, _("Looking as somebody else ended by itself. You see everything as yourself again."))
    return None


@sync_only_middleware
def community(get_response: GetResponse) -> GetResponse:
    """Set ``request.community`` for addresses below ``/c/<slug>/``; a stranger finds nothing there.

    Who looks as somebody else gets those eyes here, and only in that community. Pages of the framework keep the
    navigation of the community one was in last.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        _remember_community(request, response)
        return response

    def process_view(
        request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if request.resolver_match.route.startswith(BESIDE_A_COMMUNITY) and COMMUNITY_COOKIE in request.COOKIES:
            request.community = _own(request, request.COOKIES[COMMUNITY_COOKIE])
        if not request.resolver_match.route.startswith("c/<slug:slug>/"):
            return None
        slug, view_name = str(kwargs.pop("slug")), request.resolver_match.view_name
        request.community = _looked_at(request, slug) or _own(request, slug)
        if request.community is None and view_name in FOR_OPERATORS:
            request.community = communities.community_for_operator(request.user, slug)
        if request.community is None:
            raise Http404
        is_act = request.method not in SAFE_METHODS and view_name not in LEFT_IN_ARCHIVE
        if is_act and request.community.is_archived:
            return render(request, "site/archived.html", status=403)
        return None

    respond.process_view = process_view
    return respond


def _remember_community(request: HttpRequest, response: HttpResponse) -> None:
    """Note the community of the page for the framework's pages; after sign-out, forget it."""
    slug = getattr(getattr(request, "community", None), "slug", "")
    if not request.user.is_authenticated and COMMUNITY_COOKIE in request.COOKIES:
        response.delete_cookie(COMMUNITY_COOKIE)
    elif slug and request.COOKIES.get(COMMUNITY_COOKIE) != slug:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COMMUNITY_COOKIE, slug, httponly=True, secure=secure, samesite="Lax")


def _own(request: HttpRequest, slug: str) -> Community | None:
    """The community of the address if the person is a member; the others they can switch to come along."""
    request.memberships = communities.memberships_of(request.user)
    return next((one.community for one in request.memberships if one.community.slug == slug), None)


def _looked_at(request: HttpRequest, slug: str) -> Community | None:
    """The community if it is looked at with other eyes, which the request has from here on."""
    if request.viewing is None or request.viewing.community.slug != slug:
        return None
    try:
        request.user = viewing_services.eyes_of(request.viewing, request.user)
    except NotFound:  # the member left, or the viewer is no lead any more
        del request.session[SESSION_KEY]
        request.viewing = None
        return None
    return request.viewing.community


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
        return zone_of(request.user.time_zone)
    return ZoneInfo("UTC")
