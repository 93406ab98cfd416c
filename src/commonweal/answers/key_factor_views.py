"""Key factors: those of one answer beside it, and those of the whole Profile by kind."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commonweal.answers import key_factor_selectors, key_factor_services
from commonweal.answers.addresses import answer_at
from commonweal.answers.models import Answer
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import Question

ACTS = {"put-back": key_factor_services.put_back, "retire": key_factor_services.retire}
FROM_PROFILE = "profile"
"""What a form of the Profile's own page says, so that people come back to it."""


@require_GET
def key_factors(request: HttpRequest) -> HttpResponse:
    """All key factors of the Profile by kind, with a way to the passage of each."""
    edition = frameworks.current_edition()
    factors = key_factor_selectors.key_factors_in(request.community, edition)
    kinds, gone, retired = key_factor_selectors.factors_by_kind(factors, edition, get_language() or "en")
    context = {
        "community": request.community,
        "marked": [kind for kind in kinds if kind.factors],
        "unmarked": [kind for kind in kinds if not kind.factors],
        "gone": gone,
        "retired": retired,
        "n_factors": sum(len(kind.factors) for kind in kinds),
        "can_write": request.user.has_perm("communities.write_answers", request.community),
        "profile_address": reverse("answers:profile", args=[request.community.slug]),
    }
    return render(request, "answers/key_factors.html", context)


@require_GET
def answer_factors(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """The key factors of one answer: the part of its page for htmx, which has an address of its own else."""
    answer, question = answer_at(request, ref_slug)
    return _show(request, answer, question) if request.htmx else redirect(_beside(request, question))


@require_POST
def factor_act(request: HttpRequest, ref_slug: str, uid: UUID, act: str) -> HttpResponse:
    """Put a key factor back into the text, or retire it."""
    answer, question = answer_at(request, ref_slug)
    ACTS[act](answer=answer, uid=uid, by=request.user, now=timezone.now())
    if request.htmx:
        return _show(request, answer, question)
    if request.POST.get("from") == FROM_PROFILE:
        messages.success(
            request, _("It is retired. Its history stays.") if act == "retire" else _("It is back in the text.")
        )
        return redirect("answers:key-factors", slug=request.community.slug)
    return redirect(_beside(request, question))


def _show(request: HttpRequest, answer: Answer, question: Question) -> HttpResponse:
    edition = frameworks.current_edition()
    context: dict[str, Any] = {
        "community": request.community,
        "question": question,
        "factors": key_factor_selectors.factors_here(answer, edition, get_language() or "en"),
        "can_write": request.user.has_perm("communities.write_answers", request.community),
    }
    return render(request, "answers/includes/factors.html", context)


def _beside(request: HttpRequest, question: Question) -> str:
    return f"{reverse('answers:write', args=[request.community.slug, question.slug])}?beside=factors"
