"""Mail leaves after commit, from the job process, in the person's language, with a plain text part."""

from collections.abc import Mapping
from datetime import datetime

from commonweal.kernel import jobs
from commonweal.kernel.models import Job


def send(
    *, to: str, template: str, context: Mapping[str, object], language: str, at: datetime
) -> Job:
    """Ask for one mail.

    ``template`` names a folder with ``subject.txt``, ``body.txt`` and ``body.html``; ``context``
    holds plain JSON values only, because it waits in the database. Secrets in it (a sign-in
    link) are wiped from the job when the mail has left.
    """
    return jobs.enqueue("kernel.send_mail", at=at, to=to, template=template, context=dict(context), language=language)
