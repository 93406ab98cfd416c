from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal.kernel import delivery, jobs, mail, notice_mail, retention
from commonweal.kernel.enums import JobState, MailState, Way
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily, Minutes
from commonweal.kernel.models import Job, Mail
from commonweal.kernel.search import index

N_LETTERS_AT_ONCE = 100
"""Then other jobs have their turn: a sign-in link does not wait for a newsletter."""
JOBS_KEPT_FOR = timedelta(days=30)


@jobs.handler("kernel.send_mail", retries=delivery.MOST_TRIES, limit=timedelta(minutes=2))
def send_mail(_job: JobContext, *, mail_uid: str) -> None:
    """Deliver one released letter."""
    delivery.deliver(Mail.objects.filter(uid=mail_uid, state=MailState.RELEASED), now=timezone.now())


@jobs.handler("kernel.send_batch", retries=delivery.MOST_TRIES)
def send_batch(job: JobContext, *, batch: str) -> object:
    """Deliver the released letters of a batch, some at a time, those that were refused before after the others."""
    waiting = Mail.objects.filter(batch=batch, state=MailState.RELEASED).order_by("n_tries", "pk")
    delivery.deliver(waiting[:N_LETTERS_AT_ONCE], now=timezone.now())
    n_left, n_all = waiting.count(), Mail.objects.filter(batch=batch).count()
    job.progress(100 * (n_all - n_left) // max(n_all, 1))
    return jobs.MORE if n_left else None


@jobs.handler("kernel.retain")
def retain(_job: JobContext) -> dict[str, int]:
    """Forget what need not be kept: values of old events, letters, jobs that ended, and the queue's own notes."""
    now = timezone.now()
    before = now - JOBS_KEPT_FOR
    ended = Job.objects.filter(state__in=[JobState.DONE, JobState.FAILED], ended_at__lt=before)
    return {
        "events": retention.retain(now),
        "mails_given_up": mail.give_up_stuck(now),
        "mails": mail.wipe(now),
        "jobs": ended.delete()[0],
        "tasks": DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0],
    }


@jobs.handler("kernel.rebuild_search")
def rebuild_search(_job: JobContext) -> dict[str, int]:
    """Build the index of words anew: what a change missed, and what an erasure took out with a name."""
    return index.rebuild()


@jobs.handler("kernel.mail_notices")
def mail_notices(_job: JobContext, *, person_uid: str) -> dict[str, bool]:
    """Write one letter with the notices that a person hears of at once."""
    return {"is_mailed": notice_mail.mail_notices(person_uid, [Way.AT_ONCE], now=timezone.now())}


@jobs.handler("kernel.mail_daily_notices")
def mail_daily_notices(_job: JobContext) -> dict[str, int]:
    """Write to everybody whose clock says that it is morning, and to whom a letter is late."""
    now = timezone.now()
    daily = [notice_mail.mail_notices(uid, [Way.DAILY], now=now) for uid in notice_mail.people_due(now)]
    late = [notice_mail.mail_notices(uid, [Way.AT_ONCE], now=now) for uid in notice_mail.people_left_behind(now)]
    return {"daily": sum(daily), "late": sum(late)}


jobs.recurring("kernel.mail_daily_notices", every=Minutes(60))
jobs.recurring("kernel.rebuild_search", every=Daily(9))
jobs.recurring("kernel.retain", every=Daily(8, 30))  # deep night in America
