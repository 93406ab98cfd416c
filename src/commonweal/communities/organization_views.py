"""The organizations of a community: everybody reads, writers and leads keep the list."""

from collections.abc import Container, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.accounts.models import User
from commonweal.communities import organization_selectors, organization_services, selectors
from commonweal.communities.forms import OrganizationForm
from commonweal.communities.models import Organization
from commonweal.communities.organization_selectors import Sector
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require


@require_GET
def organization_list(request: HttpRequest) -> HttpResponse:
    """The organizations by sector, and the key sectors from which none is here yet."""
    known = organization_selectors.organizations_of(request.community)
    present = [one for one in known if one.node.archived_at is None]
    sectors = _sectors()
    ids = {sector.id for sector in sectors}
    of = {one.pk: _sector_of(one, ids) for one in present}
    by_sector = [(sector, [one for one in present if of[one.pk] == sector.id]) for sector in sectors]
    context = {
        "groups": [(sector, found) for sector, found in by_sector if found],
        "missing": [sector for sector, found in by_sector if sector.is_key and not found],
        "archived": [one for one in known if one.node.archived_at is not None],
        "n": len(present),
        "n_sectors": len(set(of.values())),
        "backbones": [one for one in present if one.is_backbone],
    }
    return render(request, "communities/organization_list.html", context)


@require_GET
def organization_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One organization with its people."""
    organization = _organization(request, uid)
    names = {sector.id: sector.name for sector in _sectors()}
    context = {
        "organization": organization,
        "sector": names[_sector_of(organization, names)],
        "people": organization_selectors.people_of(organization),
    }
    return render(request, "communities/organization.html", context)


@require_http_methods(["GET", "POST"])
def organization_add(request: HttpRequest) -> HttpResponse:
    """Add an organization. For writers and leads."""
    require("communities.keep_organizations", request.user, request.community)
    if request.method == "GET":
        return _show_form(request, _form(request))
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            added = organization_services.add_organization(
                community=request.community, **_values(request, form), by=request.user, now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("%(name)s is in the list.") % {"name": added.name})
            return redirect("communities:organization", slug=request.community.slug, uid=added.uid)
    return _show_form(request, form, status=422)


@require_http_methods(["GET", "POST"])
def organization_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change an organization. For writers and leads."""
    require("communities.keep_organizations", request.user, request.community)
    organization = _organization(request, uid)
    if request.method == "GET":
        known = {name: getattr(organization, name) for name in organization_services.FIELDS}
        known["people"] = [str(one.uid) for one in organization_selectors.people_of(organization)]
        return _show_form(request, _form(request, initial=known), organization)
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            organization_services.change_organization(
                organization=organization, **_values(request, form), by=request.user, now=timezone.now()
            )
        except DomainError as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("communities:organization", slug=request.community.slug, uid=uid)
    return _show_form(request, form, organization, status=422)


@require_POST
def organization_archive(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put an organization away."""
    organization = _organization(request, uid)
    organization_services.archive_organization(organization=organization, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is in the archive. It can be brought back.") % {"name": organization.name})
    return redirect("communities:organizations", slug=request.community.slug)


@require_POST
def organization_restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring an organization back."""
    organization = _organization(request, uid)
    organization_services.restore_organization(organization=organization, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is in the list again.") % {"name": organization.name})
    return redirect("communities:organization", slug=request.community.slug, uid=uid)


def _organization(request: HttpRequest, uid: UUID) -> Organization:
    found = organization_selectors.organization_of(request.community, uid)
    if found is None:
        raise Http404
    return found


def _sectors() -> list[Sector]:
    return organization_selectors.sectors(get_language() or "en", _("Something else"))


def _sector_of(organization: Organization, known: Container[str]) -> str:
    """The sector, ``other`` for one that the vocabulary in force does not have any more."""
    return organization.sector if organization.sector in known else organization_selectors.OTHER


def _form(
    request: HttpRequest, posted: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
) -> OrganizationForm:
    members = [(str(uid), name) for uid, name in selectors.names_of_members(request.community)]
    named = [(sector.id, sector.name) for sector in _sectors()]
    return OrganizationForm(posted, initial=initial, sectors=named, members=members)


def _values(request: HttpRequest, form: OrganizationForm) -> dict[str, Any]:
    wanted = form.cleaned_data["people"]
    people = list(User.objects.filter(memberships__community=request.community, uid__in=wanted))
    return {"values": form.cleaned_data, "people": people}


def _show_form(
    request: HttpRequest, form: OrganizationForm, organization: Organization | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "organization": organization}
    return render(request, "communities/organization_form.html", context, status=status)
