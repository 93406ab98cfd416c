"""Which catalogue the measures follow: for operators, after they read what it changes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.frameworks import selectors as frameworks
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require
from commonweal.measures import catalogue_phrases, catalogue_selectors, catalogue_services
from commonweal.measures.phrases import in_language


@require_GET
def catalogue_list(request: HttpRequest) -> HttpResponse:
    """The catalogue in use, those that could be, and what was used before."""
    require("kernel.operate", request.user, None)
    uses = list(catalogue_selectors.uses())
    in_force = next((use for use in uses if use.taken_back_at is None), None)
    context = {
        "in_force": in_force,
        "uses": uses,
        "catalogues": catalogue_selectors.catalogues(),
        "followed": catalogue_selectors.followed(),
    }
    return render(request, "measures/catalogue_list.html", context)


@require_http_methods(["GET", "POST"])
def catalogue_use(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say what a catalogue changes in the measures, then let them follow it."""
    require("kernel.operate", request.user, None)
    document = get_object_or_404(catalogue_selectors.catalogues(), uid=uid)
    if request.method == "POST":
        try:
            catalogue_services.use_catalogue(document=document, by=request.user, now=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("catalogues:list")
        said = _("The measures follow “%(title)s” now. You can take that back here; every figure is kept.")
        messages.success(request, said % {"title": in_language(document.node.title)})
        return redirect("catalogues:list")
    preview = catalogue_selectors.preview_of(frameworks.plain_content(document))
    context = {
        "document": document,
        "title": in_language(document.node.title),
        "preview": catalogue_phrases.told(preview),
        "use": None,
    }
    return render(request, "measures/catalogue_use.html", context)


@require_http_methods(["GET", "POST"])
def catalogue_take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say what going back changes in the measures, then let them follow what they followed before."""
    require("kernel.operate", request.user, None)
    use = get_object_or_404(catalogue_selectors.uses(), uid=uid)
    if request.method == "POST":
        try:
            catalogue_services.take_catalogue_back(use=use, by=request.user, now=timezone.now())
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The measures are what they were before. Every figure is kept."))
        return redirect("catalogues:list")
    before = catalogue_selectors.use_before(use)
    plain = frameworks.plain_content(before.document) if before else None
    title = in_language(before.document.node.title) if before else _("The catalogue that comes with Commonweal")
    preview = catalogue_phrases.told(catalogue_selectors.preview_of(plain))
    return render(request, "measures/catalogue_use.html", {"title": title, "preview": preview, "use": use})
