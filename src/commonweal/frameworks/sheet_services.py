"""An edition as a workbook: asked for by an operator, written by the job process."""

from datetime import datetime

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import selectors
from commonweal.frameworks.errors import WordsStayHere
from commonweal.frameworks.methods.export import may_leave
from commonweal.kernel import files, jobs
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transaction.atomic
def request_sheet(*, slug: str, edition: str, by: User, now: datetime) -> Job:
    """Have an edition written as a workbook. Returns the job.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        UnknownEdition: if it is not loaded.
        WordsStayHere: if its owner does not let its wording leave the installation.
    """
    require("kernel.operate", by, None)
    if not selectors.edition(slug, edition).may_be_redistributed:
        raise WordsStayHere
    return jobs.enqueue("frameworks.write_sheet", by=by, at=now, slug=slug, edition=edition, by_id=by.pk)


def write_sheet(*, slug: str, edition: str, by: User) -> StoredFile:
    """Write the workbook and keep it as a file. For the job process.

    Raises:
        UnknownEdition: if it is not loaded.
        WordsStayHere: if its owner does not let its wording leave the installation.
        SheetTooSmall: if a text is longer than a cell can hold.
    """
    from commonweal.frameworks import workbooks  # noqa: PLC0415 -- slow import

    plain = selectors.plain_edition(slug, edition)
    if not may_leave(plain):
        raise WordsStayHere
    return files.put(workbooks.written(plain), media_type=MEDIA_TYPE, name=f"{slug}-{edition}.xlsx", by=by)
