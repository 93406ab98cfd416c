"""What an operator does with jobs and mail. Each act asks for the permission again."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from commonweal.kernel import jobs, mail
from commonweal.kernel.enums import MailState
from commonweal.kernel.errors import BatchChanged, NothingToSend
from commonweal.kernel.models import Job, Mail
from commonweal.kernel.permissions import require

if TYPE_CHECKING:
    from commonweal.accounts.models import User

logger = logging.getLogger(__name__)

FORGOTTEN = {"to": "", "subject": "", "text": "", "html": ""}


@transaction.atomic
def retry_job(*, job: Job, by: "User", now: datetime) -> None:
    """Begin a failed job anew.

    Raises:
        NotPermitted: if ``by`` is not an operator.
        JobNotFailed: if it did not fail, or the same work is under way again.
    """
    require("kernel.operate", by, None)
    jobs.retry(job, at=now)
    logger.info("job.retried", extra={"job": str(job.uid), "by": str(by.uid)})


@transaction.atomic
def release_batch(*, batch: str, n_seen: int, by: "User", now: datetime) -> int:
    """Let the held letters of a batch leave; return how many.

    Raises:
        NotPermitted: if ``by`` is not an operator.
        BatchChanged: if it does not hold as many letters as the person saw.
    """
    n = _end_hold(batch, n_seen, by, state=MailState.RELEASED, released_by=by, released_at=now)
    jobs.enqueue("kernel.send_batch", at=now, by=by, key=batch, batch=batch)
    return n


@transaction.atomic
def discard_batch(*, batch: str, n_seen: int, by: "User", now: datetime) -> int:
    """Throw the held letters of a batch away, unsent; return how many. What they say is forgotten.

    Raises:
        NotPermitted: if ``by`` is not an operator.
        BatchChanged: if it does not hold as many letters as the person saw.
    """
    return _end_hold(batch, n_seen, by, state=MailState.DISCARDED, ended_at=now, wiped_at=now, **FORGOTTEN)


def _end_hold(batch: str, n_seen: int, by: "User", **fields: object) -> int:
    """Change what is held; of two persons who press at once, the second finds the batch changed."""
    require("kernel.operate", by, None)
    n = Mail.objects.filter(batch=batch, state=MailState.HELD).update(**fields)
    if n != n_seen:
        raise BatchChanged
    logger.info("mail.batch_decided", extra={"batch": batch, "n": n, "state": fields["state"], "by": str(by.uid)})
    return n


@transaction.atomic
def retry_mail(*, letter: Mail, by: "User", now: datetime) -> None:
    """Try a letter again that did not arrive.

    Raises:
        NotPermitted: if ``by`` is not an operator.
        NothingToSend: if it did arrive, is under way, or what it said is forgotten.
    """
    require("kernel.operate", by, None)
    failed = Mail.objects.filter(pk=letter.pk, state=MailState.FAILED, wiped_at=None)
    if not failed.update(state=MailState.RELEASED, released_at=now, ended_at=None, error="", n_tries=0):
        raise NothingToSend
    mail.send_again(letter, at=now, by=by)
