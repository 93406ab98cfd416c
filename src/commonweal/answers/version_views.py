"""Kept versions of the Profile: keep one, read one, see what differs."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commonweal.answers import figure_selectors, figure_services, version_selectors, version_services
from commonweal.answers.addresses import may_write
from commonweal.answers.change_pages import with_figure_names
from commonweal.answers.choices import ProfileForm
from commonweal.answers.figure_cards import FigureCard
from commonweal.answers.figure_pages import PageTexts
from commonweal.answers.methods.projection import figures_in, html_of
from commonweal.answers.version_errors import NameTaken, NothingToKeep
from commonweal.answers.version_forms import VersionForm
from commonweal.answers.version_models import ProfileVersion
from commonweal.answers.version_selectors import Difference, Texts
from commonweal.communities.models import Community
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel.permissions import require

NOW = "now"
"""What stands for the living Profile where a version is asked for."""


@require_http_methods(["GET", "POST"])
def version_list(request: HttpRequest) -> HttpResponse:
    """The versions of the Profile; keep it as it is now."""
    if request.method == "GET":
        return _show_list(request, VersionForm())
    require("communities.write_answers", request.user, request.community)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        version = version_services.keep_version(
            community=request.community, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except (NameTaken, NothingToKeep) as refusal:
        form.add_error("name" if isinstance(refusal, NameTaken) else None, str(refusal))
        return _show_list(request, form, status=422)
    told = _("“%(name)s” is kept. It stays as it is, whatever is written from now on.")
    messages.success(request, told % {"name": version.name})
    return redirect("answers:version", slug=request.community.slug, uid=version.uid)


@require_GET
def version_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A version to read, with who had agreed to what."""
    version = _version(request, uid)
    edition = frameworks.edition(version.edition.slug, version.edition.edition)
    texts = version_selectors.texts_of(version)
    cards = _cards(request, texts, edition)
    agreed = version_selectors.agreed_in(version)
    filled = PageTexts(cards, request.community, is_whole=True, places=figure_selectors.places_of(texts, edition))
    shown = {ref: filled.embedded(html_of(document)) for ref, document in texts.items()}
    parts = [
        (item, [_read(question, shown, agreed) for question in item.questions]) for item in edition.section("P").items
    ]
    context = {
        "community": request.community,
        "version": version,
        "parts": parts,
        "forms": ProfileForm.choices,
        "language": get_language() or "en",
    }
    return render(request, "answers/version_detail.html", context)


@require_GET
def version_differences(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What differs between a version and another (``?with=``), or the living Profile."""
    version = _version(request, uid)
    edition = frameworks.edition(version.edition.slug, version.edition.edition)
    asked = request.GET.get("with", NOW)
    other = None if asked == NOW else _version(request, _uid(asked))
    after = version_selectors.texts_of(other) if other else _living(request, edition)
    older, newer = (version_selectors.texts_of(version), after)
    if other is not None and other.kept_at < version.kept_at:
        older, newer = newer, older
    context = {
        "community": request.community,
        "version": version,
        "other": other,
        "is_backward": other is not None and other.kept_at < version.kept_at,
        "others": [one for one in version_selectors.versions_of(request.community) if one.pk != version.pk],
        "differences": _named(version_selectors.differences(older, newer, edition), request.community),
    }
    return render(request, "answers/version_differences.html", context)


def _show_list(request: HttpRequest, form: VersionForm, status: int = 200) -> HttpResponse:
    context = {
        "community": request.community,
        "form": form,
        "versions": version_selectors.versions_of(request.community),
        "can_write": may_write(request),
    }
    return render(request, "answers/version_list.html", context, status=status)


def _version(request: HttpRequest, uid: UUID) -> ProfileVersion:
    return get_object_or_404(version_selectors.versions_of(request.community), uid=uid)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _named(found: list[Difference], community: Community) -> list[Difference]:
    """The differences with the figures called by what they show. One query."""
    named = with_figure_names((one.changes for one in found), community)
    return [replace(one, changes=changes) for one, changes in zip(found, named, strict=True)]


def _living(request: HttpRequest, edition: EditionDocument) -> dict[str, dict[str, Any]]:
    return version_selectors.living_texts(version_services.current_answers(request.community, edition))


def _cards(request: HttpRequest, texts: Texts, edition: EditionDocument) -> dict[str, FigureCard]:
    """The figures of a version with the numbers they had in it; their values are the newest."""
    uids = [uid for document in texts.values() for uid in figures_in(document)]
    cards = figure_services.shown_figures(
        request.community, edition, language=get_language() or "en", at=timezone.now(), uids=uids, numbers={}
    )
    return version_selectors.renumbered(cards, texts, edition)


def _read(question: Any, shown: dict[str, SafeString], agreed: dict[str, list[str]]) -> dict[str, Any]:
    return {"question": question, "html": shown.get(question.ref, ""), "agreed": agreed.get(question.ref, [])}
