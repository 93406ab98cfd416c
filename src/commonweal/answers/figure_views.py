"""Putting a figure into an answer, and showing one."""

import json
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.answers import figure_selectors, figure_services, services
from commonweal.answers.addresses import answer_at
from commonweal.answers.figure_forms import FigureChoice, FigureSearch
from commonweal.answers.methods.numbering import Placed
from commonweal.answers.methods.own_choice import choice_of
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import Question
from commonweal.frameworks.methods.refs import slug_of
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
    figure = get_object_or_404(figure_selectors.figures_visible_to(request.user), uid=uid, answer__community=community)
    services.up_to_date(figure.answer)
    edition = frameworks.current_edition()
    shown = figure_services.shown_figures(community, edition, language=get_language() or "en", at=now, uids=[str(uid)])
    card = shown[str(uid)]
    is_settling = not card.number and now - figure.created_at < SETTLES_WITHIN
    template = "answers/figure.html#figure" if request.htmx else "answers/figure.html"
    return render(request, template, {"community": community, "card": card, "is_settling": is_settling})


@require_GET
def figure_places(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Where every figure of the Profile stands, for the editor's references: their numbers and titles, as JSON.

    ``before`` and ``own`` count the figures of this item before this answer and in it, so that the editor numbers
    them anew while figures move.
    """
    answer, question = answer_at(request, ref_slug)
    places = figure_selectors.places_in(request.community, frameworks.current_edition())
    titles = figure_selectors.titles_of(request.community, places.keys())
    own = [uid for uid, placed in places.items() if placed.ref == answer.ref]
    first = places[own[0]].place if own else 1 + _n_before(question, places.values())
    address = reverse("answers:profile", args=[request.community.slug])
    told = {
        "item": question.item_ref,
        "before": first - 1,
        "own": len(own),
        "figures": [
            {
                "uid": uid,
                "item": placed.item_ref,
                "place": placed.place,
                "title": titles.get(uid, ""),
                "url": f"{address}{slug_of(placed.ref)}/#figure-{uid}",
            }
            for uid, placed in places.items()
        ],
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def _n_before(question: Question, places: Iterable[Placed]) -> int:
    """How many figures of the item stand in answers to the questions before this one."""
    item = frameworks.current_edition().item(question.item_ref)
    refs = [one.ref for one in item.questions]
    before = set(refs[: refs.index(question.ref)])
    return sum(1 for placed in places if placed.ref in before)


@require_http_methods(["GET", "POST"])
def figure_add(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Choose a measure for an answer: in the editor's dialog, or as a page of its own."""
    require("communities.write_answers", request.user, request.community)
    answer, question = answer_at(request, ref_slug)
    if request.method == "GET":
        return _show_choices(request, question)
    chosen = FigureChoice(request.POST).chosen()
    if chosen is None:
        return _show_choices(request, question, status=422)
    act = figure_services.add_figure if request.htmx else figure_services.add_figure_at_end
    try:
        figure = act(answer_id=answer.pk, **chosen, by=request.user, now=timezone.now())
    except DomainError as refusal:
        return _show_choices(request, question, refusal=str(refusal), status=422)
    if request.htmx:
        added = json.dumps({"figure:added": {"uid": str(figure.uid)}})
        return HttpResponse(status=204, headers={"HX-Trigger": added})
    return redirect("answers:write", slug=request.community.slug, ref_slug=ref_slug)


def _show_choices(request: HttpRequest, question: Question, *, refusal: str = "", status: int = 200) -> HttpResponse:
    form = FigureSearch(request.GET)
    search = form.cleaned_data["q"].strip() if form.is_valid() else ""
    places = [chosen.place for chosen in measures.places_of(request.community)]
    place = _chosen_place(places, form.cleaned_data.get("place", ""))
    areas = figures.told_by_area(request.community, place, get_language() or "en") if place else []
    found = _narrowed(areas, search)
    own = _own_choices(request.community, place, search) if place else []
    context = {
        "community": request.community,
        "question": question,
        "address": reverse("answers:figure-add", args=[request.community.slug, question.slug]),
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
