"""Pages of the Community Profile: its contents and reading, one answer, and an answer's history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commonweal.answers import (
    comment_selectors,
    figure_selectors,
    figure_services,
    glossary_selectors,
    key_factor_selectors,
    selectors,
    services,
)
from commonweal.answers.addresses import may_write
from commonweal.answers.change_pages import with_figure_names
from commonweal.answers.editor_pages import WORD_BUDGET, editor_of
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.figure_pages import PageTexts, uids_in
from commonweal.answers.methods.diff import Change, compare
from commonweal.answers.methods.key_factors import marked_in
from commonweal.answers.methods.tongues import language_of
from commonweal.answers.models import Answer
from commonweal.answers.standing_selectors import standing_of
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument, Question
from commonweal.frameworks.methods.refs import ref_of, slug_of
from commonweal.kernel.permissions import require

BESIDE = ("comments", "factors", "related", "figures", "history")
"""What can stand beside the answer; the first does unless another is asked for."""


@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """The contents of the Profile with the state of each answer, and all answers in order for reading."""
    edition = frameworks.current_edition()
    now = timezone.now()
    answers = selectors.answers_to_read(request.community, edition)
    services.draw_what_was_left(answers, now)
    cards = _cards(request, edition, answers, answers, now)
    standing = standing_of(request.community, answers, now)
    contents = selectors.profile_contents(answers, edition, standing=standing)
    glossary = glossary_selectors.page_glossary(request.community, edition, get_language() or "en")
    places = figure_selectors.places_among(answers, edition)
    texts = PageTexts(cards, request.community, is_whole=True, places=places, edition=edition)
    context = {
        "community": request.community,
        "edition": edition,
        "contents": contents,
        "n_questions": sum(len(part.rows) for part in contents),
        "n_begun": sum(1 for answer in answers if answer.last_seq),
        "n_words": sum(answer.n_words for answer in answers),
        "reading": [
            (row, texts.embedded(glossary.explained(row.answer.html)))
            for part in contents
            for row in part.rows
            if row.answer and row.answer.last_seq
        ],
        "explainer": glossary,
        "yours": [row for part in contents for row in part.rows if request.user in row.assigned.people],
        "can_write": may_write(request),
    }
    return render(request, "answers/profile.html", context)


@require_GET
def write(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """One answer: read it, and with the role for it, write it together with others."""
    ref, now = _ref(ref_slug), timezone.now()
    edition = frameworks.current_edition()
    answers = selectors.answers_to_read(request.community, edition)
    answer = next((one for one in answers if one.ref == ref), None)
    if answer is None:
        answer = services.open_answer(community=request.community, ref=ref, by=request.user)
        answers.append(answer)
    answer.community = request.community
    cards = _cards(request, edition, [services.up_to_date(answer)], answers, now)
    question, places = edition.question(ref), figure_selectors.places_among(answers, edition)
    standing = standing_of(request.community, answers, now)
    toc = selectors.profile_contents(answers, edition, ref, standing=standing)
    context = {
        "community": request.community,
        "question": question,
        "item": edition.item(question.item_ref),
        "toc": toc,
        "row": selectors.current_row(toc),
        "answer": answer,
        "answer_html": PageTexts(cards, request.community, places=places, edition=edition).embedded(answer.html),
        "written_in": language_of(answer.html),
        "n_words": answer.n_words,
        "word_budget": WORD_BUDGET,
        "can_write": may_write(request),
        "can_lead": request.user.has_perm("communities.lead", request.community),
        **_beside(request, edition, answer),
        "refusal": "",
        "unsent": None,
        "newest": None,
        "discussion": comment_selectors.discussion(answer, request.user, now),
        "n_factors": len(marked_in(answer.document)),
        "kinds": key_factor_selectors.kinds_for(question, edition),
        "evidence": edition.evidence_for(question),
        "editor": _editor(request, answer, edition),
        "figures": [_figure(request.community, card) for card in cards.values()],
        "related": [
            _related(request.community, other)
            for other in edition.neighbours(ref)
            if other.section_ref == selectors.PROFILE
        ],
    }
    return render(request, "answers/answer_write.html", context)


@require_GET
def history(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Every stretch of writing in an answer, and how the group came to agree."""
    answer = _answer(request, ref_slug)
    context = _about(request, answer) | {"lines": selectors.whole_history(answer)}
    return render(request, "answers/answer_history.html", context)


