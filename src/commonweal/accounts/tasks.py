from django.conf import settings
from django.utils import timezone

from commonweal.accounts import device_services, services
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily
from commonweal.kernel.models import Job


@jobs.handler("accounts.mail_link")
def mail_link(job: JobContext, *, email: str, next_path: str) -> None:
    """Mail the link, then forget who asked: the address may be a stranger's."""
    services.mail_link(email=email, next_path=next_path, site_url=settings.SITE_URL, now=timezone.now())
    Job.objects.filter(pk=job.job.pk).update(arguments={})


@jobs.handler("accounts.tidy")
def tidy(_job: JobContext) -> dict[str, int]:
    """Remove sessions that ran out, and the devices that stood for them."""
    return {"devices": device_services.tidy_sessions(now=timezone.now())}


jobs.recurring("accounts.tidy", every=Daily(8, 15))
