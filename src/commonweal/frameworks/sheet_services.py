"""An edition, or what stands around it, as a workbook: asked for by an operator, written by the job process."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.frameworks import selectors
from commonweal.frameworks.errors import UnknownContent, WordsStayHere
from commonweal.frameworks.methods.export import may_leave
from commonweal.kernel import files, jobs
from commonweal.kernel.models import Job, StoredFile
from commonweal.kernel.permissions import require

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EDITION = "edition"
"""The kind of an edition; the others are those of ``ContentKind``."""


@transaction.atomic
def request_sheet(*, kind: str, slug: str, edition: str, by: User, now: datetime) -> Job:
    """Have a document in force written as a workbook. Returns the job.

    Raises:
        NotPermitted: if ``by`` does not run the site.
        UnknownEdition, UnknownContent: if it is not loaded.
        WordsStayHere: if its owner does not let its wording leave the installation.
    """
    require("kernel.operate", by, None)
    _leaving(kind, slug, edition)
    return jobs.enqueue("frameworks.write_sheet", by=by, at=now, kind=kind, slug=slug, edition=edition, by_id=by.pk)


def write_sheet(*, kind: str, slug: str, edition: str, by: User) -> StoredFile:
    """Write the workbook and keep it as a file. For the job process.

    Raises:
        UnknownEdition, UnknownContent: if it is not loaded.
        WordsStayHere: if its owner does not let its wording leave the installation.
        SheetTooSmall: if a text is longer than a cell can hold.
    """
    from commonweal.frameworks import workbooks  # noqa: PLC0415 -- slow import

    content = workbooks.written(_leaving(kind, slug, edition))
    name = "-".join(filter(None, (slug, edition)))
    return files.put(content, media_type=MEDIA_TYPE, name=f"{name}.xlsx", by=by)


def _leaving(kind: str, slug: str, edition: str) -> Mapping[str, Any]:
    """The plain values of a document whose words may leave."""
    if kind == EDITION:
        plain = selectors.plain_edition(slug, edition)
    else:
        found = selectors.content(kind, slug, edition)
        if found is None:
            raise UnknownContent
        _row, plain = found
    if not may_leave(plain):
        raise WordsStayHere
    return plain
