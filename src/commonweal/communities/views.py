from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commonweal.communities import selectors, services
from commonweal.communities.enums import Role
from commonweal.communities.errors import LastLead
from commonweal.communities.forms import RoleForm
from commonweal.communities.home import home_of
from commonweal.communities.invitation_selectors import n_waiting
from commonweal.communities.models import Membership
from commonweal.communities.rules import PERMISSIONS
from commonweal.communities.steps import first_steps
from commonweal.kernel.permissions import require

NOON, EVENING = 12, 18
ROLES_UPWARD = (Role.READER, Role.WRITER, Role.LEAD)
ALL_PERMISSIONS = PERMISSIONS[Role.LEAD]


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where we stand, once somebody has written; until then the first steps."""
    now = timezone.now()
    home = home_of(request.community, request.user, now)
    if home is None:
        return steps(request)
    greeting = _greeting(now) % {"name": request.user.full_name.partition(" ")[0]}
    return render(request, "communities/home.html", {"home": home, "now": now, "greeting": greeting})


@require_GET
def steps(request: HttpRequest) -> HttpResponse:
    """The first steps of the community, and how each of them stands."""
    listed = first_steps(request.community, request.user)
    undone = [step for step in listed if not step.is_done]
    context = {
        "steps": listed,
        "n_done": len(listed) - len(undone),
        "now": undone[0] if undone else None,
        "leads": [one for one in selectors.everybody_in(request.community) if one.role == Role.LEAD],
    }
    return render(request, "communities/start.html", context)


def _greeting(now: datetime) -> str:
    """By the person's own clock."""
    hour = timezone.localtime(now).hour
    if hour < NOON:
        return _("Good morning, %(name)s")
    return _("Good afternoon, %(name)s") if hour < EVENING else _("Good evening, %(name)s")


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who is in the community, with which role."""
    may_invite = request.user.has_perm("communities.invite", request.community)
    context = {
        "members": selectors.everybody_in(request.community),
        "roles": Role.choices,
        "n_waiting": n_waiting(request.community, timezone.now()) if may_invite else 0,
    }
    return render(request, "communities/people.html", context)


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do, made from the table the permissions are asked of."""
    table = [(says, [name in PERMISSIONS[role] for role in ROLES_UPWARD]) for name, says in ALL_PERMISSIONS.items()]
    context = {"roles": [role.label for role in ROLES_UPWARD], "table": table}
    return render(request, "communities/roles.html", context)


@require_POST
def role_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a member another role."""
    member = _member(request, uid)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That role does not exist. Nothing was changed."))
    else:
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