@require_GET
def version_compare(request: HttpRequest, ref_slug: str, event_uid: UUID) -> HttpResponse:
    """What one stretch of writing changed, and the button that brings the earlier text back."""
    answer = _answer(request, ref_slug)
    version = selectors.version(answer, event_uid)
    [changes] = with_figure_names([compare(version.before, version.after)], request.community)
    context = _about(request, answer) | {
        "version": version,
        "changes": changes,
        "n_changes": sum(1 for one in changes if one.change is not Change.SAME),
        "can_write": may_write(request),
    }
    return render(request, "answers/answer_compare.html", context)


@require_POST
def version_restore(request: HttpRequest, ref_slug: str, event_uid: UUID) -> HttpResponse:
    """Bring back the text as it was before a stretch of writing."""
    require("communities.write_answers", request.user, request.community)
    answer = _answer(request, ref_slug)
    services.restore_version(answer_id=answer.pk, event_uid=event_uid, by=request.user, now=timezone.now())
    messages.success(request, _("The earlier text is back. The text it replaced is kept in the history."))
    return redirect("answers:write", slug=request.community.slug, ref_slug=ref_slug)


def _ref(ref_slug: str) -> str:
    try:
        return ref_of(ref_slug)
    except ValueError as fault:
        raise Http404 from fault


def _answer(request: HttpRequest, ref_slug: str) -> Answer:
    """The answer of the address, with its text up to date; one that nobody opened yet does not exist."""
    answer = selectors.answer_to(request.community, frameworks.current_edition(), _ref(ref_slug))
    if answer is None:
        raise Http404
    return services.up_to_date(answer)


def _about(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    edition = frameworks.current_edition()
    question = edition.question(answer.ref)
    return {
        "community": request.community,
        "answer": answer,
        "question": question,
        "item": edition.item(question.item_ref),
        "toc": selectors.profile_contents(
            selectors.answers_in_contents(request.community, edition), edition, answer.ref
        ),
    }


def _cards(
    request: HttpRequest,
    edition: EditionDocument,
    shown: Iterable[Answer],
    among: Iterable[Answer],
    now: datetime,
) -> dict[str, FigureCard]:
    """The figures that stand in the answers that are shown, by uid, numbered through all of the Profile."""
    uids = [uid for answer in shown for uid in uids_in(answer.html)]
    numbers = figure_selectors.numbers_of(among, edition)
    return figure_services.shown_figures(
        request.community, edition, language=get_language() or "en", at=now, uids=uids, numbers=numbers
    )


def _editor(request: HttpRequest, answer: Answer, edition: EditionDocument) -> dict[str, Any]:
    """What the editor's script needs to know."""
    pages = reverse("answers:pages", args=[request.community.slug])
    here = reverse("answers:write", args=[request.community.slug, slug_of(answer.ref)])
    return editor_of(request, answer, edition, pages_url=f"{pages}?ref={quote(answer.ref)}", text_url=here)


def _beside(request: HttpRequest, edition: EditionDocument, answer: Answer) -> dict[str, Any]:
    """Which list stands beside the answer, and what only that one needs. One query at most."""
    chosen = request.GET.get("beside")
    beside = chosen if chosen in BESIDE else BESIDE[0]
    needed: dict[str, Any] = {"beside": beside}
    if beside == "factors":
        needed["factors"] = key_factor_selectors.factors_here(answer, edition, get_language() or "en")
    elif beside == "history":
        needed["versions"] = [_version(request.community, answer, line) for line in selectors.latest_lines(answer)]
    return needed


def _version(community: Community, answer: Answer, line: selectors.HistoryLine) -> dict[str, Any]:
    return {
        "url": reverse("answers:compare", args=[community.slug, slug_of(answer.ref), line.event.uid]),
        "at": line.event.at,
        "person": {"full_name": line.writer},
        "words": line.n_words,
    }


def _figure(community: Community, card: FigureCard) -> dict[str, Any]:
    address = reverse("measures:measure", args=[community.slug, card.measure_key])
    return {"url": f"{address}?place={card.place_fips}", "title": f"{card.code}: {card.title}"}


def _related(community: Community, question: Question) -> dict[str, Any]:
    return {"question": question, "url": reverse("answers:write", args=[community.slug, question.slug])}
