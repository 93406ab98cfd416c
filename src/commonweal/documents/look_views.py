"""How documents look: for the operator."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.documents import look_selectors, look_services
from commonweal.documents.errors import LookNotShown
from commonweal.documents.look_forms import LookForm
from commonweal.kernel import files
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def look_list(request: HttpRequest) -> HttpResponse:
    """Every version, and a form that begins with the newest one's choices."""
    require("kernel.operate", request.user, None)
    versions = list(look_selectors.look_versions())
    before = versions[0] if versions else None
    if request.method == "POST":
        form = LookForm(request.POST, request.FILES, before=before)
        if form.is_valid():
            version = look_services.draw_up(choices=form.choices(), before=before, by=request.user, now=timezone.now())
            return redirect("documents:look", uid=version.uid)
    else:
        form = LookForm(before=before)
    in_force = next((version for version in versions if version.is_in_force), None)
    context = {"form": form, "versions": versions, "before": before, "in_force": in_force}
    return render(request, "documents/look_list.html", context, status=422 if form.errors else 200)


@require_GET
def look_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The first pages of a version; htmx asks for that part until they are drawn."""
    require("kernel.operate", request.user, None)
    version = get_object_or_404(look_selectors.look_versions(), uid=uid)
    template = "documents/look_detail.html#pages" if request.htmx else "documents/look_detail.html"
    return render(request, template, {"version": version, "numbers": range(1, len(version.pages) + 1)})


@require_GET
def look_page(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One drawn page as a picture."""
    require("kernel.operate", request.user, None)
    version = get_object_or_404(look_selectors.look_versions(), uid=uid)
    page = look_selectors.page_of(version, number)
    if page is None:
        raise Http404
    return FileResponse(files.path_of(page.address).open("rb"), content_type=page.media_type)


@require_POST
def look_use(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put a version in force."""
    require("kernel.operate", request.user, None)
    version = get_object_or_404(look_selectors.look_versions(), uid=uid)
    try:
        look_services.put_in_force(version=version, by=request.user, now=timezone.now())
    except LookNotShown as refusal:
        messages.error(request, refusal.message)
        return redirect("documents:look", uid=uid)
    said = _("New documents look like version %(number)s. Files that were made before stay as they are.")
    messages.success(request, said % {"number": version.number})
    return redirect("documents:looks")


@require_POST
def look_own(request: HttpRequest) -> HttpResponse:
    """Go back to Commonweal's own look."""
    require("kernel.operate", request.user, None)
    look_services.go_back_to_own(by=request.user, now=timezone.now())
    messages.success(request, _("New documents look like Commonweal's own again. Every version is kept."))
    return redirect("documents:looks")
