from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require
from commonweal.measures import figures, selectors, series_selectors, services, value_selectors
from commonweal.measures.errors import NoFigure
from commonweal.measures.forms import FileForm
from commonweal.measures.methods.series import Standing
from commonweal.measures.models import Measure
from commonweal.measures.phrases import in_language, plain_value_text
from commonweal.measures.series_phrases import ToldSeries, lineage_notes, told_series
from commonweal.warehouse import selectors as warehouse
from commonweal.warehouse.errors import AlreadyDecided
from commonweal.warehouse.models import Place

N_SHOWN = 300
"""Counties on one page: more than any state has."""

N_OF_A_SERIES = 2
"""Periods that make a table of years; one alone is the level above it."""


@require_GET
def measure_list(request: HttpRequest) -> HttpResponse:
    """Every measure that has a figure at one of the community's places, by area."""
    chosen = selectors.places_in(request.community)
    place = _place_among(request, [one.place for one in chosen])
    context = {
        "chosen": chosen,
        "place": place,
        "notes": lineage_notes(warehouse.lineage_of(place), place.full_name) if place else (),
        "areas": figures.told_by_area(request.community, place, get_language()) if place else [],
        "is_lead": request.user.has_perm("communities.lead", request.community),
        "is_writer": request.user.has_perm("communities.write_answers", request.community),
    }
    return render(request, "measures/measure_list.html", context)


