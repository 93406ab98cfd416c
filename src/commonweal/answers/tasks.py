from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.answers import document_services, import_services, layout_services, services
from commonweal.answers.choices import ProfileForm
from commonweal.kernel import jobs, retention
from commonweal.kernel.jobs import JobContext

retention.keep_values("profile_import", for_days=400)
"""What a file was called and what became of each piece: of use while the import goes on, a year at most."""


@jobs.handler("answers.compact_log")
def compact_log(_job: JobContext, *, answer_id: int) -> dict[str, int]:
    """Make the log of an answer one entry."""
    return {"n_entries": services.compact_log(answer_id, timezone.now())}


@jobs.handler("answers.make_profile_pdf")
def make_profile_pdf(
    job: JobContext, *, community_id: int, language: str, version_id: int | None = None, copy_id: int | None = None
) -> dict[str, str]:
    """Set the Profile of a community as a PDF and store it."""
    return _make_profile(job, ProfileForm.PDF, community_id, language, version_id=version_id, copy_id=copy_id)


@jobs.handler("answers.make_profile_word")
def make_profile_word(
    job: JobContext, *, community_id: int, language: str, version_id: int | None = None, copy_id: int | None = None
) -> dict[str, str]:
    """Write the Profile of a community as a Word file and store it."""
    return _make_profile(job, ProfileForm.WORD, community_id, language, version_id=version_id, copy_id=copy_id)


@jobs.handler("answers.make_profile_page")
def make_profile_page(
    job: JobContext, *, community_id: int, language: str, version_id: int | None = None, copy_id: int | None = None
) -> dict[str, str]:
    """Write the Profile of a community as one HTML file and store it."""
    return _make_profile(job, ProfileForm.PAGE, community_id, language, version_id=version_id, copy_id=copy_id)


def _make_profile(
    job: JobContext, form: ProfileForm, community_id: int, language: str, **which: int | None
) -> dict[str, str]:
    with translation.override(language):
        stored = document_services.make_profile(
            job, community_id=community_id, language=language, form=form, now=timezone.now(), **which
        )
    return {"file": str(stored.uid)}


@jobs.handler("answers.read_import", limit=timedelta(minutes=5))
def read_import(job: JobContext, *, import_id: int) -> dict[str, str]:
    """Sort a Profile that was written elsewhere into pieces, to be looked at."""
    source = import_services.read_import(import_id=import_id, language=get_language() or "en")
    job.progress(100, _("Look at each piece, then decide."))
    return {"next": reverse("answers:import-detail", args=[source.community.slug, source.uid])}


@jobs.handler("answers.count_pages", retries=1, limit=timedelta(minutes=2))
def count_pages(job: JobContext, *, community_id: int, copy_id: int | None = None) -> dict[str, int]:
    """Count the pages of a community's Profile, or of a copy, as it is laid out."""
    layout = layout_services.count_pages(community_id=community_id, copy_id=copy_id, now=timezone.now())
    layout_services.forget_counts_before(job.job)
    return {"n_pages": layout.n_pages}
