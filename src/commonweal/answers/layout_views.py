"""How much room the Profile takes on paper, and how much it may."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from commonweal.answers import layout_selectors, layout_services, selectors
from commonweal.frameworks import selectors as frameworks


@require_GET
def profile_pages(request: HttpRequest) -> HttpResponse:
    """The pages of each answer and of all; for htmx one line, about the answer of ``?ref=`` and the whole.

    Where the count is behind the texts, another one is asked for; the page asks again by itself.
    """
    edition = frameworks.current_edition()
    answers = selectors.answers_in_contents(request.community, edition)
    budget = layout_selectors.budget_of(request.community, edition, answers)
    if not budget.is_current:
        layout_services.request_count(community=request.community, now=timezone.now())
    ref = request.GET.get("ref", "")
    questions = edition.questions_of(selectors.PROFILE)
    if ref and ref not in {question.ref for question in questions}:
        raise Http404
    words = {answer.ref: answer.n_words for answer in answers}
    context = {
        "community": request.community,
        "budget": budget,
        "ref": ref,
        "pages": budget.pages_of(ref) if ref else None,
        "rows": [(question, words.get(question.ref, 0), budget.pages_of(question.ref)) for question in questions],
        "n_words": sum(words.values()),
    }
    template = "answers/profile_pages.html#line" if request.htmx else "answers/profile_pages.html"
    return render(request, template, context)