@require_GET
def measure_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One measure at one place: what it says, why, the figure, its numbers and where they come from."""
    measure = selectors.measure_by_key(key)
    if measure is None:
        raise Http404
    chosen = selectors.places_in(request.community)
    place = _place_among(request, [one.place for one in chosen])
    words = {"name": in_language(measure.name), "definition": in_language(measure.definition)}
    context = {"measure": measure, "words": words, "chosen": chosen, "place": place, "told": None}
    context |= {
        "series": _told_series(request, measure, place) if place else None,
        "local": [
            {"value": value, "shown": plain_value_text(value.value, measure)}
            for value in (value_selectors.values_at(request.community, measure, place) if place else ())
        ],
        "is_writer": request.user.has_perm("communities.write_answers", request.community) and not measure.retired_at,
    }
    try:
        card = selectors.measure_card(request.community, measure, place) if place else None
    except NoFigure:
        card = None
    if card:
        language = get_language() or "en"
        told = figures.told(card, language)
        context |= {
            "card": card,
            "told": told,
            "drawings": figures.drawings_of(card, label=told.alternative, language=language, at=timezone.now()),
            "used_in": [
                in_language(node.title) for node in selectors.used_in(request.community, measure, request.user)
            ],
        }
    return render(request, "measures/measure_detail.html", context)


@require_http_methods(["GET", "POST"])
def file_import(request: HttpRequest) -> HttpResponse:
    """Give a publisher's file; see what waits for a decision and the imports that were made. For leads."""
    require("communities.lead", request.user, request.community)
    if request.method == "GET":
        return _show_imports(request, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_imports(request, form, status=422)
    file = form.cleaned_data["file"]
    job = services.request_reading(
        community=request.community, content=file.read(), name=file.name, by=request.user, now=timezone.now()
    )
    return redirect("work:job", slug=request.community.slug, uid=job.uid)


@require_GET
def import_preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a file holds, with every fault by row, before anything of it is imported. For leads."""
    require("communities.lead", request.user, request.community)
    upload = get_object_or_404(selectors.uploads_for(request.community), uid=uid)
    preview = upload.preview
    names = selectors.names_in(preview["source"], preview["measures"])
    told = {key: in_language(name) for key, name in names.items()}
    rows = [{**row, "name": told.get(row["measure"], row["measure"])} for row in preview["first_rows"]]
    context = {"upload": upload, "preview": preview, "names": sorted(told.values()), "rows": rows}
    return render(request, "measures/import_preview.html", context)


@require_POST
def import_confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Import a file after it was looked at."""
    require("communities.lead", request.user, request.community)
    upload = get_object_or_404(selectors.uploads_for(request.community), uid=uid)
    job = services.request_import(community=request.community, upload=upload, by=request.user, now=timezone.now())
    return redirect("work:job", slug=request.community.slug, uid=job.uid)


@require_POST
def import_discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Decide against a file."""
    require("communities.lead", request.user, request.community)
    upload = get_object_or_404(selectors.uploads_for(request.community), uid=uid)
    try:
        services.discard_upload(community=request.community, upload=upload, by=request.user, now=timezone.now())
    except AlreadyDecided as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, _("“%(name)s” was discarded. Nothing of it was imported.") % {"name": upload.file.name}
        )
    return redirect("measures:import", slug=request.community.slug)


@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say what an undo takes away, and take an import out of use. For leads."""
    require("communities.lead", request.user, request.community)
    release = get_object_or_404(selectors.releases_for(request.community), uid=uid)
    if request.method == "GET":
        context = {"release": release, "taken": selectors.taken_by_undo(release)}
        return render(request, "measures/import_undo.html", context)
    try:
        services.undo_import(community=request.community, release=release, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request,
            _("“%(title)s” is out of use. What was printed of it stays as it was.") % {"title": release.title},
        )
    return redirect("measures:import", slug=request.community.slug)


@require_http_methods(["GET", "POST"])
def place_list(request: HttpRequest) -> HttpResponse:
    """Choose the county the community is, and others to look at. For leads."""
    require("communities.lead", request.user, request.community)
    if request.method == "POST":
        home, beside = request.POST.get("home", ""), request.POST.get("beside", "")
        job = services.choose_place(
            community=request.community,
            place=get_object_or_404(selectors.counties_to_choose(request.community), fips=home or beside),
            by=request.user,
            now=timezone.now(),
            is_home=bool(home),
        )
        return redirect("work:job", slug=request.community.slug, uid=job.uid)
    search = request.GET.get("q", "").replace("\0", "").strip()[:80]
    state = request.GET.get("state", "").replace("\0", "")
    chosen = selectors.places_in(request.community)
    counties = []
    if search or state:
        counties = list(selectors.counties_to_choose(request.community, search, state=state)[: N_SHOWN + 1])
    context = {
        "chosen": chosen,
        "chosen_ids": {one.place_id for one in chosen},
        "home_id": next((one.place_id for one in chosen if one.is_home), None),
        "counties": counties[:N_SHOWN],
        "has_more": len(counties) > N_SHOWN,
        "states": [] if search or state else selectors.states_to_choose(request.community),
        "search": search,
        "is_narrowed": bool(search or state),
    }
    return render(request, "measures/place_list.html", context)


@require_POST
def place_leave(request: HttpRequest) -> HttpResponse:
    """Stop looking at a place."""
    chosen = selectors.places_of(request.community)
    place = get_object_or_404(chosen, place__fips=request.POST.get("fips", "")).place
    services.leave_place(community=request.community, place=place, by=request.user, now=timezone.now())
    messages.success(request, _("%(place)s is no longer looked at.") % {"place": place.full_name})
    return redirect("measures:places", slug=request.community.slug)


def _told_series(request: HttpRequest, measure: Measure, place: Place) -> ToldSeries | None:
    """The measure over the years; none where one release says all and nothing became of the county."""
    series = series_selectors.series_at(request.community, measure, place)
    is_short = len(series.points) < N_OF_A_SERIES and all(point.standing is Standing.OWN for point in series.points)
    if is_short and not series.apart and not (series.lineage.formers or series.lineage.ended):
        return None
    return told_series(series, measure, place.full_name)


def _place_among(request: HttpRequest, places: list[Place]) -> Place | None:
    """The place the address asks for, which must be one of the community's; else its home, else none."""
    fips = request.GET.get("place")
    if not fips:
        return places[0] if places else None
    for place in places:
        if place.fips == fips:
            return place
    raise Http404


def _show_imports(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "releases": selectors.imports_on_the_list(request.community),
        "uploads": selectors.uploads_on_the_list(request.community),
    }
    return render(request, "measures/file_import.html", context, status=status)
