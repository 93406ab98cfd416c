"""Giving one's account another e-mail address."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commonweal.accounts import address_services, throttle
from commonweal.accounts.account_forms import AddressForm
from commonweal.accounts.errors import AddressNotUsable, TooManyTries
from commonweal.accounts.signed_in import confirmed_lately, person_of


@require_http_methods(["GET", "POST"])
@confirmed_lately
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; a link goes there."""
    person = person_of(request)
    form = AddressForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _show(request, form, status=200 if request.method == "GET" else 422)
    email = form.cleaned_data["email"]
    try:
        throttle.count_try(request, "change_address", key=str(person.uid))
    except TooManyTries as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, status=429)
    address_services.ask(person=person, email=email, site_url=settings.SITE_URL, now=timezone.now())
    messages.success(request, _("A letter is on its way to %(email)s. Use its link to confirm.") % {"email": email})
    return redirect("accounts:account")


@never_cache
@require_http_methods(["GET", "POST"])
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it changes the address. Opening alone does not: mail scanners open every link."""
    person, now = person_of(request), timezone.now()
    if request.method == "GET":
        wish = address_services.wish_with_token(person, token, now=now)
        return _show_confirm(request, wish.email if wish else "", status=200 if wish else 410)
    try:
        email = address_services.confirm(person=person, token=token, now=now)
    except AddressNotUsable:
        return _show_confirm(request, "", status=410)
    messages.success(request, _("Your address is %(email)s from now on.") % {"email": email})
    return redirect("accounts:account")


def _show(request: HttpRequest, form: AddressForm, *, status: int) -> HttpResponse:
    return render(request, "accounts/address.html", {"form": form}, status=status)


def _show_confirm(request: HttpRequest, email: str, *, status: int) -> HttpResponse:
    context = {"email": email, "refusal": AddressNotUsable()}
    return render(request, "accounts/address_confirm.html", context, status=status)
