from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.accounts.models import User
from commonweal.frameworks import sheet_services, upload_services
from commonweal.frameworks.models import ContentUpload
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily


@jobs.handler("frameworks.read_upload")
def read_upload(_job: JobContext, *, upload_id: int) -> None:
    """Read a file an operator gave, unless it was thrown away meanwhile."""
    upload = ContentUpload.objects.filter(pk=upload_id).first()
    if upload is not None:
        upload_services.read_upload(upload)


@jobs.handler("frameworks.write_sheet")
def write_sheet(
    job: JobContext, *, slug: str, edition: str, by_id: int, kind: str = sheet_services.EDITION
) -> dict[str, str]:
    """Write a document as a workbook to be changed and given back."""
    stored = sheet_services.write_sheet(kind=kind, slug=slug, edition=edition, by=User.objects.get(pk=by_id))
    job.progress(100, _("The workbook is ready."))
    return {"file": str(stored.uid), "next": reverse("frameworks:sheet-file", args=[job.job.uid])}


@jobs.handler("frameworks.forget_uploads")
def forget_uploads(_job: JobContext) -> int:
    """Forget files that nobody took in."""
    return upload_services.forget_old_uploads(timezone.now())


jobs.recurring("frameworks.forget_uploads", every=Daily(3, 50))
