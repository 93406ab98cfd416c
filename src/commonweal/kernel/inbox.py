"""Notices of the kernel itself: how work ended that a person asked for."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.kernel import jobs, notices
from commonweal.kernel.enums import JobState, Way
from commonweal.kernel.models import Job
from commonweal.kernel.notices import Told

notices.register(
    "job.failed",
    label=_("Work you asked for failed"),
    sentence=_("Something you asked for did not work."),
    usual=Way.INBOX,
)


@jobs.follow_ends
def tell_of_failure(job: Job, state: JobState, at: datetime) -> None:
    """Tell who asked for a job that it failed; each failing of it anew."""
    if state == JobState.FAILED and job.asked_by is not None and job.name != "kernel.mail_notices":
        told = Told(None, reverse("kernel:job", args=[job.uid]))
        notices.give("job.failed", [job.asked_by], told, key=f"job:{job.uid}:{at.isoformat()}", by=None, at=at)
