"""Comments on an answer, beside it and as a page of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.answers import comment_selectors, comment_services
from commonweal.answers.addresses import answer_at
from commonweal.answers.comment_forms import CommentForm, CommentWords
from commonweal.answers.models import Answer, Comment
from commonweal.frameworks.methods.document import Question
from commonweal.kernel.errors import DomainError, NotFound, NotPermitted

ACTS = {
    "remove": comment_services.remove_comment,
    "resolve": comment_services.resolve_comment,
    "reopen": comment_services.reopen_comment,
}


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Read what people say about an answer, and say something."""
    answer, question = answer_at(request, ref_slug)
    if request.method == "GET":
        return _show(request, answer, question)
    form = CommentForm(request.POST)
    if not form.is_understood():
        return refuse(request, answer, question, first_error(form))
    said = {"text": form.cleaned_data["text"], "parent_uid": form.cleaned_data["parent"], "passage": form.passage()}
    return act_on(request, answer, question, partial(comment_services.add_comment, **said))


@require_POST
def comment_change(request: HttpRequest, ref_slug: str, uid: UUID) -> HttpResponse:
    """Change the words of one's own comment."""
    answer, question = answer_at(request, ref_slug)
    form = CommentWords(request.POST)
    if not form.is_valid():
        comment_selectors.comment(answer, uid)
        return refuse(request, answer, question, first_error(form))
    text = form.cleaned_data["text"]
    return act_on(request, answer, question, partial(comment_services.change_comment, uid=uid, text=text))


@require_POST
def comment_act(request: HttpRequest, ref_slug: str, uid: UUID, act: str) -> HttpResponse:
    """Remove one's own comment, settle one, or open it again."""
    answer, question = answer_at(request, ref_slug)
    return act_on(request, answer, question, partial(ACTS[act], uid=uid))


def act_on(request: HttpRequest, answer: Answer, question: Question, act: Callable[..., Comment]) -> HttpResponse:
    """Do what was asked of a comment and show what became of it, or why not with what was written in its place.

    ``act`` is a service that still wants to know which answer, who and when.
    """
    try:
        comment = act(answer=answer, by=request.user, now=timezone.now())
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        return refuse(request, answer, question, str(refusal))
    if request.htmx:
        return _show(request, answer, question, newest=comment)
    address = reverse("answers:write", args=[request.community.slug, question.slug])
    return redirect(f"{address}?beside=comments#comment-{comment.uid}")


def first_error(form: forms.Form) -> str:
    """The first sentence that says what is wrong."""
    return next(str(error) for errors in form.errors.values() for error in errors)


def refuse(request: HttpRequest, answer: Answer, question: Question, sentence: str) -> HttpResponse:
    """Say why, with what was written still in its place."""
    unsent = {name: request.POST.get(name, "") for name in ("text", "parent", "quote", "start", "end", "replacement")}
    return _show(request, answer, question, refusal=sentence, unsent=unsent, status=422)


def _show(
    request: HttpRequest,
    answer: Answer,
    question: Question,
    *,
    newest: Comment | None = None,
    refusal: str = "",
    unsent: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "community": request.community,
        "question": question,
        "discussion": comment_selectors.discussion(answer, request.user, timezone.now()),
        "newest": newest,
        "refusal": refusal,
        "unsent": unsent,
    }
    template = "answers/includes/comments.html" if request.htmx else "answers/answer_comments.html"
    return render(request, template, context, status=status)
