"""Setting and changing one's password, and showing that it is you before something sensitive."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.accounts import password_services, passwords, phrases, signed_in, throttle
from commonweal.accounts.account_forms import ChangePasswordForm, ConfirmForm, SetPasswordForm
from commonweal.accounts.browsers import safe_path
from commonweal.accounts.errors import TooManyTries
from commonweal.accounts.models import User
from commonweal.accounts.signed_in import Proof, confirmed_lately, person_of


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password by typing the old one."""
    person = person_of(request)
    if not person.has_usable_password():
        return redirect("accounts:password-set")
    form = ChangePasswordForm(request.POST or None, person=person)
    if request.method == "GET" or not form.is_valid():
        return _show(request, form, has_old=True, status=200 if request.method == "GET" else 422)
    try:
        is_right = throttle.is_their_password(request, person, form.cleaned_data["old_password"])
    except TooManyTries as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, has_old=True, status=429)
    if not is_right:
        form.add_error("old_password", _("That is not the password you have now. Nothing was changed."))
        return _show(request, form, has_old=True, status=422)
    return _keep(request, person, form.cleaned_data["new_password"])


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed_lately
def password_set(request: HttpRequest) -> HttpResponse:
    """Set a password without the old one: for those who have none, or who forgot it and came in by a mailed link."""
    person = person_of(request)
    if person.has_usable_password() and not signed_in.may_forget_password(request, now=timezone.now()):
        return redirect(f"{reverse('accounts:link-request')}?{urlencode({'next': request.path})}")
    form = SetPasswordForm(request.POST or None, person=person)
    if request.method == "GET" or not form.is_valid():
        return _show(request, form, has_old=False, status=200 if request.method == "GET" else 422)
    return _keep(request, person, form.cleaned_data["new_password"])


@sensitive_post_parameters()
@never_cache
@require_POST
def password_strength(request: HttpRequest) -> HttpResponse:
    """Say how hard the password is to guess that a person is typing. Nothing is kept."""
    typed = request.POST.get("new_password", "")[: passwords.LONGEST]
    if not typed or not throttle.count_strength_question(request):
        return render(request, "accounts/password.html#strength", {"score": None, "strength": ""})
    score = passwords.score_of(typed, person_of(request))
    return render(request, "accounts/password.html#strength", {"score": score, "strength": phrases.STRENGTHS[score]})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask the person to show that it is them, then lead on to what they wanted."""
    person = person_of(request)
    if request.method == "GET":
        return _show_confirm(request, person, ConfirmForm(initial={"next": request.GET.get("next", "")}))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show_confirm(request, person, form, status=422)
    try:
        is_right = throttle.is_their_password(request, person, form.cleaned_data["password"])
    except TooManyTries as refusal:
        form.add_error(None, refusal.message)
        return _show_confirm(request, person, form, status=429)
    if not is_right:
        form.add_error("password", _("That is not your password."))
        return _show_confirm(request, person, form, status=422)
    signed_in.confirm(request, by=Proof.PASSWORD, now=timezone.now())
    return redirect(safe_path(request, form.cleaned_data["next"]) or "accounts:account")


def _keep(request: HttpRequest, person: User, new_password: str) -> HttpResponse:
    """Set the password, and stay signed in here."""
    password_services.set_password(
        person=person, password=new_password, session_key=request.session.session_key, now=timezone.now()
    )
    signed_in.stay_in(request, person)
    messages.success(request, _("Your new password counts from now on. Other devices were signed out."))
    return redirect("accounts:account")


def _show(request: HttpRequest, form: SetPasswordForm, *, has_old: bool, status: int) -> HttpResponse:
    context = {"form": form, "has_old": has_old, "score": None, "strength": ""}
    return render(request, "accounts/password.html", context, status=status)


def _show_confirm(request: HttpRequest, person: User, form: ConfirmForm, *, status: int = 200) -> HttpResponse:
    mails_stay_here = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    context = {"form": form, "has_password": person.has_usable_password(), "mails_stay_here": mails_stay_here}
    return render(request, "accounts/confirm.html", context, status=status)
