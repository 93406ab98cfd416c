"""Application copies: make one, trim it to its level, and see what it offers back to the living Profile."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.answers import (
    copy_selectors,
    copy_services,
    figure_selectors,
    figure_services,
    layout_selectors,
    layout_services,
    review_selectors,
    selectors,
    services,
    version_services,
)
from commonweal.answers.addresses import copy_at, may_write, text_at
from commonweal.answers.change_pages import with_figure_names
from commonweal.answers.choices import ProfileForm
from commonweal.answers.copy_errors import CopyNameTaken, NoSuchLevel, OfferChanged
from commonweal.answers.copy_forms import CopyForm, OfferForm
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.copy_selectors import CopyRow
from commonweal.answers.editor_pages import WORD_BUDGET, editor_of
from commonweal.answers.figure_pages import embed_figures
from commonweal.answers.methods.diff import compare
from commonweal.answers.methods.projection import figures_in
from commonweal.answers.methods.tongues import language_of
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def copy_list(request: HttpRequest) -> HttpResponse:
    """The copies of the Profile for applications; make one for a level."""
    levels = _levels()
    if request.method == "GET":
        return _show_list(request, CopyForm(levels=levels))
    require("communities.write_answers", request.user, request.community)
    form = CopyForm(request.POST, levels=levels)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        copy = copy_services.make_copy(
            community=request.community, name=form.cleaned_data["name"], level_id=form.cleaned_data["level"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip
    except (CopyNameTaken, NoSuchLevel) as refusal:
        form.add_error("name" if isinstance(refusal, CopyNameTaken) else "level", str(refusal))
        return _show_list(request, form, status=422)
    messages.success(request, _("The copy is made. What you write in it stays there until somebody takes it over."))
    return redirect("answers:copy", slug=request.community.slug, uid=copy.uid)


@require_GET
def copy_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A copy with its room on paper, and how each text stands to the living one; for htmx the line about its room."""
    copy, edition = copy_at(request, uid)
    rows, budget = _rows(request, copy, edition)
    if not budget.is_current:
        layout_services.request_count(community=request.community, copy=copy, now=timezone.now())
    context = {
        "community": request.community,
        "copy": copy,
        "level_name": copy.level_name.get(get_language() or "en") or copy.level_name["en"],
        "rows": rows,
        "budget": budget,
        "n_words": sum(row.answer.n_words for row in rows),
        "n_offered": sum(1 for row in rows if row.is_offered),
        "forms": ProfileForm.choices,
        "language": get_language() or "en",
        "can_write": may_write(request),
    }
    template = "answers/copy_detail.html#line" if request.htmx else "answers/copy_detail.html"
    return render(request, template, context)


