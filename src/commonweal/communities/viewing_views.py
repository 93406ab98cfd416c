"""Looking as others see: where it begins, where it stops, and who did it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.communities import selectors, viewing_selectors, viewing_services
from commonweal.communities.enums import Role
from commonweal.communities.viewing_session import SESSION_KEY
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require

ROLES_TO_LOOK_AS = (Role.READER, Role.WRITER)
N_SHOWN = 50


@require_http_methods(["GET", "POST"])
def view_as(request: HttpRequest) -> HttpResponse:
    """Choose a role or a member to look as. For leads."""
    require("communities.view_as", request.user, request.community)
    members = selectors.members_of(request.community).exclude(user__uid=request.user.uid)
    if request.method == "GET":
        context = {"members": members, "roles": [(role.value, role.label) for role in ROLES_TO_LOOK_AS]}
        return render(request, "communities/view_as.html", context)
    role, uid = request.POST.get("role", ""), request.POST.get("person", "")
    # Compared as text: what is no identifier finds nobody.
    person = next((member.user for member in members if str(member.user.uid) == uid), None)
    if uid and person is None:
        raise Http404
    try:
        viewing = viewing_services.start(
            community=request.community,
            by=request.user,
            now=timezone.now(),
            person=person,
            role=Role(role) if role in ROLES_TO_LOOK_AS else None,
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("communities:view-as", slug=request.community.slug)
    request.session[SESSION_KEY] = str(viewing.uid)
    return redirect("communities:start", slug=request.community.slug)


@require_POST
def view_stop(request: HttpRequest) -> HttpResponse:
    """Stop looking as somebody else."""
    request.session.pop(SESSION_KEY, None)
    if request.viewing is None:
        return redirect("site:home")
    viewing_services.stop(viewing=request.viewing, by=request.user, now=timezone.now())
    messages.success(request, _("You see everything as yourself again."))
    return redirect("communities:view-as", slug=request.viewing.community.slug)


@require_GET
def viewing_list(request: HttpRequest) -> HttpResponse:
    """Who looked at the community as others see it; leads see all, others what concerns them."""
    viewings = viewing_selectors.viewings_visible_to(request.user, request.community)[:N_SHOWN]
    return render(request, "communities/viewing_list.html", {"viewings": viewings})
