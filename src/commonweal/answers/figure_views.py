"""Putting a figure into an answer, and showing one."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.answers import copy_selectors, figure_selectors, figure_services, services
from commonweal.answers.addresses import answer_at, copy_at, text_at
from commonweal.answers.figure_forms import FigureChoice, FigureSearch
from commonweal.answers.methods.own_choice import choice_of
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import Question
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require
from commonweal.measures import figures
from commonweal.measures import selectors as measures
from commonweal.warehouse.models import Place

SETTLES_WITHIN = timedelta(minutes=2)
"""A figure put in less long ago may have no number yet: its place in the text is still being stored."""


@require_GET
def figure_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One figure: the part of a page for the editor and htmx, or a page of its own."""
    community, now = request.community, timezone.now()
    figure = figure_selectors.figure_visible_to(request.user, community, uid)
    if figure is None:
        raise Http404
    services.up_to_date(figure.answer)
    edition = frameworks.current_edition()
    shown = figure_services.shown_figures(
        community,
        edition,
        language=get_language() or "en",
        at=now,
        uids=[str(uid)],
        numbers=copy_selectors.figure_numbers_beside(figure.answer),
    )
    card = shown[str(uid)]
    is_settling = not card.number and now - figure.created_at < SETTLES_WITHIN
    template = "answers/figure.html#figure" if request.htmx else "answers/figure.html"
    return render(request, template, {"community": community, "card": card, "is_settling": is_settling})


@require_http_methods(["GET", "POST"])
def figure_add(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Choose a measure for an answer: in the editor's dialog, or as a page of its own."""
    require("communities.write_answers", request.user, request.community)
    answer, question = answer_at(request, ref_slug)
    page = reverse("answers:write", args=[request.community.slug, ref_slug])
    return _add(request, answer, Choosing(question, reverse("answers:figure-add", args=_here(request, ref_slug)), page))


@require_http_methods(["GET", "POST"])
def copy_figure_add(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """The same for a text of a copy: the figure belongs to the copy."""
    require("communities.write_answers", request.user, request.community)
    copy, edition = copy_at(request, uid)
    text = text_at(copy, ref_slug)
    args = [request.community.slug, copy.uid, ref_slug]
    choosing = Choosing(
        edition.question(text.ref),
        reverse("answers:copy-figure-add", args=args),
        reverse("answers:copy-write", args=args),
    )
    return _add(request, text, choosing)


@dataclass(frozen=True, slots=True)
class Choosing:
    """For which question a figure is chosen, at which address, and the page that the person writes on."""

    question: Question
    address: str
    page: str


def _add(request: HttpRequest, answer: Answer, choosing: Choosing) -> HttpResponse:
    if request.method == "GET":
        return _show_choices(request, choosing)
    chosen = FigureChoice(request.POST).chosen()
    if chosen is None:
        return _show_choices(request, choosing, status=422)
    act = figure_services.add_figure if request.htmx else figure_services.add_figure_at_end
    try:
        figure = act(answer_id=answer.pk, **chosen, by=request.user, now=timezone.now())
    except DomainError as refusal:
        return _show_choices(request, choosing, refusal=str(refusal), status=422)
    if request.htmx:
        added = json.dumps({"figure:added": {"uid": str(figure.uid)}})
        return HttpResponse(status=204, headers={"HX-Trigger": added})
    return redirect(choosing.page)


def _here(request: HttpRequest, ref_slug: str) -> list[str]:
    return [request.community.slug, ref_slug]


def _show_choices(request: HttpRequest, choosing: Choosing, *, refusal: str = "", status: int = 200) -> HttpResponse:
    form = FigureSearch(request.GET)
    search = form.cleaned_data["q"].strip() if form.is_valid() else ""
    places = [chosen.place for chosen in measures.places_of(request.community)]
    place = _chosen_place(places, form.cleaned_data.get("place", ""))
    areas = figures.told_by_area(request.community, place, get_language() or "en") if place else []
    found = _narrowed(areas, search)
    own = _own_choices(request.community, place, search) if place else []
    context = {
        "community": request.community,
        "question": choosing.question,
        "address": choosing.address,
        "page": choosing.page,
        "places": places,
        "place": place,
        "areas": found,
        "own": own,
        "n_choices": sum(len(area.cards) for area in found) + len(own),
        "is_all_invented": all(told.is_invented for area in found for told in area.cards) and bool(found),
        "is_dialog": bool(request.htmx),
        "search": search,
        "refusal": refusal,
    }
    return render(request, _template(request), context, status=status)


def _template(request: HttpRequest) -> str:
    if not request.htmx:
        return "answers/figure_add.html"
    part = "choices" if request.htmx.target == "figure-choices" else "picker"
    return f"answers/figure_add.html#{part}"


def _chosen_place(places: list[Place], fips: str) -> Place | None:
    return next((place for place in places if place.fips == fips), places[0] if places else None)


def _own_choices(community: Community, place: Place, search: str) -> list[tuple[str, figures.ToldOwn]]:
    """The own values at the place whose measure or group holds every word searched for, each with its choice."""
    told = [figures.told_own(card, get_language() or "en") for card in figures.own_cards_at(community, place)]
    words = search.casefold().split()
    return [
        (choice_of(one.key, one.group), one)
        for one in told
        if all(word in f"{one.name} {one.group}".casefold() for word in words)
    ]


def _narrowed(areas: list[figures.ToldArea], search: str) -> list[figures.ToldArea]:
    """The areas with the measures whose name or definition holds every word searched for."""
    words = search.casefold().split()
    narrowed = [
        figures.ToldArea(area.key, area.name, tuple(told for told in area.cards if _holds(told, words)))
        for area in areas
    ]
    return [area for area in narrowed if area.cards]


def _holds(told: figures.ToldLine, words: list[str]) -> bool:
    text = f"{told.name} {told.definition} {told.area}".casefold()
    return all(word in text for word in words)
