"""Inviting people, for leads; and the page that a letter leads to, for whoever holds the letter."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.accounts import signed_in
from commonweal.accounts.errors import TooManyTries
from commonweal.accounts.signed_in import Proof
from commonweal.communities import invitation_selectors as selectors
from commonweal.communities import invitation_services as services
from commonweal.communities import throttle
from commonweal.communities.enums import Role
from commonweal.communities.errors import AccountExists, InvitationNotUsable
from commonweal.communities.forms import InvitationForm, NewAccountForm
from commonweal.communities.models import Invitation, Membership
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def invitation_list(request: HttpRequest) -> HttpResponse:
    """Invite people by their addresses, and see how the invitations stand. For leads."""
    require("communities.invite", request.user, request.community)
    if request.method == "GET":
        return _show_list(request, InvitationForm())
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    offer = services.Offer(
        Role(form.cleaned_data["role"]), form.cleaned_data["language"], form.cleaned_data["words"].strip()
    )
    try:
        invited = services.invite_people(
            community=request.community,
            people=form.cleaned_data["emails"],
            offer=offer,
            by=request.user,
            site_url=settings.SITE_URL,
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return _show_list(request, form, status=422)
    _tell(request, invited)
    return redirect("communities:invitations", slug=request.community.slug)


@require_POST
def invitation_send(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write the letter of an invitation anew."""
    invitation = _invitation(request, uid)
    try:
        services.send_again(invitation=invitation, by=request.user, site_url=settings.SITE_URL, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request,
            _("A new letter to %(email)s is on its way. The link of the former one ends.")
            % {"email": invitation.email},
        )
    return redirect("communities:invitations", slug=request.community.slug)


@require_POST
def invitation_revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, uid)
    try:
        services.revoke(invitation=invitation, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The invitation of %(email)s is taken back.") % {"email": invitation.email})
    return redirect("communities:invitations", slug=request.community.slug)


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites to what; a button joins. Opening alone changes nothing: mail scanners open every link."""
    try:
        if request.method == "POST":
            throttle.count_answer(request)
        invited = selectors.usable_invitation(token, timezone.now())
        if request.method == "POST":
            return _answer(request, token, invited)
    except TooManyTries as refusal:
        return _show_refusal(request, token, refusal, status=429)
    except InvitationNotUsable as refusal:
        return _show_refusal(request, token, refusal, status=410)
    return _show(request, invited, None)


def _answer(request: HttpRequest, token: str, invited: Invitation) -> HttpResponse:
    """Join, or sign out where somebody else is signed in."""
    if request.user.is_authenticated:
        if request.POST.get("act") == "sign-out":
            signed_in.let_out(request)
            return redirect("entrance:invitation", token=token)
        if not _is_for(request, invited):
            return _show(request, invited, None, status=422)
        return _welcome(request, services.accept(token=token, by=request.user, now=timezone.now()))
    form = NewAccountForm(request.POST, email=invited.email)
    if not form.is_valid():
        return _show(request, invited, form, status=422)
    try:
        membership = services.accept_as_new(
            token=token,
            full_name=form.cleaned_data["full_name"],
            language=form.cleaned_data["language"],
            password=form.cleaned_data["password"] or None,
            now=timezone.now(),
        )
    except AccountExists:
        return _show(request, invited, None, status=422)
    signed_in.let_in(request, membership.user, by=Proof.LINK, now=timezone.now())
    return _welcome(request, membership)


def _welcome(request: HttpRequest, membership: Membership) -> HttpResponse:
    messages.success(request, _("Welcome to %(community)s.") % {"community": membership.community})
    return redirect("communities:start", slug=membership.community.slug)


def _is_for(request: HttpRequest, invited: Invitation) -> bool:
    return bool(invited.email.lower() == request.user.email.lower())


def _show(request: HttpRequest, invited: Invitation, form: NewAccountForm | None, *, status: int = 200) -> HttpResponse:
    """The page of a usable invitation: for its person, for somebody else, for a stranger with or without account."""
    is_new = not request.user.is_authenticated and not selectors.has_account(invited)
    if is_new and form is None:
        known = {"full_name": invited.full_name, "language": invited.language}
        form = NewAccountForm(email=invited.email, initial=known)
    context = {
        "invitation": invited,
        "form": form if is_new else None,
        "is_mine": request.user.is_authenticated and _is_for(request, invited),
    }
    return render(request, "communities/invitation.html", context, status=status)


def _show_refusal(request: HttpRequest, token: str, refusal: DomainError, *, status: int) -> HttpResponse:
    """Why it cannot be used; who used it is led on to the community."""
    known = selectors.invitation_with_token(token)
    is_mine = bool(known and request.user.is_authenticated and known.accepted_by_id == request.user.pk)
    context = {"refusal": refusal, "community": known.community if known and is_mine else None}
    return render(request, "communities/invitation_refused.html", context, status=status)


def _invitation(request: HttpRequest, uid: UUID) -> Invitation:
    require("communities.invite", request.user, request.community)
    return get_object_or_404(selectors.invitations_of(request.community, timezone.now()), uid=uid)


def _show_list(request: HttpRequest, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    shown = [(one, one.state_at(now)) for one in selectors.invitations_on_the_list(request.community, now)]
    return render(request, "communities/invitations.html", {"form": form, "invitations": shown}, status=status)


def _tell(request: HttpRequest, invited: services.Invited) -> None:
    """Say how many letters leave, and who was left out and why."""
    if n := len(invited.sent):
        messages.success(
            request, ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", n) % {"n": n}
        )
    if invited.members:
        messages.info(
            request,
            _("Already members, so not written to: %(emails)s.") % {"emails": ", ".join(invited.members)},
        )
    if invited.waiting:
        messages.info(
            request,
            _("Already invited, so not written to: %(emails)s. “Send again” below writes anew.")
            % {"emails": ", ".join(invited.waiting)},
        )
