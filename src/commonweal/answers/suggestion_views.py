"""Suggestions for the words of an answer; they stand among its comments."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from commonweal.answers import comment_selectors, suggestion_services
from commonweal.answers.addresses import answer_at
from commonweal.answers.comment_forms import AcceptForm, CommentWords, SuggestionForm
from commonweal.answers.comment_views import done, first_error, refuse
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require


@require_POST
def suggestion_make(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Propose other words for a passage."""
    answer, question = answer_at(request, ref_slug)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return refuse(request, answer, question, first_error(form))
    said = form.cleaned_data
    try:
        suggestion = suggestion_services.suggest(
            answer=answer,
            passage=form.passage(),
            replacement=said["replacement"],
            why=said["text"],
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as refusal:
        return refuse(request, answer, question, str(refusal), refusal=refusal)
    return done(request, answer, question, suggestion)


@require_POST
def suggestion_accept(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Put the suggested words into the text, or say that it was done by hand."""
    answer, question = answer_at(request, ref_slug)
    form = AcceptForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    try:
        suggestion = suggestion_services.accept(
            answer=answer,
            uid=uid,
            by=request.user,
            now=timezone.now(),
            nth=said.get("nth"),
            by_hand=said.get("by_hand", False),
        )
    except DomainError as refusal:
        return refuse(request, answer, question, str(refusal), refusal=refusal)
    answer.refresh_from_db()
    answer.community = request.community
    return done(request, answer, question, suggestion)


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
    try:
        suggestion = suggestion_services.decline(
            answer=answer, uid=uid, words=words, by=request.user, now=timezone.now()
        )
    except DomainError as refusal:
        return refuse(request, answer, question, str(refusal), refusal=refusal)
    return done(request, answer, question, suggestion)


@require_POST
def suggestion_withdraw(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Take back one's own suggestion."""
    answer, question = answer_at(request, ref_slug)
    try:
        suggestion = suggestion_services.withdraw(answer=answer, uid=uid, by=request.user, now=timezone.now())
    except DomainError as refusal:
        return refuse(request, answer, question, str(refusal), refusal=refusal)
    return done(request, answer, question, suggestion)
