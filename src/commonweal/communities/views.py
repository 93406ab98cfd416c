from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.communities import selectors, services
from commonweal.communities.enums import Role
from commonweal.communities.errors import AlreadyMember, LastLead
from commonweal.communities.forms import InvitationForm, RoleForm
from commonweal.communities.models import Membership
from commonweal.communities.steps import first_steps
from commonweal.kernel.permissions import require


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first steps of the community, and how each of them stands."""
    steps = first_steps(request.community, request.user)
    undone = [step for step in steps if not step.is_done]
    context = {
        "steps": steps,
        "n_done": len(steps) - len(undone),
        "now": undone[0] if undone else None,
        "leads": [one for one in selectors.members_of(request.community) if one.role == Role.LEAD],
    }
    return render(request, "communities/start.html", context)


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who is in the community, with which role; a lead invites others."""
    if request.method == "GET":
        return _show_people(request, InvitationForm())
    require("communities.lead", request.user, request.community)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _show_people(request, form, status=422)
    try:
        invited = services.invite_person(
            community=request.community,
            **form.cleaned_data,
            by=request.user,
            site_url=settings.SITE_URL,
            now=timezone.now(),
        )
    except AlreadyMember as refusal:
        form.add_error("email", refusal.message)
        return _show_people(request, form, status=422)
    messages.success(request, _("%(name)s is in. A letter is on its way.") % {"name": invited.user.full_name})
    return redirect("communities:people", slug=request.community.slug)


@require_POST
def role_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a member another role."""
    member = _member(request, uid)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            services.change_role(
                membership=member, role=Role(form.cleaned_data["role"]), by=request.user, now=timezone.now()
            )
        except LastLead as refusal:
            messages.error(request, refusal.message)
        else:
            role = Role(form.cleaned_data["role"]).label
            messages.success(request, _("%(name)s is %(role)s now.") % {"name": member.user.full_name, "role": role})
    return redirect("communities:people", slug=request.community.slug)


@require_POST
def member_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a person out of the community."""
    member = _member(request, uid)
    try:
        services.remove_member(membership=member, by=request.user, now=timezone.now())
    except LastLead as refusal:
        messages.error(request, refusal.message)
        return redirect("communities:people", slug=request.community.slug)
    name = member.user.full_name
    messages.success(request, _("%(name)s is no longer a member. What they wrote stays.") % {"name": name})
    if member.user == request.user:
        return redirect("site:home")
    return redirect("communities:people", slug=request.community.slug)


def _member(request: HttpRequest, uid: UUID) -> Membership:
    require("communities.lead", request.user, request.community)
    return get_object_or_404(selectors.members_of(request.community), uid=uid)


def _show_people(request: HttpRequest, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    context = {
        "members": selectors.members_of(request.community),
        "roles": Role.choices,
        "can_lead": request.user.has_perm("communities.lead", request.community),
        "form": form,
    }
    return render(request, "communities/people.html", context, status=status)
