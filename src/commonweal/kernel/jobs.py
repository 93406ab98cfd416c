"""Long work outside the request: enqueued by name, run by the job process, shown with its progress.

A handler lives in its package's ``tasks.py``, takes identifiers, is safe to run twice and ends
in a service. Services enqueue it by name, so that tasks stay above services.

``Job.look_again_at`` is the lease of all of it: a job that still waits then is sent (again), one that
still runs then has lost its process. ``look_after`` sees to both, so neither a crash between commit and
queue nor one in the middle of the work leaves a job behind.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import DomainError, JobNotFailed, TryAgainLater
from commonweal.kernel.methods.backoff import wait_after
from commonweal.kernel.methods.schedule import Rule
from commonweal.kernel.models import Job
from commonweal.kernel.time_limit import OutOfTime, within

logger = logging.getLogger(__name__)

LIMIT = timedelta(minutes=30)
"""How long a handler may take unless it says otherwise."""
SEND_AGAIN = timedelta(minutes=10)
"""A job that still waits after this time is sent again; the second sending of a job that ran does nothing."""
GRACE = timedelta(minutes=1)
"""What a job may take beyond its limit before it counts as lost: ending takes time too."""
N_LOOKED_AFTER = 200
PASSING_FAULTS = (TryAgainLater, ConnectionError, TimeoutError, OperationalError)
MORE = object()
"""What a handler returns that did a part of its work: the job goes to the end of the queue, with all its tries."""
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a handler knows of its own job."""

    job: Job

    def progress(self, percent: int, message: object = "") -> None:
        """Tell the person how far the work is (0 to 100) and what is being done now."""
        Job.objects.filter(pk=self.job.pk).update(progress=percent, message=str(message)[:300])


@dataclass(frozen=True, slots=True)
class Policy:
    """How a handler is run: how often it is tried again after a passing fault, and how long one try may take."""

    n_retries: int = 0
    limit: timedelta = LIMIT


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When a job is asked for by the clock. The rule is read in this time zone."""

    rule: Rule
    time_zone: str


Handler = Callable[..., object]
_handlers: dict[str, Handler] = {}
_policies: dict[str, Policy] = {}
_recurrences: dict[str, Recurrence] = {}
EndFollower = Callable[[Job, JobState, datetime], None]
_end_followers: list[EndFollower] = []


def handler(name: str, *, retries: int = 0, limit: timedelta = LIMIT) -> Callable[[Handler], Handler]:
    """Register a function ``(job: JobContext, **identifiers) -> JSON result`` under a name.

    ``retries`` counts further tries after ``TryAgainLater``, a broken connection, a time-out or a database
    that does not answer; each waits longer than the one before.
    """

    def register(function: Handler) -> Handler:
        if name in _handlers:
            raise ValueError(f"Two handlers are called {name}.")
        _handlers[name] = function
        _policies[name] = Policy(retries, limit)
        return function

    return register


def recurring(name: str, *, every: Rule, time_zone: str = "UTC") -> None:
    """Have a handler without arguments asked for by the clock: ``Minutes(15)``, ``Daily(3, 30)``, ``Weekly(…)``."""
    _recurrences[name] = Recurrence(every, time_zone)


def follow_ends(function: EndFollower) -> EndFollower:
    """Register what is told of each job that ended, in the transaction that notes its end: job, state, moment."""
    _end_followers.append(function)
    return function


def handler_names() -> frozenset[str]:
    """Every name that can be enqueued."""
    return frozenset(_handlers)


def recurrences() -> dict[str, Recurrence]:
    """What the clock asks for, by the handler's name."""
    return dict(_recurrences)


def enqueue(name: str, *, at: datetime, by: object | None = None, key: str = "", **arguments: object) -> Job:
    """Ask for a piece of work; it leaves when the present transaction commits.

    With a ``key``, a job of that name and key that is under way is returned instead of asking twice.

    Raises:
        KeyError: if no handler has that name.
    """
    if name not in _handlers:
        raise KeyError(f"No handler is called {name}.")
    fields: dict[str, Any] = {
        "name": name,
        "arguments": arguments,
        "asked_by": by,
        "asked_at": at,
        "look_again_at": at + SEND_AGAIN,
    }
    job, is_new = _under_way_or_new(fields, key) if key else (Job.objects.create(**fields), True)
    if is_new:
        _send_at_commit(job.pk)
    return job


def _under_way_or_new(fields: dict[str, Any], key: str) -> tuple[Job, bool]:
    """The job under way with this key, or a new one. The constraint decides between two who ask at once."""
    under_way = Job.objects.filter(name=fields["name"], key=key, state__in=UNDER_WAY)
    for n_left in (2, 1, 0):
        if job := under_way.first():
            return job, False
        try:
            with transaction.atomic():
                return Job.objects.create(**fields, key=key), True
        except IntegrityError:
            if not n_left:
                raise
    raise AssertionError("The last try returned or raised.")


def _send_at_commit(job_id: int) -> None:
    transaction.on_commit(partial(run_job.enqueue, job_id))


