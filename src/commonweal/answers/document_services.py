"""Making the Profile as a file. ``make_profile`` runs in the job process."""

from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.answers import copy_selectors, document_selectors, services, version_selectors
from commonweal.answers.choices import ProfileForm
from commonweal.answers.copy_models import ApplicationCopy
from commonweal.answers.document_context import ProfileContext
from commonweal.answers.models import Answer
from commonweal.answers.version_models import ProfileVersion
from commonweal.communities.models import Community
from commonweal.documents import figures as drawing
from commonweal.documents import look_selectors, typst_engine
from commonweal.documents import services as documents
from commonweal.documents.enums import DrawingState
from commonweal.documents.methods import svg
from commonweal.documents.methods.one_file import one_file
from commonweal.frameworks import selectors as frameworks
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.kernel import files, jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require

TEMPLATE = resources.files("commonweal.answers") / "typst" / "profile.typ"
MEDIA_TYPES = {
    ProfileForm.PDF: "application/pdf",
    ProfileForm.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ProfileForm.PAGE: "application/octet-stream",  # a file to keep: this site never shows it as a page of its own
}
PAGE_LOOK = resources.files("commonweal.documents") / "one-file.css"
PIXELS_PER_UNIT = 3
"""A figure is 640 units wide and 6.5 inches on paper, so this makes some 300 dots an inch."""


@transaction.atomic
def request_profile(
    *,
    community: Community,
    language: str,
    by: User,
    now: datetime,
    form: ProfileForm = ProfileForm.PDF,
    version: ProfileVersion | None = None,
    copy: ApplicationCopy | None = None,
) -> Job:
    """Ask for the Profile, a kept version or a copy of it, as a file. Everyone who may read the community may have it.

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
    """
    require("communities.read", by, community)
    asked: dict[str, Any] = {"by": by, "at": now, "community_id": community.pk, "language": language}
    if version is not None:
        asked["version_id"] = version.pk
    if copy is not None:
        asked["copy_id"] = copy.pk
    match form:
        case ProfileForm.WORD:
            return jobs.enqueue("answers.make_profile_word", **asked)
        case ProfileForm.PAGE:
            return jobs.enqueue("answers.make_profile_page", **asked)
    return jobs.enqueue("answers.make_profile_pdf", **asked)


def make_profile(
    job: JobContext,
    *,
    community_id: int,
    language: str,
    now: datetime,
    form: ProfileForm = ProfileForm.PDF,
    version_id: int | None = None,
    copy_id: int | None = None,
) -> StoredFile:
    """Set the Profile or a copy as it stands now, or a kept version, and store it.

    Safe to run twice: the same text gives the same file.

    Raises:
        DocumentFailed: if the typesetter refuses it or takes too long.
    """
    community = Community.objects.get(pk=community_id)
    job.progress(10, _("Reading the answers"))
    if version_id is not None:
        return store_file(job, _kept_context(version_id, language), form, now)
    context = printed_now(community, language, now, copy_id=copy_id).context
    return store_file(job, context, form, now)


@dataclass(frozen=True)
class Printed:
    """A Profile or a copy as it stands: its texts up to date, and what is printed of them."""

    edition: EditionDocument
    answers: list[Answer]
    context: ProfileContext


def printed_now(community: Community, language: str, now: datetime, *, copy_id: int | None = None) -> Printed:
    """The living Profile, or a copy, as it is printed now."""
    if copy_id is not None:
        return _printed_copy(copy_id, language, now)
    edition = frameworks.current_edition()
    written = document_selectors.written_answers(community, edition)
    answers = [services.up_to_date(answer) for answer in written]
    context = document_selectors.profile_context(community, edition, answers, language=language, at=now)
    return Printed(edition, answers, context)


