"""Passkeys: what the page's script asks and answers, and what one does with those one has."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commonweal.accounts import passkey_selectors, passkey_services, signed_in, throttle, webauthn
from commonweal.accounts.account_forms import PasskeyNameForm
from commonweal.accounts.browsers import safe_path
from commonweal.accounts.errors import PasskeyRefused, TooManyTries
from commonweal.accounts.signed_in import Proof, confirmed_lately, person_of

ENTRY = "passkey_question"
LONGEST_ANSWER = 64 * 1024
Json = dict[str, Any]


@never_cache
@require_POST
@confirmed_lately
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What the browser is told to make a passkey."""
    _require_possible()
    person = person_of(request)
    known = passkey_selectors.passkeys_of(person)
    question, state = passkey_services.ask_for_new(person=person, known=known, site_url=settings.SITE_URL)
    request.session[ENTRY] = state
    return JsonResponse(question)


@never_cache
@require_POST
@confirmed_lately
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""

    def add(state: Json, said: Json) -> str:
        form = PasskeyNameForm({"name": said.get("name", "")})
        if not form.is_valid():
            raise PasskeyRefused
        passkey_services.add_passkey(
            person=person_of(request),
            name=form.cleaned_data["name"],
            state=state,
            answer=said["answer"],
            site_url=settings.SITE_URL,
            now=timezone.now(),
        )
        messages.success(request, _("The passkey was added. From now on you can sign in with it."))
        return reverse("accounts:account")

    return _answer(request, add)


@require_POST
@confirmed_lately
def passkey_rename(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a passkey another name."""
    passkey = get_object_or_404(passkey_selectors.passkeys_of(person_of(request)), uid=uid)
    form = PasskeyNameForm(request.POST)
    if form.is_valid():
        passkey_services.rename_passkey(passkey=passkey, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("A passkey needs a name of at most 80 characters. Nothing was changed."))
    return redirect("accounts:account")


@require_POST
@confirmed_lately
def passkey_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Forget a passkey."""
    passkey = get_object_or_404(passkey_selectors.passkeys_of(person_of(request)), uid=uid)
    passkey_services.remove_passkey(passkey=passkey, now=timezone.now())
    messages.success(request, _("The passkey opens nothing here any more. Remove it on your device as well."))
    return redirect("accounts:account")


@login_not_required
@never_cache
@require_POST
def sign_in_question(request: HttpRequest) -> HttpResponse:
    """What the browser is told to let a person choose one of their passkeys."""
    _require_possible()
    try:
        throttle.count_try(request, "passkey", key="")
    except TooManyTries as refusal:
        return JsonResponse({"fault": str(refusal)}, status=429)
    question, request.session[ENTRY] = webauthn.ask_for_known(settings.SITE_URL)
    return JsonResponse(question)


@login_not_required
@never_cache
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey, or show by it that it is still the same person. There is no second step after it."""

    def let_in(state: Json, said: Json) -> str:
        now = timezone.now()
        person = passkey_services.use_passkey(state=state, answer=said["answer"], site_url=settings.SITE_URL, now=now)
        signed_in.let_in(request, person, by=Proof.PASSKEY, now=now)
        return safe_path(request, str(said.get("next", ""))) or reverse(settings.LOGIN_REDIRECT_URL)

    return _answer(request, let_in)


def _answer(request: HttpRequest, act: Callable[[Json, Json], str]) -> HttpResponse:
    """Do something with the browser's answer: JSON with where to go then, or with a fault in words.

    The question is taken out of the session first, so that it can be answered once.
    """
    state = request.session.pop(ENTRY, None)
    try:
        said = _json_of(request)
        if state is None or not isinstance(said, dict) or not isinstance(said.get("answer"), dict):
            raise PasskeyRefused
        return JsonResponse({"next": act(state, said)})
    except ValueError:
        return JsonResponse({"fault": str(PasskeyRefused())}, status=422)
    except PasskeyRefused as refusal:
        return JsonResponse({"fault": str(refusal)}, status=422)


def _json_of(request: HttpRequest) -> object:
    """The JSON of the request; None where it is something else, more than an answer holds, or nested without end."""
    if request.content_type != "application/json" or len(request.body) > LONGEST_ANSWER:
        return None
    try:
        return json.loads(request.body)
    except RecursionError:
        return None


def _require_possible() -> None:
    if not webauthn.is_possible(settings.SITE_URL):
        raise Http404
