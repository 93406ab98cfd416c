"""Pages that belong to no package: the first page, the foot's pages, and the pages of refusals."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from commonweal.communities.selectors import communities_of
from commonweal.site.storage_faults import RETRY_AFTER_SECONDS, fault_of

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to their community; to the list of them if there are several or none."""
    communities = communities_of(request.user)
    if len(communities) == 1:
        return redirect("communities:start", slug=communities[0].slug)
    return render(request, "site/home.html", {"communities": communities})


@login_not_required
@require_safe
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Tell a supervisor whether pages can be served: ``ok``, or status 503 without the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_GET
def about(request: HttpRequest, page: str) -> HttpResponse:
    """Help, accessibility or privacy, open to everybody."""
    return render(request, f"site/{page}.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return render(request, "site/413.html", status=413)
    return render(request, "site/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "site/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "site/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or, in its own words and with status 503, of the place where everything is stored."""
    fault = fault_of(sys.exception())
    if fault is not None:
        with translation.override(get_language_from_request(request)):
            response = render(request, "site/503.html", {"fault": fault}, status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return render(request, "site/500.html", status=500)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form without the token that proves it comes from this site, mostly one that was open too long."""
    return render(request, "site/stale_form.html", status=403)
