"""Mail: every letter is a row before it leaves, in the person's language, with a plain text part.

A letter to one person leaves at once, after commit, from the job process. A batch to several waits until
a human releases it. What a letter to one person says is wiped when it has left, for it may hold a secret;
the rest of what is known of letters is wiped some weeks later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from commonweal.kernel import jobs
from commonweal.kernel.enums import MailKind, MailState
from commonweal.kernel.models import Mail

if TYPE_CHECKING:
    from commonweal.accounts.models import User

KEPT_FOR = {MailKind.SINGLE: timedelta(days=7), MailKind.BULK: timedelta(days=30)}
"""How long after its end an address, a subject and what is left of the text are kept."""
STUCK_AFTER = timedelta(days=1)
NO_ANSWER = "no answer"
"""``Mail.error`` is this, or the code with which the mail server refused."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What differs between the letters of a batch. ``unsubscribe``: see ``send``."""

    to: str
    context: Mapping[str, object]
    language: str
    unsubscribe: str = ""


def send(
    *,
    to: str,
    template: str,
    context: Mapping[str, object],
    language: str,
    at: datetime,
    by: "User | None" = None,
    unsubscribe: str = "",
) -> Mail:
    """Send one letter to one person when the present transaction commits.

    ``template`` names a folder with ``subject.txt``, ``body.txt`` and ``body.html``. ``unsubscribe`` is the address at
    which such letters are ended, where nobody asked for this one; mail programs show a button for it.
    """
    letter = Letter(to, context, language, unsubscribe)
    mail = _written(letter, template, kind=MailKind.SINGLE, state=MailState.RELEASED, asked_by=by, asked_at=at)
    mail.released_at = at
    mail.save()
    send_again(mail, at=at, by=by)
    return mail


def send_batch(
    *, batch: str, letters: Iterable[Letter], template: str, at: datetime, by: "User | None" = None
) -> list[Mail]:
    """Write a letter to each of several people; they wait for release on the operator's mail page.

    ``batch`` names them (``digest:2026-11-24``): letters of one name are released and discarded together. A
    batch of one is a letter to one person, and leaves at once.
    """
    letters = list(letters)
    if len(letters) == 1:
        one = letters[0]
        return [
            send(
                to=one.to,
                template=template,
                context=one.context,
                language=one.language,
                at=at,
                by=by,
                unsubscribe=one.unsubscribe,
            )
        ]
    fields = {"kind": MailKind.BULK, "state": MailState.HELD, "batch": batch, "asked_by": by, "asked_at": at}
    return Mail.objects.bulk_create([_written(letter, template, **fields) for letter in letters], batch_size=200)


def send_again(mail: Mail, *, at: datetime, by: "User | None") -> None:
    """Ask the job process to deliver one released letter."""
    jobs.enqueue("kernel.send_mail", at=at, by=by, key=str(mail.uid), mail_uid=str(mail.uid))


def _written(letter: Letter, template: str, **fields: object) -> Mail:
    """The letter in its language, not saved. A line break would end the header, so the subject has none."""
    with translation.override(letter.language):
        values = {**letter.context, "language": letter.language, "site_url": settings.SITE_URL}
        subject, text, html = (
            render_to_string(f"{template}/{part}", values) for part in ("subject.txt", "body.txt", "body.html")
        )
    return Mail(
        to=letter.to,
        subject=" ".join(subject.split())[:300],
        text=text,
        html=html,
        unsubscribe=letter.unsubscribe,
        language=letter.language,
        template=template,
        **fields,
    )


def wipe(now: datetime) -> int:
    """Forget to whom letters went and what they said, some time after they ended; return how many."""
    wiped = {"to": "", "subject": "", "text": "", "html": "", "unsubscribe": "", "wiped_at": now}
    is_old = [Q(kind=kind, ended_at__lt=now - kept_for) for kind, kept_for in KEPT_FOR.items()]
    return Mail.objects.filter(is_old[0] | is_old[1], wiped_at=None).update(**wiped)


def give_up_stuck(now: datetime) -> int:
    """Let letters fail that were released a day ago and never left, for instance because their job failed."""
    stuck = Mail.objects.filter(state=MailState.RELEASED, released_at__lt=now - STUCK_AFTER)
    return stuck.update(state=MailState.FAILED, ended_at=now, error=NO_ANSWER)
