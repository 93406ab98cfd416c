from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.answers import document_services, import_services, services
from commonweal.answers.choices import ProfileForm
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext


@jobs.handler("answers.compact_log")
def compact_log(_job: JobContext, *, answer_id: int) -> dict[str, int]:
    """Make the log of an answer one entry."""
    return {"n_entries": services.compact_log(answer_id, timezone.now())}


@jobs.handler("answers.make_profile_pdf")
def make_profile_pdf(job: JobContext, *, community_id: int, language: str) -> dict[str, str]:
    """Set the Profile of a community as a PDF and store it."""
    return _make_profile(job, community_id, language, ProfileForm.PDF)


@jobs.handler("answers.make_profile_word")
def make_profile_word(job: JobContext, *, community_id: int, language: str) -> dict[str, str]:
    """Write the Profile of a community as a Word file and store it."""
    return _make_profile(job, community_id, language, ProfileForm.WORD)


@jobs.handler("answers.make_profile_page")
def make_profile_page(job: JobContext, *, community_id: int, language: str) -> dict[str, str]:
    """Write the Profile of a community as one HTML file and store it."""
    return _make_profile(job, community_id, language, ProfileForm.PAGE)


def _make_profile(job: JobContext, community_id: int, language: str, form: ProfileForm) -> dict[str, str]:
    with translation.override(language):
        stored = document_services.make_profile(
            job, community_id=community_id, language=language, form=form, now=timezone.now()
        )
    return {"file": str(stored.uid)}


@jobs.handler("answers.read_import", limit=timedelta(minutes=5))
def read_import(job: JobContext, *, import_id: int) -> dict[str, str]:
    """Sort a Profile that was written elsewhere into pieces, to be looked at."""
    source = import_services.read_import(import_id=import_id, language=get_language() or "en")
    job.progress(100, _("Look at each piece, then decide."))
    return {"next": reverse("answers:import-detail", args=[source.community.slug, source.uid])}
