"""Where the figures and tables of a Profile or of a copy stand, for the editor's references and numbers."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from commonweal.answers import copy_selectors, figure_selectors
from commonweal.answers.addresses import answer_at, copy_at, text_at
from commonweal.answers.methods.numbering import FIGURE, TABLE, Placed
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.frameworks.methods.refs import slug_of


@require_GET
def figure_places(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Those of the living Profile."""
    _answer, question = answer_at(request, ref_slug)
    edition = frameworks.current_edition()
    documents = figure_selectors.documents_in(request.community, edition)
    profile = reverse("answers:profile", args=[request.community.slug])
    return _told(request, documents, edition, question, lambda slug: f"{profile}{slug}/")


@require_GET
def copy_figure_places(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """Those of a copy, whose texts number for themselves."""
    copy, edition = copy_at(request, uid)
    question = edition.question(text_at(copy, ref_slug).ref)
    documents = {text.ref: text.document for text in copy_selectors.texts_of(copy)}
    address = reverse("answers:copy", args=[request.community.slug, copy.uid])
    return _told(request, documents, edition, question, lambda slug: f"{address}{slug}/")


def _told(
    request: HttpRequest,
    documents: Mapping[str, dict[str, Any]],
    edition: EditionDocument,
    question: Question,
    page_of: Callable[[str], str],
) -> JsonResponse:
    """Kind, number and title of each, as JSON.

    ``before`` and ``own`` count those of the item before this answer and in it, by kind, so that the editor numbers
    them anew while they move.
    """
    places = figure_selectors.places_of(documents, edition)
    titles = figure_selectors.titles_of(request.community, documents.values(), places.keys())
    told = {
        "item": question.item_ref,
        "kinds": {kind: _counts(question, edition, places, kind) for kind in (FIGURE, TABLE)},
        "figures": [
            {
                "uid": uid,
                "kind": placed.kind,
                "item": placed.item_ref,
                "place": placed.place,
                "title": titles.get(uid, ""),
                "url": f"{page_of(slug_of(placed.ref))}#{placed.kind}-{uid}",
            }
            for uid, placed in places.items()
        ],
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def _counts(question: Question, edition: EditionDocument, places: Mapping[str, Placed], kind: str) -> dict[str, int]:
    refs = [one.ref for one in edition.item(question.item_ref).questions]
    before = set(refs[: refs.index(question.ref)])
    standing = [placed.ref for placed in places.values() if placed.kind == kind]
    return {"before": sum(ref in before for ref in standing), "own": standing.count(question.ref)}