@require_GET
def copy_write(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """One text of a copy: read it, and with the role for it, trim it together with others."""
    copy, edition = copy_at(request, uid)
    text = text_at(copy, ref_slug)
    question = edition.question(text.ref)
    texts = copy_selectors.texts_of(copy)
    cards = figure_services.shown_figures(
        request.community,
        edition,
        language=get_language() or "en",
        at=timezone.now(),
        uids=figures_in(text.document) if text.document else [],
        numbers=figure_selectors.numbers_of(texts, edition),
    )
    address = reverse("answers:copy", args=_here(request, copy))
    state = "draft" if text.last_seq else "empty"
    context = {
        "community": request.community,
        "copy": copy,
        "question": question,
        "row": {"state": state, "agreed_at": None},
        "answer_html": embed_figures(
            text.html,
            cards,
            request.community,
            places=figure_selectors.places_among(texts, edition),
            page_of=lambda slug: f"{address}{slug}/",
        ),
        "written_in": language_of(text.html),
        "n_words": text.n_words,
        "word_budget": WORD_BUDGET,
        "can_write": may_write(request),
        "kinds": ((), ()),
        "editor": editor_of(request, text, edition, pages_url=address, text_url=f"{address}{question.slug}/"),
        "questions": edition.questions_of("P"),
    }
    return render(request, "answers/copy_write.html", context)


@require_GET
def copy_offer(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """What a text of a copy would change in the living Profile, and what can be decided."""
    copy, edition = copy_at(request, uid)
    row = _row(request, copy, edition, ref_slug)
    compared = compare(row.living_document, row.answer.document or row.living_document)
    [changes] = with_figure_names([compared], request.community)
    context = {
        "community": request.community,
        "copy": copy,
        "row": row,
        "changes": changes,
        "seen": review_selectors.address_of(row.answer.document or {"type": "doc", "content": [{"type": "paragraph"}]}),
        "seen_living": review_selectors.address_of(row.living_document),
        "can_write": may_write(request),
    }
    return render(request, "answers/copy_offer.html", context)


@require_POST
def offer_take(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """Take the copy's text into the living Profile."""
    told = _("The living Profile reads like the copy now. What it said before is in its history.")
    return _decided(request, uid, ref_slug, copy_services.take_offer, told)


@require_POST
def offer_decline(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """Leave the living text as it is."""
    told = _("The living Profile stays as it is. The copy keeps its own text.")
    return _decided(request, uid, ref_slug, copy_services.decline_offer, told)


@require_POST
def copy_renew(request: HttpRequest, uid: UUID, ref_slug: str) -> HttpResponse:
    """Bring the living text into the copy."""
    told = _("The copy reads like the living Profile now. Trim it again where it must be short.")
    return _decided(request, uid, ref_slug, copy_services.bring_living_text, told)


def _decided(request: HttpRequest, uid: UUID, ref_slug: str, act: Callable[..., object], told: str) -> HttpResponse:
    require("communities.write_answers", request.user, request.community)
    copy, _edition = copy_at(request, uid)
    text = text_at(copy, ref_slug)
    form = OfferForm(request.POST)
    try:
        if not form.is_valid():
            raise OfferChanged
        act(text_id=text.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except OfferChanged as refusal:
        messages.error(request, refusal.message)
        return redirect("answers:copy-offer", slug=request.community.slug, uid=copy.uid, ref_slug=ref_slug)
    messages.success(request, told)
    return redirect("answers:copy", slug=request.community.slug, uid=copy.uid)


def _show_list(request: HttpRequest, form: CopyForm, status: int = 200) -> HttpResponse:
    language = get_language() or "en"
    copies = [
        (copy, copy.level_name.get(language) or copy.level_name["en"])
        for copy in copy_selectors.copies_of(request.community)
    ]
    context = {"community": request.community, "form": form, "copies": copies, "can_write": may_write(request)}
    return render(request, "answers/copy_list.html", context, status=status)


def _levels() -> list[tuple[str, str]]:
    """The levels to choose from, with what each allows."""
    language = get_language() or "en"
    told = []
    for level in layout_selectors.levels_for(frameworks.current_edition()):
        name = level.in_language(language)
        limit = level.page_limit
        room = ngettext("%(n)s page", "%(n)s pages", limit) % {"n": limit} if limit else _("no limit of pages")
        told.append((level.id, f"{level.number}. {name}: {room}"))
    return told


def _rows(
    request: HttpRequest, copy: ApplicationCopy, edition: EditionDocument
) -> tuple[list[CopyRow], layout_selectors.Budget]:
    texts = [services.up_to_date(text) for text in copy_selectors.texts_of(copy)]
    living = {one.ref: one for one in version_services.current_answers(request.community, edition)}
    budget = copy_selectors.budget_of(copy, edition, texts)
    return copy_selectors.rows_of(copy, edition, texts, living, budget), budget


def _row(request: HttpRequest, copy: ApplicationCopy, edition: EditionDocument, ref_slug: str) -> CopyRow:
    text = text_at(copy, ref_slug)
    living = selectors.answer_to(request.community, edition, text.ref)
    both = {text.ref: services.up_to_date(living)} if living else {}
    [row] = copy_selectors.rows_of(copy, edition, [text], both, layout_selectors.UNCOUNTED)
    return row


def _here(request: HttpRequest, copy: ApplicationCopy) -> list[object]:
    return [request.community.slug, copy.uid]
