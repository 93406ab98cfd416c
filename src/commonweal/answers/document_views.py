"""The Profile as a file: a PDF, Word or HTML file made by the job process, and a page to print from the browser."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.answers import (
    copy_selectors,
    document_selectors,
    document_services,
    figure_selectors,
    figure_services,
    services,
    version_selectors,
)
from commonweal.answers.choices import ProfileForm
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.document_forms import ProfileLanguage, language_among
from commonweal.answers.figure_pages import PageTexts
from commonweal.answers.version_models import ProfileVersion
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel import files
from commonweal.kernel.identifiers import uid_in


@require_http_methods(["GET", "POST"])
def profile_pdf(request: HttpRequest) -> HttpResponse:
    """Ask for the file in a language; then, with ``?job=``, see how far it is until it can be downloaded."""
    if request.method == "POST":
        form = ProfileLanguage(request.POST)
        if form.is_valid():
            job = document_services.request_profile(
                community=request.community,
                language=form.cleaned_data["language"],
                form=form.cleaned_data["form"],
                version=_version(request, form.cleaned_data["version"]),
                copy=_copy(request, form.cleaned_data["copy"]),
                by=request.user,
                now=timezone.now(),
            )
            return redirect(f"{reverse('answers:pdf', args=[request.community.slug])}?job={job.uid}")
        return _show_pdf_page(request, form, status=422)
    return _show_pdf_page(request, ProfileLanguage(initial={"language": get_language(), "form": ProfileForm.PDF}))


@require_GET
def profile_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The finished file, for the person who asked for it."""
    jobs = document_selectors.finished_profile_jobs_of(request.user, request.community)
    stored = document_selectors.file_of(get_object_or_404(jobs, uid=uid))
    return FileResponse(
        files.path_of(stored.address).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )


@require_GET
def profile_print(request: HttpRequest) -> HttpResponse:
    """The same content as a page laid out for paper, in the language of ``?language=``."""
    language, now = language_among(request.GET), timezone.now()
    edition = frameworks.current_edition()
    answers = [services.up_to_date(answer) for answer in document_selectors.written_answers(request.community, edition)]
    context = document_selectors.profile_context(request.community, edition, answers, language=language, at=now)
    cards = figure_services.with_drawings(context.figures, at=now)
    texts = PageTexts(cards, request.community, is_whole=True, places=figure_selectors.places_among(answers, edition))
    html_by_ref = {answer.ref: texts.embedded(answer.html) for answer in answers}
    parts = [
        (item, [(question, html_by_ref.get(question.ref, "")) for question in item.questions]) for item in context.items
    ]
    with translation.override(language):
        values = {"community": request.community, "profile": context, "parts": parts, "notice": context.notice}
        return render(request, "answers/profile_print.html", values)


def _show_pdf_page(request: HttpRequest, form: ProfileLanguage, *, status: int = 200) -> HttpResponse:
    jobs = document_selectors.profile_jobs_of(request.user, request.community)
    asked = uid_in(request.GET.get("job", ""))
    job = get_object_or_404(jobs, uid=asked) if asked else None
    template = "answers/profile_pdf.html#progress" if request.htmx and job else "answers/profile_pdf.html"
    context = {
        "community": request.community,
        "form": form,
        "job": job,
        "is_word": job is not None and job.name == document_selectors.WORD_JOB,
    }
    return render(request, template, context, status=status)


def _version(request: HttpRequest, uid: UUID | None) -> ProfileVersion | None:
    """The version that is meant; none means the living Profile."""
    return get_object_or_404(version_selectors.versions_of(request.community), uid=uid) if uid else None


def _copy(request: HttpRequest, uid: UUID | None) -> ApplicationCopy | None:
    return get_object_or_404(copy_selectors.copies_of(request.community), uid=uid) if uid else None
