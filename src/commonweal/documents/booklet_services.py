"""Making a booklet of questions. ``make_booklet`` runs in the job process."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from importlib import resources

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.documents import look_selectors, typst_engine
from commonweal.documents.booklet_context import booklet_context
from commonweal.documents.methods.booklet import BookletOrder, parts_of
from commonweal.frameworks import selectors as frameworks
from commonweal.kernel import files, jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.models import Job, StoredFile

TEMPLATE = resources.files("commonweal.documents") / "typst" / "booklet.typ"
PDF = "application/pdf"


@transaction.atomic
def request_booklet(*, slug: str, edition: str, order: BookletOrder, by: User, now: datetime) -> Job:
    """Ask for a booklet of an edition. Everybody who signed in may have it; asking twice gives one job.

    Raises:
        UnknownEdition: if the edition is not loaded.
        ValueError: if it has no such part.
    """
    if order.part not in parts_of(frameworks.edition(slug, edition)):
        raise ValueError(f"{order.part!r} is not a part of {slug} {edition}.")
    arguments = {"slug": slug, "edition": edition, **asdict(order)}
    digest = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()[:40]
    return jobs.enqueue("documents.make_booklet", by=by, at=now, key=f"{by.pk}:{digest}", **arguments)


def make_booklet(job: JobContext, *, slug: str, edition: str, order: BookletOrder) -> StoredFile:
    """Set a booklet and store it. Safe to run twice.

    It is dated by the day the edition came here, so that the same order in the same look
    gives the same bytes whenever it is set.

    Raises:
        UnknownEdition: if the edition is not loaded any more.
        DocumentFailed: if the typesetter refuses it or takes too long.
    """
    job.progress(10, _("Reading the questions"))
    context = booklet_context(frameworks.edition(slug, edition), order)
    loaded_at = frameworks.editions().get(slug=slug, edition=edition).loaded_at
    job.progress(40, _("Setting the pages"))
    pdf = typst_engine.compile_pdf(
        TEMPLATE,
        context.as_data(),
        files={},
        title=context.title,
        language=context.language,
        made_at=loaded_at,
        look=look_selectors.look_in_force(),
    )
    return files.put(pdf, media_type=PDF, name=context.file_name, by=job.job.asked_by)