@task()
def run_job(job_id: int) -> None:
    """Run one job to its end, in the language of who asked, and write down what came of it."""
    job = _claimed(job_id, now=timezone.now())
    if job is None:
        return
    with _language_of(job):
        try:
            with within(_policy_of(job.name).limit):
                result = _handlers[job.name](JobContext(job), **job.arguments)
        except PASSING_FAULTS as fault:
            _try_again_or_fail(job, fault)
        except DomainError as refusal:
            _end(job, JobState.FAILED, error=str(refusal))
        except OutOfTime:
            logger.warning("job.out_of_time", extra={"job": str(job.uid), "job_name": job.name})
            _end(job, JobState.FAILED, error=_("This took too long and was stopped. What was there before is kept."))
        except Exception as fault:
            _crash(job, fault)
            raise
        else:
            if result is MORE:
                _go_on_later(job)
            else:
                _end(job, JobState.DONE, result=result, progress=100)


def _claimed(job_id: int, *, now: datetime) -> Job | None:
    """The job, now ours to run; None if it ended, or another process is at it."""
    name = Job.objects.values_list("name", flat=True).get(pk=job_id)
    is_free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, look_again_at=None)
    claimed = Job.objects.filter(is_free, pk=job_id).update(
        state=JobState.RUNNING, n_tries=F("n_tries") + 1, look_again_at=now + _policy_of(name).limit + GRACE
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if claimed else None


def _policy_of(name: str) -> Policy:
    return _policies.get(name, Policy())


def _language_of(job: Job) -> AbstractContextManager[None]:
    """What the handler says about the job is read by who asked for it."""
    return translation.override(getattr(job.asked_by, "language", settings.LANGUAGE_CODE))


def _try_again_or_fail(job: Job, fault: Exception) -> None:
    """Put a job back for later; without tries left, let it fail and crash unless the fault has a sentence."""
    if job.n_tries <= _policy_of(job.name).n_retries:
        logger.warning("job.tried_again", extra={**_named(job), "n_tries": job.n_tries, "fault": type(fault).__name__})
        _ours(job).update(state=JobState.QUEUED, look_again_at=timezone.now() + wait_after(job.n_tries))
    elif isinstance(fault, DomainError):
        _end(job, JobState.FAILED, error=str(fault))
    else:
        _crash(job, fault)
        raise fault


@transaction.atomic
def _go_on_later(job: Job) -> None:
    _ours(job).update(state=JobState.QUEUED, n_tries=0, look_again_at=timezone.now() + SEND_AGAIN)
    _send_at_commit(job.pk)


def _crash(job: Job, fault: Exception) -> None:
    logger.error("job.crashed", exc_info=fault, extra=_named(job))
    _end(job, JobState.FAILED)


@transaction.atomic
def _end(job: Job, state: JobState, **fields: object) -> None:
    now = timezone.now()
    if _ours(job).update(state=state, ended_at=now, look_again_at=None, **fields):
        for tell in _end_followers:
            tell(job, state, now)


def _ours(job: Job) -> QuerySet[Job]:
    """The job while this try is the one that counts: one that was lost and given to another has no say any more."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, n_tries=job.n_tries)


def _named(job: Job) -> dict[str, object]:
    return {"job": str(job.uid), "job_name": job.name}


def look_after(now: datetime) -> int:
    """Send what waits too long, take back what lost its process, give up what lost it too often; return how many.

    Safe with many processes: each job is changed by the one whose update finds it as it was read.
    """
    due = Job.objects.filter(state__in=UNDER_WAY, look_again_at__lte=now).order_by("look_again_at")[:N_LOOKED_AFTER]
    return sum(_look_after(job, now) for job in due)


@transaction.atomic
def _look_after(job: Job, now: datetime) -> bool:
    as_read = Job.objects.filter(pk=job.pk, state=job.state, n_tries=job.n_tries, look_again_at=job.look_again_at)
    if job.state == JobState.RUNNING and job.n_tries > max(_policy_of(job.name).n_retries, 1):
        with _language_of(job):
            lost = _("The program that did this work ended again and again. What was there before is kept.")
        return bool(as_read.update(state=JobState.FAILED, ended_at=now, look_again_at=None, error=lost))
    is_changed = bool(as_read.update(state=JobState.QUEUED, look_again_at=now + SEND_AGAIN))
    if is_changed:
        _send_at_commit(job.pk)
    return is_changed


def hand_back(job_id: int, *, now: datetime) -> None:
    """Let a job be run again whose process is known to have ended; its place in the queue is the caller's."""
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(state=JobState.QUEUED, look_again_at=now + SEND_AGAIN)


def give_up(job_id: int, *, now: datetime) -> None:
    """Note that a job failed whose process ended again and again while doing it."""
    unfinished = Job.objects.filter(pk=job_id, state__in=UNDER_WAY)
    unfinished.update(state=JobState.FAILED, ended_at=now, look_again_at=None)


@transaction.atomic
def retry(job: Job, *, at: datetime) -> None:
    """Begin a failed job anew, with all its tries.

    Raises:
        JobNotFailed: if it did not fail, or the same work is under way again.
    """
    try:
        with transaction.atomic():
            is_changed = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
                state=JobState.QUEUED, ended_at=None, error="", message="", progress=0, n_tries=0,
                look_again_at=at + SEND_AGAIN,
            )  # fmt: skip
    except IntegrityError:
        raise JobNotFailed from None
    if not is_changed:
        raise JobNotFailed
    _send_at_commit(job.pk)
