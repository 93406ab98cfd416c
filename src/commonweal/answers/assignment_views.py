"""Whose an answer is: a lead chooses, a writer takes it or gives it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.answers import assignment_selectors, assignment_services
from commonweal.answers.addresses import answer_at
from commonweal.answers.assignment_forms import AssignmentForm
from commonweal.answers.models import Answer
from commonweal.communities.selectors import today_in
from commonweal.frameworks.methods.document import Question
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Choose who writes an answer, and by when."""
    require("communities.lead", request.user, request.community)
    answer, question = answer_at(request, ref_slug)
    form = _form(request, answer)
    if request.method == "GET":
        return _show(request, question, form)
    if not form.is_valid():
        return _show(request, question, form, status=422)
    try:
        assignment_services.assign(answer_id=answer.pk, **form.cleaned_data, by=request.user, now=timezone.now())
    except DomainError as refusal:
        form.add_error("people", refusal.message)
        return _show(request, question, form, status=422)
    messages.success(request, _("%(ref)s has its people now.") % {"ref": question.ref})
    return redirect("answers:write", slug=request.community.slug, ref_slug=ref_slug)


@require_POST
def take(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Take an answer for oneself."""
    require("communities.write_answers", request.user, request.community)
    answer, question = answer_at(request, ref_slug)
    assignment_services.take(answer_id=answer.pk, by=request.user, now=timezone.now())
    messages.success(request, _("%(ref)s is yours now.") % {"ref": question.ref})
    return redirect("answers:write", slug=request.community.slug, ref_slug=ref_slug)


@require_POST
def give_back(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Take one's own name off an answer."""
    answer, question = answer_at(request, ref_slug)
    assignment_services.give_back(answer_id=answer.pk, by=request.user, now=timezone.now())
    messages.success(request, _("%(ref)s is not yours any more. What you wrote stays.") % {"ref": question.ref})
    return redirect("answers:write", slug=request.community.slug, ref_slug=ref_slug)


def _form(request: HttpRequest, answer: Answer) -> AssignmentForm:
    community = request.community
    assigned = assignment_selectors.assigned_by_answer(community, [answer.pk]).get(
        answer.pk, assignment_selectors.NOBODY
    )
    initial: dict[str, Any] = {"people": [str(person.uid) for person in assigned.people], "due_on": assigned.due_on}
    return AssignmentForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        writers=[member.user for member in assignment_selectors.possible_writers(community)],
        today=today_in(community, timezone.now()),
    )


def _show(request: HttpRequest, question: Question, form: AssignmentForm, *, status: int = 200) -> HttpResponse:
    context = {"community": request.community, "question": question, "form": form}
    return render(request, "answers/answer_assign.html", context, status=status)
