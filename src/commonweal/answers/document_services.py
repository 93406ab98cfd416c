"""Making the printed Profile. ``make_profile`` runs in the job process."""

from datetime import datetime
from importlib import resources

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.answers import document_selectors, services
from commonweal.answers.document_context import ProfileContext
from commonweal.communities.models import Community
from commonweal.documents import services as documents
from commonweal.documents import typst_engine
from commonweal.documents.enums import DrawingState
from commonweal.documents.methods import svg
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel import files, jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require

TEMPLATE = resources.files("commonweal.answers") / "typst" / "profile.typ"
PDF = "application/pdf"


@transaction.atomic
def request_profile(*, community: Community, language: str, by: User, now: datetime) -> Job:
    """Ask for the Profile as a PDF. Everyone who may read the community may have it.

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
    """
    require("communities.read", by, community)
    return jobs.enqueue("answers.make_profile_pdf", by=by, at=now, community_id=community.pk, language=language)


def make_profile(job: JobContext, *, community_id: int, language: str, now: datetime) -> StoredFile:
    """Set the Profile as it stands now and store it. Safe to run twice: the same text gives the same file.

    Raises:
        DocumentFailed: if the typesetter refuses it or takes too long.
    """
    community = Community.objects.get(pk=community_id)
    job.progress(10, _("Reading the answers"))
    edition = frameworks.current_edition()
    written = document_selectors.written_answers(community, edition)
    answers = [services.up_to_date(answer) for answer in written]
    context = document_selectors.profile_context(community, edition, answers, language=language, at=now)
    job.progress(30, _("Drawing the figures"))
    pictures = drawn_pictures(context, now)
    job.progress(70, _("Setting the pages"))
    pdf = set_profile(context, pictures, now)
    return files.put(pdf, media_type=PDF, name=context.file_name, by=job.job.asked_by)


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
    )
