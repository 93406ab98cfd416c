"""Question booklets: choose, have made, download. For everybody who signed in."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.documents import booklet_selectors, booklet_services
from commonweal.documents.booklet_forms import BookletForm
from commonweal.documents.methods.booklet import WHOLE, parts_of
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel import files
from commonweal.kernel.identifiers import uid_in


@require_http_methods(["GET", "POST"])
def booklet(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Choose what is printed; then, with ``?job=``, see how far it is until it can be downloaded."""
    document = frameworks.edition(slug, edition)
    if request.method == "POST":
        form = BookletForm(document, request.POST)
        if not form.is_valid():
            return _show(request, document, form, status=422)
        job = booklet_services.request_booklet(
            slug=slug, edition=edition, order=form.order(), by=request.user, now=timezone.now()
        )
        return redirect(f"{reverse('documents:booklet', args=[slug, edition])}?job={job.uid}")
    part = request.GET.get("part", WHOLE)
    return _show(request, document, BookletForm(document, part=part if part in parts_of(document) else WHOLE))


@require_GET
def booklet_file(request: HttpRequest, slug: str, edition: str, uid: UUID) -> HttpResponse:
    """The finished booklet, for the person who asked for it."""
    jobs = booklet_selectors.finished_booklet_jobs_of(request.user, slug=slug, edition=edition)
    stored = booklet_selectors.file_of(get_object_or_404(jobs, uid=uid))
    return FileResponse(
        files.path_of(stored.address).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )


def _show(request: HttpRequest, document: EditionDocument, form: BookletForm, *, status: int = 200) -> HttpResponse:
    jobs = booklet_selectors.booklet_jobs_of(request.user, slug=document.id, edition=document.edition)
    asked = uid_in(request.GET.get("job", ""))
    job = get_object_or_404(jobs, uid=asked) if asked else None
    template = "documents/booklet.html#progress" if request.htmx and job else "documents/booklet.html"
    return render(request, template, {"edition": document, "form": form, "job": job}, status=status)
