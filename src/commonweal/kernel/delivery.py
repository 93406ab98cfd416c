"""Handing letters to the mail server, and telling what passes from what stays when it refuses.

A letter may arrive twice when a process is killed between the server's yes and our note of it; the
Message-ID is made from the letter's uid, so that mail programs can tell.
"""

import logging
import smtplib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from commonweal.kernel.enums import MailKind, MailState
from commonweal.kernel.errors import TryAgainLater
from commonweal.kernel.mail import NO_ANSWER
from commonweal.kernel.models import Mail

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
MOST_TRIES = 7
"""Spread over about three hours by the pauses of the job."""

OF_THE_SERVER = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
"""Refusals of us, not of a letter: they pass when somebody sees to the server or to our password."""


def deliver(mails: Iterable[Mail], *, now: datetime) -> None:
    """Hand released letters to the mail server, one after the other over one connection.

    Raises:
        TryAgainLater: if the server does not answer (the rest is left for later), or refused one for now.
    """
    connection = get_connection(timeout=TIMEOUT_SECONDS)
    is_unfinished = False
    try:
        for mail in mails:
            is_unfinished |= not _is_ended(mail, connection, now)
    finally:
        _close(connection)
    if is_unfinished:
        raise TryAgainLater


def _is_ended(mail: Mail, connection: BaseEmailBackend, now: datetime) -> bool:
    """Try one letter; False if the server refused it for now. Raises TryAgainLater if there is no server."""
    Mail.objects.filter(pk=mail.pk).update(n_tries=F("n_tries") + 1)
    try:
        connection.open()
        connection.send_messages([message_of(mail)])
    except (smtplib.SMTPException, OSError, ValueError) as fault:
        _close(connection)
        code = code_of(fault)
        is_last = mail.n_tries + 1 >= MOST_TRIES
        logger.warning("mail.refused", extra={"mail": str(mail.uid), "code": code, "is_last": is_last})
        if is_final(fault) or is_last:
            _end(mail, MailState.FAILED, now, error=code)
            return True
        if code == NO_ANSWER:
            raise TryAgainLater from None  # the fault's text may hold the address, and tracebacks are kept
        return False
    # What is sent to one person may be a sign-in link: it must not lie here any longer.
    forgotten = {"text": "", "html": "", "unsubscribe": ""} if mail.kind == MailKind.SINGLE else {}
    _end(mail, MailState.SENT, now, error="", **forgotten)
    return True


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The letter as it travels: plain text and HTML, marked as written by a machine, with where such letters end.

    Source: RFC 2369 and RFC 8058, which allows the press of a button alone only under https.
    """
    headers = {
        "Message-ID": f"<{mail.uid}@{urlsplit(settings.SITE_URL).hostname}>",
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    if mail.unsubscribe.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    return message


def is_final(fault: Exception) -> bool:
    """Whether trying again cannot help: a refusal with a code of 500 and more, or a letter that cannot be written."""
    if isinstance(fault, OF_THE_SERVER):
        return False
    if isinstance(fault, smtplib.SMTPNotSupportedError | ValueError):
        return True
    code = code_of(fault)
    return code.isdecimal() and int(code) >= 500


def code_of(fault: Exception) -> str:
    """The code of a refusal, such as ``550``; ``no answer`` where the server said nothing."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return str(next(iter(fault.recipients.values()))[0])
        case smtplib.SMTPResponseException() if fault.smtp_code > 0:
            return str(fault.smtp_code)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return "unsendable"
    return NO_ANSWER


def _end(mail: Mail, state: MailState, now: datetime, **fields: object) -> None:
    Mail.objects.filter(pk=mail.pk, state=MailState.RELEASED).update(state=state, ended_at=now, **fields)


def _close(connection: BaseEmailBackend) -> None:
    """Let go of the connection; a farewell that fails undoes nothing."""
    with suppress(smtplib.SMTPException, OSError):
        connection.close()
