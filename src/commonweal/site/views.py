from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonweal.communities.selectors import communities_visible_to


def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to their community."""
    community = communities_visible_to(request.user).first()
    return redirect("communities:start", slug=community.slug)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "site/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "site/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "site/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "site/500.html", status=500)
