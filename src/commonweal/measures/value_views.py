"""Pages of a community's own values. For those who may write in it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.kernel import files
from commonweal.kernel.models import StoredFile
from commonweal.kernel.permissions import require
from commonweal.measures import selectors, value_selectors, value_services
from commonweal.measures.errors import AlreadyEntered, AlreadyTakenBack, SheetDecided
from commonweal.measures.methods.local_values import Fault
from commonweal.measures.phrases import FAULTS, in_language, plain_value_text
from commonweal.measures.value_forms import SheetForm, ValueForm

N_ON_A_PAGE = 100


@require_http_methods(["GET", "POST"])
def value_list(request: HttpRequest) -> HttpResponse:
    """The community's own values; give a filled sheet of them."""
    require("communities.write_answers", request.user, request.community)
    if request.method == "GET":
        return _show_values(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_values(request, form, status=422)
    sheet = form.cleaned_data["sheet"]
    job = value_services.request_sheet_reading(
        community=request.community, content=sheet.read(), name=sheet.name, by=request.user, now=timezone.now()
    )
    return redirect("work:job", slug=request.community.slug, uid=job.uid)


@require_http_methods(["GET", "POST"])
def value_add(request: HttpRequest, key: str) -> HttpResponse:
    """Enter one value of a measure."""
    require("communities.write_answers", request.user, request.community)
    measure = selectors.measure_by_key(key)
    if measure is None or measure.retired_at:
        raise Http404
    places = [one.place for one in selectors.places_in(request.community)]
    form = ValueForm(
        request.POST or None,
        measure=measure,
        places=places,
        known=partial(value_selectors.known_in, request.community),
        initial={"place": request.GET.get("place", "")},
    )
    context = {"form": form, "measure": measure, "name": in_language(measure.name), "places": places}
    if request.method == "GET" or not form.is_valid():
        return render(request, "measures/value_add.html", context, status=200 if request.method == "GET" else 422)
    try:
        value_services.enter_value(community=request.community, entry=form.entry, by=request.user, now=timezone.now())
    except AlreadyEntered as refusal:
        form.add_error(None, str(refusal))
        return render(request, "measures/value_add.html", context, status=422)
    messages.success(request, _("The value is entered. Only this community sees it."))
    response = redirect("measures:measure", slug=request.community.slug, key=key)
    response["Location"] += f"?place={form.entry.fips}#h-local"
    return response


@require_POST
def value_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a value back."""
    value = get_object_or_404(value_selectors.values_of(request.community), uid=uid)
    try:
        value_services.take_value_back(value=value, by=request.user, now=timezone.now())
    except AlreadyTakenBack as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The value is taken back. Its history is kept."))
    return redirect("measures:values", slug=request.community.slug)


@require_POST
def template_request(request: HttpRequest) -> HttpResponse:
    """Ask for the sheet to fill in."""
    job = value_services.request_template(community=request.community, by=request.user, now=timezone.now())
    return redirect("work:job", slug=request.community.slug, uid=job.uid)


@require_GET
def template_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet to fill in, for the person who asked for it."""
    job = get_object_or_404(value_selectors.template_jobs_of(request.user, request.community), uid=uid)
    stored = get_object_or_404(StoredFile, uid=(job.result or {}).get("file"))
    content = files.path_of(stored.address).open("rb")
    return FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.media_type)


@require_GET
def sheet_preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a sheet holds, with every fault by row and column, before anything of it is entered."""
    require("communities.write_answers", request.user, request.community)
    sheet = get_object_or_404(value_selectors.sheets_of(request.community), uid=uid)
    shown = sheet.preview["rows"][: value_services.N_SHOWN]
    names = selectors.names_of({row["measure"] for row in shown})
    rows = [{**row, "name": in_language(names[row["measure"]])} for row in shown]
    faults = [{**fault, "sentence": FAULTS[Fault(fault["fault"])]} for fault in sheet.preview["faults"]]
    return render(request, "measures/sheet_preview.html", {"sheet": sheet, "rows": rows, "faults": faults})


@require_POST
def sheet_enter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Enter the values of a sheet after it was looked at."""
    require("communities.write_answers", request.user, request.community)
    sheet = get_object_or_404(value_selectors.sheets_of(request.community), uid=uid)
    try:
        job = value_services.request_sheet_entry(sheet=sheet, by=request.user, now=timezone.now())
    except SheetDecided as refusal:
        messages.error(request, refusal.message)
        return redirect("measures:values", slug=request.community.slug)
    return redirect("work:job", slug=request.community.slug, uid=job.uid)


@require_POST
def sheet_discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Decide against a sheet."""
    require("communities.write_answers", request.user, request.community)
    sheet = get_object_or_404(value_selectors.sheets_of(request.community), uid=uid)
    try:
        value_services.discard_sheet(sheet=sheet, by=request.user, now=timezone.now())
    except SheetDecided as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The sheet was discarded. Nothing of it was entered."))
    return redirect("measures:values", slug=request.community.slug)


def _show_values(request: HttpRequest, form: SheetForm, status: int = 200) -> HttpResponse:
    page = Paginator(value_selectors.values_on_the_list(request.community), N_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    values = [
        {"value": value, "shown": plain_value_text(value.value, value.measure), "name": in_language(value.measure.name)}
        for value in page
    ]
    sheets = value_selectors.sheets_waiting(request.community)
    context = {"form": form, "values": values, "page": page, "sheets": sheets, "is_lead": _is_lead(request)}
    return render(request, "measures/value_list.html", context, status=status)


def _is_lead(request: HttpRequest) -> bool:
    return request.user.has_perm("communities.lead", request.community)
