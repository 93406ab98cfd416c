"""A community as a whole: its settings and archive for leads; for operators all communities, and founding one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.communities import invitation_services, selectors, services
from commonweal.communities.forms import FoundingForm, SettingsForm
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require

OF_COMMUNITY = ("name", "slug", "languages", "time_zone")


@require_http_methods(["GET", "POST"])
def change_settings(request: HttpRequest) -> HttpResponse:
    """Name, languages and time zone; and the archive. For leads."""
    community = request.community
    if request.method == "GET":
        require("communities.archive", request.user, community)
        known = {"name": community.name, "languages": community.languages, "time_zone": community.time_zone}
        return _show_settings(request, SettingsForm(initial=known))
    require("communities.change_settings", request.user, community)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _show_settings(request, form, status=422)
    services.change_settings(community=community, **form.cleaned_data, by=request.user, now=timezone.now())
    messages.success(request, _("The settings are saved."))
    return redirect("communities:settings", slug=community.slug)


@require_POST
def archive(request: HttpRequest) -> HttpResponse:
    """Put the community away; nothing of it is lost."""
    services.archive_community(community=request.community, by=request.user, now=timezone.now())
    messages.success(request, _("The community is archived. It can be read, and brought back here at any time."))
    return redirect("communities:settings", slug=request.community.slug)


@require_POST
def bring_back(request: HttpRequest) -> HttpResponse:
    """Take the community out of the archive."""
    services.bring_back_community(community=request.community, by=request.user, now=timezone.now())
    messages.success(request, _("The community is back. Everything is as it was."))
    return redirect("communities:settings", slug=request.community.slug)


@require_GET
def community_list(request: HttpRequest) -> HttpResponse:
    """Every community of this site with its leads. For operators."""
    require("communities.found", request.user, None)
    return render(request, "communities/community_list.html", {"lines": selectors.communities_for_operator()})


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Found a community and invite its first lead. For operators."""
    require("communities.found", request.user, None)
    if request.method == "GET":
        return _show_founding(
            request, FoundingForm(initial={"languages": ["en", "es"], "time_zone": "America/Chicago"})
        )
    form = FoundingForm(request.POST)
    if not form.is_valid():
        return _show_founding(request, form, status=422)
    known = form.cleaned_data
    try:
        founded = invitation_services.found_and_invite(
            community={name: known[name] for name in OF_COMMUNITY},
            email=known["email"],
            language=known["language"],
            by=request.user,
            site_url=settings.SITE_URL,
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("slug", refusal.message)
        return _show_founding(request, form, status=422)
    messages.success(
        request,
        _("%(community)s is founded. A letter to %(email)s is on its way.")
        % {"community": founded, "email": known["email"]},
    )
    return redirect("entrance:communities")


def _show_settings(request: HttpRequest, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    return render(request, "communities/settings.html", {"form": form}, status=status)


def _show_founding(request: HttpRequest, form: FoundingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "communities/found.html", {"form": form}, status=status)
