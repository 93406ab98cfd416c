"""Bringing in a Profile that was written elsewhere: give it, look at each piece, put it in. For those who write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.answers import import_phrases, import_selectors, import_services
from commonweal.answers.choices import PieceManner
from commonweal.answers.import_errors import FileRefused
from commonweal.answers.import_forms import ImportForm, PieceForm
from commonweal.answers.import_models import ImportPiece, ProfileImport
from commonweal.answers.import_selectors import SortedPiece
from commonweal.answers.methods.projection import html_of
from commonweal.answers.methods.sorting import Confidence, Reason
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel.errors import DomainError
from commonweal.kernel.models import Job
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def import_start(request: HttpRequest) -> HttpResponse:
    """Give a Word file or a text; and the imports that wait for decisions."""
    require("communities.write_answers", request.user, request.community)
    if request.method == "GET":
        return _show_start(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_start(request, form, status=422)
    try:
        job = _requested(request, form.cleaned_data)
    except FileRefused as refusal:
        form.add_error(None, str(refusal))
        return _show_start(request, form, status=422)
    return redirect("kernel:job", uid=job.uid)


@require_GET
def import_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What an import holds, piece by piece: where it seems to belong, why, and what is there now."""
    source = _import_of(request, uid)
    edition = frameworks.current_edition()
    pieces = import_selectors.pieces_of(source, edition)
    context = {
        "community": request.community,
        "source": source,
        "found": [_shown(one) for one in pieces if one.question is not None and not one.piece.is_set_aside],
        "tray": [_shown(one) for one in pieces if one.question is None and not one.piece.is_set_aside],
        "aside": [_shown(one) for one in pieces if one.piece.is_set_aside],
        "choices": import_selectors.question_choices(edition, get_language() or "en"),
        "n_placed": sum(1 for one in pieces if one.piece.is_placed),
        "n_pieces": len(pieces),
    }
    return render(request, "answers/import_detail.html", context)


@require_POST
def piece_place(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Put a piece into an answer."""
    piece = _piece_of(request, uid, number)
    refs = import_selectors.question_choices(frameworks.current_edition(), get_language() or "en")
    form = PieceForm(request.POST, refs=refs)
    if not form.is_valid():
        messages.error(request, _("Choose a question first. Nothing was put in."))
        return _back(uid, request, number)
    try:
        import_services.place_piece(
            piece_id=piece.pk, ref=form.cleaned_data["ref"], manner=form.cleaned_data["manner"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        told = _("It stands in %(ref)s now. The text from before is kept in its history.")
        messages.success(request, told % {"ref": form.cleaned_data["ref"]})
    return _back(uid, request, number)


@require_POST
def piece_take_back(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Take a piece out of its answer again."""
    piece = _piece_of(request, uid, number)
    try:
        import_services.take_piece_back(piece_id=piece.pk, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The answer reads as before. The piece waits here again."))
    return _back(uid, request, number)


@require_POST
def piece_set_aside(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """Leave a piece out, or with ``again`` think once more."""
    piece = _piece_of(request, uid, number)
    is_aside = "again" not in request.POST
    try:
        import_services.set_piece_aside(piece_id=piece.pk, is_aside=is_aside, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return _back(uid, request, number)


@require_POST
def import_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put an import away."""
    import_services.end_import(source=_import_of(request, uid), by=request.user, now=timezone.now())
    messages.success(request, _("The import is put away. What you put into answers stays there."))
    return redirect("answers:import", slug=request.community.slug)


def _requested(request: HttpRequest, given: dict[str, Any]) -> Job:
    about: dict[str, Any] = {"community": request.community, "by": request.user, "now": timezone.now()}
    if file := given["file"]:
        return import_services.request_file_reading(content=file.read(), name=file.name, **about)
    return import_services.request_text_reading(text=given["text"], **about)


def _show_start(request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    context = {
        "community": request.community,
        "form": form,
        "imports": import_selectors.imports_in(request.community),
    }
    return render(request, "answers/import_start.html", context, status=status)


def _import_of(request: HttpRequest, uid: UUID) -> ProfileImport:
    require("communities.write_answers", request.user, request.community)
    found = import_selectors.import_of(request.community, uid)
    if found is None:
        raise Http404
    return found


def _piece_of(request: HttpRequest, uid: UUID, number: int) -> ImportPiece:
    return get_object_or_404(_import_of(request, uid).pieces, number=number)


def _shown(one: SortedPiece) -> dict[str, Any]:
    confidence = Confidence(one.piece.confidence)
    return {
        "piece": one.piece,
        "question": one.question,
        "answer": one.answer if one.answer and one.answer.n_words else None,
        "html": mark_safe(html_of(one.piece.document)),  # noqa: S308 -- written and escaped by methods.projection
        "reason": import_phrases.REASONS[Reason(one.piece.reason)],
        "confidence": confidence.value,
        "confidence_words": import_phrases.CONFIDENCES[confidence],
        "manners": PieceManner.choices,
    }


def _back(uid: UUID, request: HttpRequest, number: int) -> HttpResponse:
    response = redirect("answers:import-detail", slug=request.community.slug, uid=uid)
    response["Location"] += f"#piece-{number}"
    return response
