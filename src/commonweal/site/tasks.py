"""Work of the whole installation that the clock asks for."""

from django.conf import settings
from django.utils import timezone

from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily
from commonweal.site.backups import making


@jobs.handler("site.back_up")
def back_up(_job: JobContext) -> dict[str, str | int]:
    """Make the nightly backup and keep as many as the operator wants; none where they want none."""
    if not settings.N_BACKUPS_KEPT:
        return {"kept": 0}
    parent = making.default_folder()
    folder = making.make(parent, now=timezone.now())
    making.thin_out(parent, n_kept=settings.N_BACKUPS_KEPT)
    return {"folder": folder.name, "kept": len(making.earlier(parent))}


jobs.recurring("site.back_up", every=Daily(8))  # deep night in America, before old values are emptied
