"""The search page, of everything a person may see or of one community."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commonweal.communities.selectors import communities_visible_to
from commonweal.kernel.methods.finding import LONGEST_QUERY
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.search import finding, index
from commonweal.kernel.search.finding import Group, Where
from commonweal.kernel.visibility import reach_of
from commonweal.site import palette
from commonweal.site.palette import Choice

N_OF_EACH = 5
N_ON_A_PAGE = 20
N_IN_PALETTE = 4


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words of ``q``, by kind; all of one kind with ``kind``."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
    asked = request.GET.get("kind", "")
    kind = asked if asked in {one.name for one in index.kinds()} else ""
    most = finding.N_RANKED if kind else N_OF_EACH
    groups = finding.search(query, where_of(request), kind=kind, most=most)
    chosen = next((group for group in groups if group.kind.name == kind), None)
    context = {
        "query": query,
        "kind": kind,
        "groups": groups,
        "chosen": chosen,
        "page": Paginator(chosen.hits, N_ON_A_PAGE).get_page(request.GET.get("page")) if chosen else None,
        "n": sum(group.n for group in groups),
        "kept": f"{urlencode({'q': query, 'kind': kind})}&",
        "everywhere": f"{reverse('site:search')}?{urlencode({'q': query})}",
        "community": getattr(request, "community", None),
    }
    return render(request, "site/search.html", context)


def where_of(request: HttpRequest) -> Where:
    """Whose search it is. Outside a community, measures open in the first one the person has."""
    community = getattr(request, "community", None)
    here = community or communities_visible_to(request.user).first()
    return Where(
        reach=reach_of(request.user),
        language=get_language() or "en",
        here=reverse("communities:start", args=[here.slug]) if here else "",
        scope=scope_of(community) if community else "",
    )


@require_GET
def palette_choices(request: HttpRequest) -> HttpResponse:
    """The lines of the palette for ``q``: pages and what is found; without words, pages and what one worked on."""
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
    where = where_of(request)
    groups: list[tuple[str, object, list[Choice]]] = [
        ("pages", _("Pages"), palette.pages(getattr(request, "community", None), query))
    ]
    if query:
        found = finding.search(query, where, most=N_IN_PALETTE)
        groups += [(group.kind.name, group.kind.label, _choices(group)) for group in found]
    else:
        groups.insert(0, ("recent", _("You worked on lately"), palette.recent(request.user, where)))
    groups = [group for group in groups if group[2]]
    context = {"groups": groups, "n": sum(len(choices) for _name, _label, choices in groups)}
    return render(request, "site/palette.html", context)


def _choices(group: Group) -> list[Choice]:
    return [Choice(hit.title, hit.path, group.kind.icon) for hit in group.hits]
