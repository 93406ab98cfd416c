"""Bringing content in and taking it out. The first for operators, the second for everybody who signed in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.frameworks import selectors, sheet_services, upload_services
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.errors import WordsStayHere
from commonweal.frameworks.forms import UploadForm
from commonweal.frameworks.methods.export import exportable_view
from commonweal.frameworks.models import Edition
from commonweal.frameworks.yaml_writing import written
from commonweal.kernel import files
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require

YAML_TYPE = "application/yaml; charset=utf-8"


@require_http_methods(["GET", "POST"])
def upload_list(request: HttpRequest) -> HttpResponse:
    """Give a file, and see those that wait."""
    require("kernel.operate", request.user, None)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = upload_services.give_file(content=file.read(), name=file.name, by=request.user, now=timezone.now())
        return redirect("frameworks:upload", uid=upload.uid)
    context = {"form": form, "uploads": selectors.uploads()}
    return render(request, "frameworks/upload_list.html", context, status=422 if form.errors else 200)


@require_GET
def upload_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a file holds, or what is wrong with it; htmx asks for the finding until there is one."""
    require("kernel.operate", request.user, None)
    upload = get_object_or_404(selectors.uploads_in_full(), uid=uid)
    is_broken = upload.state == "waiting" and upload.job is not None and upload.job.state == JobState.FAILED
    template = "frameworks/upload_detail.html#finding" if request.htmx else "frameworks/upload_detail.html"
    return render(request, template, {"upload": upload, "is_broken": is_broken})


@require_POST
def upload_take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take in what a file without faults holds."""
    require("kernel.operate", request.user, None)
    upload = get_object_or_404(selectors.uploads_in_full(), uid=uid)
    try:
        loaded = upload_services.take_in(upload=upload, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("frameworks:upload", uid=uid)
    messages.success(request, _("“%(name)s” is here.") % {"name": loaded})
    if isinstance(loaded, Edition):
        return redirect("frameworks:edition", slug=loaded.slug, edition=loaded.edition)
    if loaded.kind != ContentKind.CROSSWALK:
        return redirect("frameworks:content", *filter(None, (loaded.kind, loaded.slug, loaded.edition)))
    return redirect("frameworks:editions")


@require_POST
def upload_forget(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Throw a file away."""
    require("kernel.operate", request.user, None)
    upload = get_object_or_404(selectors.uploads(), uid=uid)
    upload_services.forget_upload(upload=upload, by=request.user)
    messages.success(request, _("“%(name)s” was thrown away. Nothing else was changed.") % {"name": upload.name})
    return redirect("frameworks:uploads")


@require_GET
def edition_download(_request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The edition as a file; of one whose words stay here, refs, numbers and names of items only."""
    content = written(exportable_view(selectors.plain_edition(slug, edition)))
    name = f"{slug}-{edition}.yaml"
    return HttpResponse(content, YAML_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def sheet_request(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Have an edition written as a workbook."""
    page = reverse("frameworks:edition", args=[slug, edition])
    return _sheet_of(request, sheet_services.EDITION, slug, edition, page)


@require_POST
def content_sheet_request(request: HttpRequest, kind: str, slug: str, edition: str = "") -> HttpResponse:
    """Have a document that stands around the editions written as a workbook."""
    page = reverse("frameworks:content", args=[*filter(None, (kind, slug, edition))])
    return _sheet_of(request, kind, slug, edition, page)


def _sheet_of(request: HttpRequest, kind: str, slug: str, edition: str, page: str) -> HttpResponse:
    try:
        job = sheet_services.request_sheet(kind=kind, slug=slug, edition=edition, by=request.user, now=timezone.now())
    except WordsStayHere as refusal:
        messages.error(request, refusal.message)
        return redirect(page)
    return redirect("kernel:job", uid=job.uid)


@require_GET
def sheet_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The workbook of a job that one asked for oneself."""
    require("kernel.operate", request.user, None)
    stored = selectors.sheet_of_job(uid, request.user)
    if stored is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{stored.name}"'}
    return HttpResponse(files.read(stored), stored.media_type, headers=headers)
