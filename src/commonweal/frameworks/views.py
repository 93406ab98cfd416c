"""Reading the framework, for everybody who signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commonweal.frameworks import phrases, selectors
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.methods.crosswalk import counts_of, pairs_of
from commonweal.frameworks.methods.document import Depth, EditionDocument, Item
from commonweal.frameworks.methods.refs import ref_of
from commonweal.frameworks.methods.search import search as hits_in
from commonweal.frameworks.methods.terms import Explainer

DEFAULT_DEPTH = "overall"
LONGEST_QUERY = 80
MOST_HITS = 60


@require_GET
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition that is here, the current one first."""
    rows = selectors.editions_here()
    current = next((selectors.edition(row.slug, row.edition) for row in rows if row.is_current), None)
    context = {
        "editions": rows,
        "current": current,
        "crosswalks": selectors.crosswalks(),
        "around": [row for row in selectors.content_here() if row.kind != ContentKind.CROSSWALK],
        "can_operate": request.user.has_perm("kernel.operate"),
    }
    return render(request, "frameworks/edition_list.html", context)


@require_GET
def edition_detail(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """What an edition holds: its sections with their items, and where it comes from."""
    document = selectors.edition(slug, edition)
    key = (document.id, document.edition)
    can_operate = request.user.has_perm("kernel.operate")
    row = get_object_or_404(selectors.editions(), slug=slug, edition=edition) if can_operate else None
    context = {
        "edition": document,
        "explainer": _explainer(document),
        "can_operate": can_operate,
        "row": row,
        "before": selectors.edition_before(row) if row and row.is_current else None,
        "crosswalks": [one for one in selectors.crosswalks() if key in {one.from_key, one.to_key}],
    }
    return render(request, "frameworks/edition_detail.html", context)


@require_GET
def value_list(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The values an edition stands on."""
    document = selectors.edition(slug, edition)
    context = {"edition": document, "explainer": _explainer(document)}
    return render(request, "frameworks/value_list.html", context)


@require_GET
def term_list(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The edition's glossary, in the order of the reader's alphabet."""
    document = selectors.edition(slug, edition)
    terms = sorted(document.glossary, key=lambda term: term.name.in_language(_language()).casefold())
    return render(request, "frameworks/term_list.html", {"edition": document, "terms": terms})


@require_GET
def item_detail(request: HttpRequest, slug: str, edition: str, item: str) -> HttpResponse:
    """One item with its questions, as deep as the reader wants."""
    document = selectors.edition(slug, edition)
    found = _item_or_404(document, item)
    section = document.section(found.questions[0].section_ref)
    depths = document.depths_of(section)
    position = document.items.index(found)
    context = {
        "edition": document,
        "section": section,
        "item": found,
        "depths": depths,
        "depth": _depth_asked(request, depths),
        "explainer": _explainer(document),
        "areas": [(area, [document.around(question) for question in area.questions]) for area in found.areas],
        "before": document.items[position - 1] if position else None,
        "after": document.items[position + 1] if position + 1 < len(document.items) else None,
    }
    return render(request, "frameworks/item_detail.html", context)


@require_GET
def search(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Words found in the questions, guidance, values and glossary of one edition."""
    document = selectors.edition(slug, edition)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    hits = hits_in(document, query, _language())
    context = {"edition": document, "query": query, "hits": hits[:MOST_HITS], "n_hits": len(hits)}
    return render(request, "frameworks/search.html", context)


@require_GET
def edition_print(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """The whole edition on one page, for paper."""
    return render(request, "frameworks/edition_print.html", {"edition": selectors.edition(slug, edition)})


@require_GET
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of each question from one edition to another."""
    crosswalk = selectors.crosswalk(slug)
    if crosswalk is None:
        raise Http404
    old, new = selectors.edition(*crosswalk.from_key), selectors.edition(*crosswalk.to_key)
    counts = counts_of(crosswalk)
    kind = next((kind for kind, _n in counts if kind == request.GET.get("kind")), "")
    context = {
        "crosswalk": crosswalk,
        "old": old,
        "new": new,
        "kind": kind,
        "n_entries": len(crosswalk.entries),
        "kinds": [(one, phrases.ENTRY_KINDS[one], n, crosswalk.meanings[one]) for one, n in counts],
        "can_operate": request.user.has_perm("kernel.operate"),
        "pairs": pairs_of(crosswalk, old, new, language=_language(), kind=kind),
    }
    return render(request, "frameworks/compare.html", context)


def _language() -> str:
    return get_language() or "en"


def _explainer(document: EditionDocument) -> Explainer:
    return Explainer(document.glossary, _language())


def _item_or_404(document: EditionDocument, slug: str) -> Item:
    try:
        return document.item(ref_of(slug))
    except (KeyError, ValueError):
        raise Http404 from None


def _depth_asked(request: HttpRequest, depths: tuple[Depth, ...]) -> str:
    """The depth the address asks for, if the section has it."""
    asked = request.GET.get("depth")
    return asked if asked in {depth.id for depth in depths} else DEFAULT_DEPTH
