"""Turning two-step sign-in on and off, and the second step itself."""

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.accounts import half_way, signed_in, throttle, two_step_selectors, two_step_services
from commonweal.accounts.account_forms import CodeForm
from commonweal.accounts.browsers import safe_path
from commonweal.accounts.errors import TooManyTries, TwoStepStands, WrongCode
from commonweal.accounts.methods import totp
from commonweal.accounts.signed_in import confirmed_lately, person_of

SECRET_IN_SESSION = "two_step_secret"  # noqa: S105 -- the name of the entry, no secret
MASK = 3
"""The pattern laid over the picture. Finding the best of eight costs five times the picture; cameras read them all."""
ISSUER = "Commonweal"


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@confirmed_lately
def two_step(request: HttpRequest) -> HttpResponse:
    """How it stands; while it is off, the picture for the phone and a form for the first code."""
    person = person_of(request)
    if standing := two_step_selectors.standing_of(person):
        return render(request, "accounts/two_step.html", {"standing": standing})
    secret = request.session.setdefault(SECRET_IN_SESSION, totp.new_secret())
    form = CodeForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _show_picture(request, secret, form, status=200 if request.method == "GET" else 422)
    try:
        throttle.count_try(request, "second_step", key=str(person.uid))
        codes = two_step_services.turn_on(
            person=person, secret=secret, code=form.cleaned_data["code"], now=timezone.now()
        )
    except (TooManyTries, WrongCode, TwoStepStands) as refusal:
        form.add_error("code", str(refusal))
        return _show_picture(request, secret, form, status=429 if isinstance(refusal, TooManyTries) else 422)
    del request.session[SECRET_IN_SESSION]
    return _show_codes(request, codes, is_new=True)


@never_cache
@require_POST
@confirmed_lately
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Replace the recovery codes, and show the new ones once."""
    person = person_of(request)
    if not two_step_selectors.needs_code(person):
        return redirect("accounts:two-step")
    return _show_codes(request, two_step_services.renew_codes(person=person, now=timezone.now()), is_new=False)


@require_POST
@confirmed_lately
def two_step_off(request: HttpRequest) -> HttpResponse:
    """Turn two-step sign-in off."""
    if two_step_services.turn_off(person=person_of(request), now=timezone.now()):
        messages.success(request, _("Two-step sign-in is off. Your phone is not asked for any more."))
    return redirect("accounts:account")


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code of somebody whose password or link was right, then let them in."""
    waiting = half_way.waiting_in(request, now=timezone.now())
    if waiting is None:
        messages.info(request, _("That took too long, or was begun elsewhere. Sign in again."))
        return redirect("accounts:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _show_second(request, form, status=200 if request.method == "GET" else 422)
    try:
        throttle.count_try(request, "second_step", key=str(waiting.person.uid))
        two_step_services.take_code(person=waiting.person, code=form.cleaned_data["code"], now=timezone.now())
    except (TooManyTries, WrongCode) as refusal:
        form.add_error("code", str(refusal))
        return _show_second(request, form, status=429 if isinstance(refusal, TooManyTries) else 422)
    half_way.forget(request)
    signed_in.let_in(request, waiting.person, by=waiting.by, now=timezone.now())
    return redirect(safe_path(request, waiting.next_path) or "site:home")


def _show_picture(request: HttpRequest, secret: str, form: CodeForm, *, status: int) -> HttpResponse:
    """The picture is data within the page: nothing that holds the secret gets an address of its own."""
    address = totp.address_for_app(secret, account=person_of(request).email, issuer=ISSUER)
    picture = segno.make(address, error="m", mask=MASK).svg_data_uri(dark="#000", light="#fff", border=3, scale=4)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    context = {"standing": None, "form": form, "picture": picture, "secret": groups}
    return render(request, "accounts/two_step.html", context, status=status)


def _show_codes(request: HttpRequest, codes: list[str], *, is_new: bool) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_new": is_new})


def _show_second(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    return render(request, "accounts/second_step.html", {"form": form}, status=status)
