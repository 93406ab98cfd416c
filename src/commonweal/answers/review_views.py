"""The group review of an answer: its text, who is asked, who agreed, and what they do about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.answers import figure_selectors, figure_services, review_selectors, review_services, services
from commonweal.answers.addresses import answer_at, answer_in_edition
from commonweal.answers.change_pages import with_figure_names
from commonweal.answers.errors import TextChanged
from commonweal.answers.figure_pages import PageTexts, is_numbered, uids_in
from commonweal.answers.methods.diff import Change, compare
from commonweal.answers.methods.review import Voice
from commonweal.answers.models import Answer, GroupReview
from commonweal.answers.review_forms import AgreementForm, AskedForm
from commonweal.answers.review_selectors import Said
from commonweal.communities.selectors import everybody_in
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel.errors import DomainError
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Read an answer as the group agrees to it; a writer sends it to the group."""
    if request.method == "GET":
        return _show(request, ref_slug)
    require("communities.write_answers", request.user, request.community)
    answer, _question = answer_at(request, ref_slug)
    asked = None
    if request.user.has_perm("answers.choose_who_agrees", answer):
        form = _asked_form(answer, [], request.POST)
        if not form.is_valid():
            return _show(request, ref_slug, form=form, status=422)
        asked = form.cleaned_data["people"]
    act = partial(review_services.send_to_review, answer_id=answer.pk, asked=asked)
    return _do(request, ref_slug, act, _("The answer is with the group now. Writing goes on as before."))


@require_POST
def agree(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Agree to the text one has read."""
    answer, _question = answer_at(request, ref_slug)
    form = AgreementForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    act = partial(review_services.agree, answer_id=answer.pk, seen=seen)
    return _do(request, ref_slug, act, _("You agreed to this text. If it changes, your agreement does not cover it."))


@require_POST
def ask(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Ask other people to agree."""
    require("communities.lead", request.user, request.community)
    answer, _question = answer_at(request, ref_slug)
    form = _asked_form(answer, [], request.POST)
    if not form.is_valid():
        return _show(request, ref_slug, form=form, status=422)
    act = partial(review_services.ask, answer_id=answer.pk, people=form.cleaned_data["people"])
    return _do(request, ref_slug, act, _("These people are asked now."))


@require_POST
def take_back(request: HttpRequest, ref_slug: str) -> HttpResponse:
    """Take an answer back from the group."""
    require("communities.write_answers", request.user, request.community)
    answer, _question = answer_at(request, ref_slug)
    act = partial(review_services.take_back, answer_id=answer.pk)
    return _do(request, ref_slug, act, _("The answer is a draft again. Its text stays as it is."))


def _do(request: HttpRequest, ref_slug: str, act: Callable[..., object], done: str) -> HttpResponse:
    """Do an act of a review and show the review again, with what came of it."""
    try:
        act(by=request.user, now=timezone.now())
    except TextChanged as refusal:
        return _show(request, ref_slug, refusal=str(refusal), status=409)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("answers:review", slug=request.community.slug, ref_slug=ref_slug)


def _show(
    request: HttpRequest, ref_slug: str, *, form: AskedForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    answer, edition = answer_in_edition(request, ref_slug)
    services.up_to_date(answer)
    latest = review_selectors.latest_review(answer)
    standing = review_selectors.standing_of(answer, latest)
    seen = review_selectors.address_of(answer.document)
    said = review_selectors.said_in(latest, seen) if latest else []
    own = next((one for one in said if one.user == request.user), None)
    asked = [one.user for one in said if one.user] if latest and latest.ended_at is None else None
    if asked is None:
        asked = review_selectors.whom_to_ask(answer, request.user)
    context = {
        "community": request.community,
        "question": edition.question(answer.ref),
        "answer": answer,
        "answer_html": _html(request, answer, edition),
        "review": latest,
        "standing": standing,
        "seen": seen,
        "said": said,
        "n_agreed": sum(1 for one in said if one.voice is Voice.AGREED),
        "may_agree": own is not None and own.voice is not Voice.AGREED and latest.ended_at is None,
        "changes": _changes(answer, latest, own),
        "to_ask": asked,
        "form": form or _asked_form(answer, asked, None),
        "refusal": refusal,
        "can_write": request.user.has_perm("answers.send_to_review", answer),
        "can_choose": request.user.has_perm("answers.choose_who_agrees", answer),
    }
    return render(request, "answers/answer_review.html", context, status=status)


def _changes(answer: Answer, latest: GroupReview | None, own: Said | None) -> list[Any]:
    """What changed since the text that the reader, or else everybody, agreed to."""
    if latest is None:
        return []
    is_own_outdated = latest.ended_at is None and own is not None and own.voice is Voice.OUTDATED
    address = own.agreement.snapshot_id if is_own_outdated and own else latest.agreed_snapshot_id
    if not address or address == review_selectors.address_of(answer.document):
        return []
    compared = compare(review_selectors.document_of(address), answer.document)
    [changes] = with_figure_names([[one for one in compared if one.change != Change.SAME]], answer.community)
    return list(changes)


def _html(request: HttpRequest, answer: Answer, edition: EditionDocument) -> str:
    community, places = request.community, {}
    if is_numbered(answer.html):
        places = figure_selectors.places_of(figure_selectors.documents_in(community, edition), edition)
    cards = figure_services.shown_figures(
        community,
        edition,
        language=get_language() or "en",
        at=timezone.now(),
        uids=uids_in(answer.html),
        numbers={uid: placed.number for uid, placed in places.items()},
    )
    return PageTexts(cards, community, places=places, edition=edition).embedded(answer.html)


def _asked_form(answer: Answer, asked: list[Any], posted: Any) -> AskedForm:
    members = [member.user for member in everybody_in(answer.community)]
    return AskedForm(posted, members=members, asked=asked)
