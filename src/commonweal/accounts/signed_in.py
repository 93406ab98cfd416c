"""What a session knows of the person in it: since when, on which device, and when they last showed who they are.

A *confirmation* is a sign-in, or a password or passkey asked again. For a quarter of an hour after one, a
person may change what protects their account; then the site asks once more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.accounts import device_services
from commonweal.accounts.models import User

CONFIRMED_FOR = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=10)
"""How exactly "last used" is kept; each note is a write."""

View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> User:
    """The person who is signed in; the middleware let nobody else come here."""
    return cast("User", request.user)


class Proof(StrEnum):
    """By what a person showed who they are."""

    PASSWORD = "password"  # noqa: S105 -- the name of a way, no password
    LINK = "link"
    PASSKEY = "passkey"


def let_in(request: HttpRequest, person: User, *, by: Proof, now: datetime) -> None:
    """Sign the person in: a new session, its device noted, the person confirmed."""
    get_adapter(request).login(request, person)
    device_services.note_sign_in(
        person=person,
        session_key=request.session.session_key or "",
        user_agent=request.headers.get("User-Agent", ""),
        now=now,
    )
    request.session["seen_at"] = now.timestamp()
    confirm(request, by=by, now=now)


def let_out(request: HttpRequest) -> None:
    """Sign the person out, and forget the device."""
    device_services.forget(session_key=request.session.session_key or "")
    logout(request)


def note_seen(request: HttpRequest, *, now: datetime) -> None:
    """Note that the device is in use, at most once in ten minutes; the session then lasts its full time again."""
    seen_at = request.session.get("seen_at")
    if seen_at is None or now.timestamp() - seen_at < SEEN_EVERY.total_seconds():
        return
    request.session["seen_at"] = now.timestamp()
    device_services.note_seen(session_key=request.session.session_key or "", now=now)


def stay_in(request: HttpRequest, person: User) -> None:
    """Keep this session after a change of the password, which ends every other."""
    former = request.session.session_key or ""
    update_session_auth_hash(request, person)
    device_services.follow(former_key=former, session_key=request.session.session_key or "")


def confirm(request: HttpRequest, *, by: Proof, now: datetime) -> None:
    """Note that the person showed who they are."""
    request.session["confirmed_at"], request.session["confirmed_by"] = now.timestamp(), by


def is_confirmed(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the person showed who they are within the last quarter of an hour."""
    return now.timestamp() - request.session.get("confirmed_at", 0) < CONFIRMED_FOR.total_seconds()


def may_forget_password(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the person may set a password without typing the one they have: they just came in without it."""
    return is_confirmed(request, now=now) and request.session.get("confirmed_by") != Proof.PASSWORD


def confirmed_lately(view: View) -> View:
    """Ask who it is before a sensitive page, unless that was shown lately."""

    @wraps(view)
    def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed(request, now=timezone.now()):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            messages.warning(request, _("Nothing was changed yet. Show that it is you, then do it again."))
        after = request.path if request.method == "GET" else reverse("accounts:account")
        return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': after})}")

    return ask_first
