"""Which counties the community is, and was. Everybody reads it; leads change it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commonweal.communities import boundary_services, selectors
from commonweal.communities.forms import DayForm
from commonweal.communities.models import Inclusion
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require
from commonweal.kernel.scopes import scope_of
from commonweal.warehouse import selectors as public_data
from commonweal.warehouse.models import Place

N_SHOWN = 60


@require_GET
def boundary_page(request: HttpRequest) -> HttpResponse:
    """The counties of today and of before; a search for another one to take in."""
    inclusions = selectors.inclusions_of(request.community)
    search = request.GET.get("q", "").replace("\0", "").strip()[:80]
    current = [one for one in inclusions if one.left_on is None]
    chosen = {one.place_id for one in current}
    context = {
        "current": current,
        "former": [one for one in inclusions if one.left_on is not None],
        "search": search,
        "counties": [one for one in _found(request, search, N_SHOWN + len(chosen)) if one.pk not in chosen],
        "today": selectors.today_in(request.community, timezone.now()),
        "n_shown": N_SHOWN,
    }
    return render(request, "communities/boundary.html", context)


@require_POST
def place_include(request: HttpRequest) -> HttpResponse:
    """Take a county in from a day on."""
    require("communities.lead", request.user, request.community)
    counties = public_data.counties_to_choose(scope=scope_of(request.community))
    place = get_object_or_404(counties, fips=request.POST.get("fips", ""))
    if (on := _day(request)) is not None:
        _try(request, _("%(place)s is part of the community.") % {"place": place.full_name}, lambda: (
            boundary_services.include_place(
                community=request.community, place=place, on=on, by=request.user, now=timezone.now()
            )
        ))  # fmt: skip
    return redirect("communities:boundary", slug=request.community.slug)


@require_POST
def place_exclude(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let a county leave from a day on."""
    inclusion = _inclusion(request, uid)
    if (on := _day(request)) is not None:
        said = _("%(place)s is no longer part of the community. What was stays below.")
        _try(request, said % {"place": inclusion.place.full_name}, lambda: (
            boundary_services.exclude_place(inclusion=inclusion, on=on, by=request.user, now=timezone.now())
        ))  # fmt: skip
    return redirect("communities:boundary", slug=request.community.slug)


@require_POST
def inclusion_forget(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take back what was entered by mistake."""
    inclusion = _inclusion(request, uid)
    _try(request, _("That entry is taken back."), lambda: (
        boundary_services.forget_inclusion(inclusion=inclusion, by=request.user, now=timezone.now())
    ))  # fmt: skip
    return redirect("communities:boundary", slug=request.community.slug)


def _found(request: HttpRequest, search: str, n: int) -> list[Place]:
    """The first counties in whose names the words are; none without words."""
    return list(public_data.counties_to_choose(search, scope=scope_of(request.community))[:n]) if search else []


def _inclusion(request: HttpRequest, uid: UUID) -> Inclusion:
    require("communities.lead", request.user, request.community)
    known = request.community.inclusions.select_related("community__node", "place")
    return get_object_or_404(known, uid=uid)


def _day(request: HttpRequest) -> date | None:
    """The day that was typed, today where none was; None with a message where it is none."""
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That is not a day. Nothing was changed."))
        return None
    day: date | None = form.cleaned_data["on"]
    return day or selectors.today_in(request.community, timezone.now())


def _try(request: HttpRequest, done: str, act: Callable[[], object]) -> None:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
