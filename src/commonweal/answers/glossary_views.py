"""The community's own words and what they mean there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.answers import glossary_selectors, glossary_services
from commonweal.answers.glossary_forms import TermForm
from commonweal.answers.models import GlossaryTerm
from commonweal.kernel.errors import DomainError, NotFound, NotPermitted
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def glossary(request: HttpRequest) -> HttpResponse:
    """Read the glossary; whoever writes answers puts words in."""
    if request.method == "GET":
        return _show(request, TermForm())
    return _save(request, TermForm(request.POST), None)


@require_http_methods(["GET", "POST"])
def term_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a word or what it means."""
    require("communities.write_answers", request.user, request.community)
    term = glossary_selectors.term(request.community, uid)
    if request.method == "GET":
        return _show(request, TermForm(term=term), term)
    return _save(request, TermForm(request.POST, term=term), term)


@require_POST
def term_take_out(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a word out of the glossary."""
    glossary_services.take_out(community=request.community, uid=uid, by=request.user, now=timezone.now())
    messages.success(request, _("The word is out of the glossary. Texts that use it stay as they are."))
    return redirect("answers:glossary", slug=request.community.slug)


def _save(request: HttpRequest, form: TermForm, term: GlossaryTerm | None) -> HttpResponse:
    if not form.is_valid():
        require("communities.write_answers", request.user, request.community)
        return _show(request, form, term, status=422)
    given = {"name": form.words("name"), "meaning": form.words("meaning"), "by": request.user, "now": timezone.now()}
    try:
        if term is None:
            glossary_services.add_term(community=request.community, **given)
        else:
            glossary_services.change_term(community=request.community, uid=term.uid, **given)
    except DomainError as refusal:
        if isinstance(refusal, NotFound | NotPermitted):
            raise
        form.add_error(None, str(refusal))
        return _show(request, form, term, status=422)
    return redirect("answers:glossary", slug=request.community.slug)


def _show(request: HttpRequest, form: TermForm, term: GlossaryTerm | None = None, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "community": request.community,
        "terms": glossary_selectors.sorted_terms(request.community, get_language() or "en"),
        "form": form,
        "term": term,
        "can_write": request.user.has_perm("communities.write_answers", request.community),
    }
    return render(request, "answers/glossary.html", context, status=status)
