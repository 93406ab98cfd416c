"""Taking one's data away, and deleting one's account."""

import io
import json
import zipfile

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.accounts import deletion_selectors, deletion_services, throttle
from commonweal.accounts.errors import AccountStillNeeded, DeletionNotUsable, TooManyTries
from commonweal.accounts.signed_in import confirmed_lately, person_of
from commonweal.kernel import erasure, own_data


@require_POST
@confirmed_lately
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of the person, as one archive of JSON files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in own_data.of(person_of(request)).items():
            archive.writestr(f"{name}.json", json.dumps(part, ensure_ascii=False, indent=2))
    headers = {"Content-Disposition": 'attachment; filename="commonweal-my-data.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "POST"])
@confirmed_lately
def delete(request: HttpRequest) -> HttpResponse:
    """What deleting means, and what has to be done first; asking for it mails a link."""
    person = person_of(request)
    if request.method == "GET":
        return _show(request, "", status=200)
    try:
        throttle.count_try(request, "delete_account", key=str(person.uid))
        deletion_services.ask(person=person, site_url=settings.SITE_URL, now=timezone.now())
    except TooManyTries as refusal:
        return _show(request, str(refusal), status=429)
    except AccountStillNeeded as refusal:
        return _show(request, str(refusal), status=422)
    messages.success(request, _("A letter is on its way. Nothing is deleted until you confirm by its link."))
    return redirect("accounts:account")


@never_cache
@require_http_methods(["GET", "POST"])
def deletion_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it starts the wait. Opening alone does not: mail scanners open every link."""
    person, now = person_of(request), timezone.now()
    if request.method == "GET":
        earliest = now - deletion_services.LINK_LIFETIME
        wish = deletion_selectors.wish_with_token(person, token, asked_after=earliest)
        refusal = "" if wish else str(DeletionNotUsable())
        return render(request, "accounts/deletion_confirm.html", {"refusal": refusal}, status=200 if wish else 410)
    try:
        deletion_services.confirm(person=person, token=token, site_url=settings.SITE_URL, now=now)
    except DeletionNotUsable as refusal:
        return render(request, "accounts/deletion_confirm.html", {"refusal": str(refusal)}, status=410)
    except AccountStillNeeded as refusal:
        return _show(request, str(refusal), status=422)
    messages.success(request, _("Your account will be deleted. Until then you can keep it with one press."))
    return redirect("accounts:account")


@require_POST
def deletion_undo(request: HttpRequest) -> HttpResponse:
    """Keep the account."""
    if deletion_services.take_back(person=person_of(request)):
        messages.success(request, _("Your account stays. Nothing was deleted."))
    return redirect("accounts:account")


def _show(request: HttpRequest, refusal: str, *, status: int) -> HttpResponse:
    person = person_of(request)
    context = {
        "obstacles": erasure.obstacles_of(person),
        "refusal": refusal,
        "n_days": deletion_services.WAIT.days,
    }
    return render(request, "accounts/delete.html", context, status=status)
