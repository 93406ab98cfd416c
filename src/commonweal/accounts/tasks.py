from django.conf import settings
from django.utils import timezone

from commonweal.accounts import address_services, deletion_selectors, deletion_services, device_services, services
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
    """Remove sessions that ran out with their devices, and wishes that nobody confirmed."""
    now = timezone.now()
    return {
        "devices": device_services.tidy_sessions(now=now),
        "unconfirmed_addresses": address_services.forget_stale(now=now),
        "unconfirmed_deletions": deletion_services.forget_stale(now=now),
    }


@jobs.handler("accounts.delete_due")
def delete_due(_job: JobContext) -> dict[str, int]:
    """Delete the accounts whose wait is over, each in a transaction of its own."""
    now = timezone.now()
    done = [
        deletion_services.carry_out(deletion=one, site_url=settings.SITE_URL, now=now)
        for one in deletion_selectors.due(now)
    ]
    return {"deleted": sum(done), "put_off": len(done) - sum(done)}


jobs.recurring("accounts.tidy", every=Daily(8, 15))
jobs.recurring("accounts.delete_due", every=Daily(9, 30))
