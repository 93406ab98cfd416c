"""Suggestions for the words of an answer; they stand among its comments."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from commonweal.answers import comment_selectors, suggestion_services
from commonweal.answers.addresses import answer_at
from commonweal.answers.comment_forms import AcceptForm, CommentWords, SuggestionForm
from commonweal.answers.comment_views import act_on, first_error, refuse
from commonweal.answers.models import Answer, Comment
from commonweal.kernel.permissions import require


@require_POST
def suggestion_make(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Propose other words for a passage."""
    answer, question = answer_at(request, ref_slug)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return refuse(request, answer, question, first_error(form))
    said = {"replacement": form.cleaned_data["replacement"], "why": form.cleaned_data["text"]}
    return act_on(request, answer, question, partial(suggestion_services.suggest, passage=form.passage(), **said))


@require_POST
def suggestion_accept(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Put the suggested words into the text, or say that it was done by hand."""
    answer, question = answer_at(request, ref_slug)
    form = AcceptForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    how = {"nth": said.get("nth"), "by_hand": said.get("by_hand", False)}

    def accept(*, answer: Answer, **given: Any) -> Comment:
        suggestion = suggestion_services.accept(answer=answer, uid=uid, **how, **given)
        answer.refresh_from_db()  # the text is another one now
        answer.community = request.community
        return suggestion

    return act_on(request, answer, question, accept)


@require_POST
def suggestion_decline(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Leave the text as it is, and say why."""
    answer, question = answer_at(request, ref_slug)
    form = CommentWords(request.POST)
    if not form.is_valid():
        require("communities.write_answers", request.user, request.community)
        comment_selectors.comment(answer, uid)
        return refuse(request, answer, question, first_error(form))
    words = form.cleaned_data["text"]
    return act_on(request, answer, question, partial(suggestion_services.decline, uid=uid, words=words))


@require_POST
def suggestion_withdraw(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Take back one's own suggestion."""
    answer, question = answer_at(request, ref_slug)
    return act_on(request, answer, question, partial(suggestion_services.withdraw, uid=uid))
