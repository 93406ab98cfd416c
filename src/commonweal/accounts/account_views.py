"""The page of a person's own account: who they are, and where they are signed in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.accounts import (
    browsers,
    deletion_selectors,
    device_selectors,
    device_services,
    passkey_selectors,
    services,
    signed_in,
    two_step_selectors,
    webauthn,
)
from commonweal.accounts.account_forms import PersonForm
from commonweal.accounts.methods.devices import agent_of
from commonweal.accounts.models import User
from commonweal.accounts.signed_in import confirmed_lately, person_of


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Everything of one's own account, and a form for name, language and time zone."""
    person = person_of(request)
    if request.method == "GET":
        known = {name: getattr(person, name) for name in PersonForm.base_fields}
        return _show(request, person, PersonForm(initial=known))
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _show(request, person, form, status=422)
    services.describe_self(person=person, **form.cleaned_data)
    with translation.override(person.language):
        messages.success(request, _("Saved."))
    return browsers.keep_language(redirect("accounts:account"), person.language)


@require_POST
@confirmed_lately
def device_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sign out on one other device."""
    person = person_of(request)
    device = get_object_or_404(device_selectors.devices_of(person, timezone.now()), uid=uid)
    if device.session_key == request.session.session_key:
        signed_in.let_out(request)
        return redirect("accounts:sign-in")
    device_services.end_device(device=device)
    messages.success(request, _("You are signed out on that device."))
    return redirect("accounts:account")


@require_POST
@confirmed_lately
def devices_end(request: HttpRequest) -> HttpResponse:
    """Sign out on every device but this one."""
    n = device_services.end_other_devices(person=person_of(request), session_key=request.session.session_key)
    told = ngettext("You are signed out on %(n)d other device.", "You are signed out on %(n)d other devices.", n)
    messages.success(request, told % {"n": n})
    return redirect("accounts:account")


def _show(request: HttpRequest, person: User, form: PersonForm, *, status: int = 200) -> HttpResponse:
    """The page. Name and address beside the form are the stored ones, whatever was typed."""
    now, agent = timezone.now(), agent_of(request.headers.get("User-Agent", ""))
    context = {
        "form": form,
        "has_password": person.has_usable_password(),
        "devices": device_selectors.devices_in_use(person, now),
        "two_step": two_step_selectors.standing_of(person),
        "passkeys": passkey_selectors.passkeys_in_order(person),
        "passkeys_are_possible": webauthn.is_possible(settings.SITE_URL),
        "passkey_name": " · ".join(filter(None, [agent.browser, agent.system])) or _("Passkey"),
        "deletion": deletion_selectors.wish_of(person),
        "session_key": request.session.session_key,
    }
    return render(request, "accounts/account.html", context, status=status)
