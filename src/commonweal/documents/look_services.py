"""Drawing up how documents look, looking at it, and putting it in force. ``draw_preview`` runs in the job process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commonweal.accounts.models import User
from commonweal.documents import look_selectors, typst_engine
from commonweal.documents.enums import LookState
from commonweal.documents.errors import DocumentFailed, LookNotShown
from commonweal.documents.methods.logos import CleanLogo
from commonweal.documents.methods.look import SUFFIXES, Cover
from commonweal.documents.models import DocumentLook
from commonweal.kernel import events, files, jobs, nodes
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require

SCOPE = "operations:documents"
SAMPLE = resources.files("commonweal.documents") / "typst" / "sample.typ"
MOST_PAGES = 4
"""Pages of a preview that are kept; a cover, front matter and a page of text are three."""


@dataclass(frozen=True)
class Choices:
    """What an operator fills in. ``logo`` is new; ``keeps_logo`` takes over the one of the version before."""

    organization: str
    main_colour: str
    accent_colour: str
    cover: Cover
    front_matter: Mapping[str, str]
    footer: Mapping[str, str]
    logo: CleanLogo | None = None
    keeps_logo: bool = True


@transaction.atomic
def draw_up(*, choices: Choices, before: DocumentLook | None, by: User, now: datetime) -> DocumentLook:
    """Keep choices as a new version and have its first pages drawn. Documents look as before until it is put in force.

    ``before`` is the version whose choices were changed, and whose logo may be kept.

    Raises:
        NotPermitted: if ``by`` does not run the site.
    """
    require("kernel.operate", by, None)
    number = (DocumentLook.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    title = {"en": f"Look of documents, version {number}"}
    node = nodes.create("document_look", scope=SCOPE, title=title, owner=by, visibility=Visibility.PRIVATE)
    version = DocumentLook.objects.create(
        node=node,
        number=number,
        organization=choices.organization,
        logo=_logo_of(choices, before, by),
        main_colour=choices.main_colour,
        accent_colour=choices.accent_colour,
        cover=choices.cover.value,
        front_matter=dict(choices.front_matter),
        footer=dict(choices.footer),
        by=by,
        drawn_up_at=now,
    )
    events.record("look.drawn_up", node, by=by, at=now)
    _ask_for_preview(version, by=by, now=now)
    return version


@transaction.atomic
def put_in_force(*, version: DocumentLook, by: User, now: datetime) -> None:
    """Let new documents look like a version, also an older one: that is how a change is undone.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        LookNotShown: if its first pages were not drawn, so that nobody saw it.
    """
    require("kernel.operate", by, None)
    version = DocumentLook.objects.select_for_update().select_related("node").get(pk=version.pk)
    if version.state != LookState.SHOWN:
        raise LookNotShown
    if version.is_in_force:
        return
    DocumentLook.objects.filter(is_in_force=True).update(is_in_force=False)
    version.is_in_force = True
    version.save(update_fields=["is_in_force"])
    events.record("look.put_in_force", version.node, by=by, at=now)


@transaction.atomic
def go_back_to_own(*, by: User, now: datetime) -> None:
    """Let new documents look like Commonweal's own again; every version stays.

    Raises:
        NotPermitted: if ``by`` does not run the site.
    """
    require("kernel.operate", by, None)
    version = DocumentLook.objects.select_for_update().select_related("node").filter(is_in_force=True).first()
    if version is not None:
        version.is_in_force = False
        version.save(update_fields=["is_in_force"])
        events.record("look.set_aside", version.node, by=by, at=now)


def draw_preview(version: DocumentLook, *, language: str, now: datetime) -> None:
    """Draw the first pages of a sample in the look of a version. Safe to run twice.

    Raises:
        DocumentFailed: if the typesetter refuses it or takes too long; the version then says so.
    """
    if version.state == LookState.SHOWN:
        return
    try:
        with translation.override(language):
            drawn = typst_engine.draw_pages(
                SAMPLE,
                _sample(),
                title=_("Sample"),
                language=language,
                made_at=now,
                look=look_selectors.look_of(version),
            )
    except DocumentFailed:
        version.state = LookState.FAILED
        version.save(update_fields=["state"])
        raise
    kept = [files.put(page, media_type="image/png", name=f"page-{number}.png") for number, page in enumerate(drawn, 1)]
    version.pages = [str(page.uid) for page in kept[:MOST_PAGES]]
    version.state = LookState.SHOWN
    version.save(update_fields=["pages", "state"])


def _ask_for_preview(version: DocumentLook, *, by: User, now: datetime) -> Job:
    return jobs.enqueue(
        "documents.preview_look", by=by, at=now, look_id=version.pk, language=translation.get_language() or "en"
    )


def _logo_of(choices: Choices, before: DocumentLook | None, by: User) -> StoredFile | None:
    if choices.logo is not None:
        name = f"logo.{SUFFIXES[choices.logo.media_type]}"
        return files.put(choices.logo.content, media_type=choices.logo.media_type, name=name, by=by)
    return before.logo if before is not None and choices.keeps_logo else None


def _sample() -> dict[str, Any]:
    """A page of a Profile of nowhere, with what stands on one: codes, a question, a link, a list."""
    plain = {"type": "text", "marks": []}
    link = {"type": "link", "href": "https://commonweal.example"}
    return {
        "author": "Commonweal",
        "cover_title": _("A community"),
        "running": _("Sample"),
        "foot": _("Sample"),
        "kicker": _("Community Profile"),
        "lead": _("Who we are, whom we serve, where we stand and what is changing."),
        "notice": None,
        "made": _("Sample"),
        "edition": "",
        "words": {"of": pgettext("page 3 of 24", "of")},
        "part": {
            "ref": "P.1",
            "title": _("Community Description"),
            "questions": [
                {
                    "ref": "P.1a(1)",
                    "label": _("Place and identity"),
                    "text": _("This is how a question looks."),
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [
                                plain | {"text": _("This is how an answer looks, with ")},
                                {"type": "text", "marks": [link], "text": _("a link")},
                                plain | {"text": "."},
                            ],
                        },
                        {
                            "type": "bullets",
                            "items": [
                                [{"type": "paragraph", "content": [plain | {"text": _("One point of a list")}]}],
                                [{"type": "paragraph", "content": [plain | {"text": _("Another point")}]}],
                            ],
                        },
                    ],
                }
            ],
        },
    }
