"""Reading the booklets that a person had made."""

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.kernel import selectors as kernel
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job, StoredFile

BOOKLET_JOB = "documents.make_booklet"


def booklet_jobs_of(person: User, *, slug: str, edition: str) -> QuerySet[Job]:
    """The booklets of an edition that a person had made, or is having made."""
    jobs = kernel.jobs_visible_to(person)
    return jobs.filter(name=BOOKLET_JOB, arguments__slug=slug, arguments__edition=edition)


def finished_booklet_jobs_of(person: User, *, slug: str, edition: str) -> QuerySet[Job]:
    """Those whose file can be downloaded."""
    return booklet_jobs_of(person, slug=slug, edition=edition).filter(state=JobState.DONE)


def file_of(job: Job) -> StoredFile:
    """The file that a finished job made."""
    made: dict[str, str] = job.result or {}
    return StoredFile.objects.get(uid=made["file"])
