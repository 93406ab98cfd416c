"""What stands around the editions, to be read: schemes, layers of points, ladders, curricula, lists of words."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from commonweal.frameworks import selectors
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.errors import UnknownEdition
from commonweal.frameworks.methods.export import may_leave
from commonweal.frameworks.methods.outline import outline_of
from commonweal.frameworks.methods.shown import catalogue_areas, described_levels, described_ranges, shown
from commonweal.frameworks.yaml_writing import written

YAML_TYPE = "application/yaml; charset=utf-8"


@require_GET
def content_detail(request: HttpRequest, kind: str, slug: str, edition: str = "") -> HttpResponse:
    """One document in force, laid out for its kind; a crosswalk has a page of its own."""
    row, plain = _content_or_404(kind, slug, edition)
    if row.kind == ContentKind.CROSSWALK:
        return redirect("frameworks:compare", slug=slug)
    document = shown(plain)
    context = {
        "row": row,
        "document": document,
        "is_restricted": not may_leave(plain),
        "can_operate": request.user.has_perm("kernel.operate"),
        "owner": plain["provenance"].get("owner", ""),
        "licence": plain["provenance"].get("license", ""),
        **_beside(row.kind, document),
    }
    return render(request, f"frameworks/content/{_template_of(row.kind, plain)}.html", context)


@require_GET
def content_download(_request: HttpRequest, kind: str, slug: str, edition: str = "") -> HttpResponse:
    """The document as a file; of one whose words stay here, ids, refs and numbers only."""
    _row, plain = _content_or_404(kind, slug, edition)
    content = written(plain if may_leave(plain) else outline_of(plain))
    name = "-".join(filter(None, (slug, edition)))
    return HttpResponse(content, YAML_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'})


def _content_or_404(kind: str, slug: str, edition: str) -> tuple[Any, dict[str, Any]]:
    found = selectors.content(kind, slug, edition)
    if found is None:
        raise Http404
    return found


def _template_of(kind: str, plain: dict[str, Any]) -> str:
    """A scheme has a page for each kind of scheme."""
    return f"scheme_{plain['kind']}" if kind == ContentKind.SCHEME else kind


def _beside(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """What a page shows that does not stand in the document in that order."""
    match kind:
        case ContentKind.CATALOGUE:
            return {"areas": catalogue_areas(document)}
        case ContentKind.OVERLAY:
            edition, points = _edition_of(document["applies_to"]["framework"]), document["items"]
            items = [(item, points[item.ref]) for item in edition.items if item.ref in points] if edition else []
            return {"edition": edition, "items": items}
        case ContentKind.LADDER:
            return {"years": sorted(document["editions"], key=lambda year: -year["year"])}
        case ContentKind.SCHEME if document["kind"] == "item_percent":
            return {"kinds": described_ranges(document)}
        case ContentKind.SCHEME if document["kind"] == "question_rubric":
            return {"kinds": described_levels(document)}
    return {}


def _edition_of(key: dict[str, str]) -> Any:
    """The edition a layer lies upon; it may have gone since."""
    try:
        return selectors.edition(key["id"], key["edition"])
    except UnknownEdition:
        return None