def _printed_copy(copy_id: int, language: str, now: datetime) -> Printed:
    """A copy under its own edition, with the level on its cover, its figures numbered as they stand in it."""
    copy = ApplicationCopy.objects.select_related("community", "edition").get(pk=copy_id)
    edition = frameworks.edition(copy.edition.slug, copy.edition.edition)
    answers = [services.up_to_date(text) for text in copy_selectors.texts_of(copy)]
    context = document_selectors.profile_context(copy.community, edition, answers, language=language, at=now)
    texts = version_selectors.living_texts(answers)
    level = copy.level_name.get(language) or copy.level_name["en"]
    return Printed(
        edition,
        answers,
        replace(
            context,
            edition=f"{copy.name}: {level}, {copy.rules}",
            figures=version_selectors.renumbered(context.figures, texts, edition),
        ),
    )


def _kept_context(version_id: int, language: str) -> ProfileContext:
    """A version under its own edition and day, its figures numbered as they stood in it."""
    version = ProfileVersion.objects.select_related("community", "edition", "snapshot").get(pk=version_id)
    edition = frameworks.edition(version.edition.slug, version.edition.edition)
    texts = version_selectors.texts_of(version)
    context = document_selectors.profile_context(
        version.community, edition, version_selectors.kept_texts(texts), language=language, at=version.kept_at
    )
    return replace(context, figures=version_selectors.renumbered(context.figures, texts, edition))


def store_file(job: JobContext, context: ProfileContext, form: ProfileForm, now: datetime) -> StoredFile:
    """Set a context as a file of a kind and store it, for the person who asked."""
    job.progress(30, _("Drawing the figures"))
    pictures = drawn_pictures(context, now)
    job.progress(70, _("Setting the pages"))
    content = SETTERS[form](context, pictures, now)
    name = context.file_name(form.value)
    return files.put(content, media_type=MEDIA_TYPES[form], name=name, by=job.job.asked_by)


def drawn_pictures(context: ProfileContext, now: datetime) -> dict[str, bytes]:
    """The picture of each figure by its uid, drawn now where it was not; none for one that cannot be drawn."""
    order_by_uid = {uid: card.orders[0] for uid, card in context.figures.items() if card.orders}
    kept = documents.draw_now(order_by_uid.values(), at=now)
    drawings = {uid: kept[order.address] for uid, order in order_by_uid.items()}
    return {
        uid: svg.for_paper(drawing.svg).encode()
        for uid, drawing in drawings.items()
        if drawing.state == DrawingState.DRAWN
    }


def set_profile(context: ProfileContext, pictures: dict[str, bytes], now: datetime) -> bytes:
    """The PDF of a context with its pictures by figure uid."""
    name_by_uid = {uid: f"figures/{uid}.svg" for uid in pictures}
    return typst_engine.compile_pdf(
        TEMPLATE,
        context.as_data(name_by_uid),
        files={name_by_uid[uid]: picture for uid, picture in pictures.items()},
        title=context.title,
        language=context.language,
        made_at=now,
        look=look_selectors.look_in_force(),
    )


def set_word(context: ProfileContext, pictures: dict[str, bytes], now: datetime) -> bytes:
    """The Word file of a context; Word has no SVG that all its versions draw, so figures become PNGs."""
    from commonweal.documents import word_engine  # noqa: PLC0415 -- slow import

    look = look_selectors.look_in_force()
    drawn = {uid: drawing.as_picture(picture.decode(), scale=PIXELS_PER_UNIT) for uid, picture in pictures.items()}
    return word_engine.write_report(
        context.as_data(dict.fromkeys(pictures, "")),
        pictures=drawn | drawing.cover_pictures(look),
        title=context.title,
        language=context.language,
        made_at=now,
        look=look,
    )


def set_page(context: ProfileContext, pictures: dict[str, bytes], _now: datetime) -> bytes:
    """The Profile as one HTML file that needs nothing else."""
    return one_file(
        context.as_data(dict.fromkeys(pictures, "")),
        pictures={uid: picture.decode() for uid, picture in pictures.items()},
        css=PAGE_LOOK.read_text("utf-8"),
        title=context.title,
        language=context.language,
        look=look_selectors.look_in_force(),
    ).encode()


SETTERS = {ProfileForm.PDF: set_profile, ProfileForm.WORD: set_word, ProfileForm.PAGE: set_page}
"""How each kind of file is made of a context and its pictures."""
