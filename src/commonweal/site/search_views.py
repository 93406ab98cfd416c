"""The search page, of everything a person may see or of one community."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commonweal.communities.selectors import communities_visible_to
from commonweal.kernel.methods.finding import LONGEST_QUERY
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.search import finding, index
from commonweal.kernel.search.finding import Where
from commonweal.kernel.visibility import reach_of

N_OF_EACH = 5
N_ON_A_PAGE = 20


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
