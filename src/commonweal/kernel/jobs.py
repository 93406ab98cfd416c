"""Long work outside the request: enqueued by name, run by the job process, shown with its progress.

A handler lives in its package's ``tasks.py``, takes identifiers, is safe to run twice and ends
in a service. Services enqueue it by name, so that tasks stay above services.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import DomainError
from commonweal.kernel.models import Job

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a handler knows of its own job."""

    job: Job

    def progress(self, percent: int, message: object = "") -> None:
        """Tell the person how far the work is (0 to 100) and what is being done now."""
        Job.objects.filter(pk=self.job.pk).update(progress=percent, message=str(message)[:300])


Handler = Callable[..., object]
_handlers: dict[str, Handler] = {}


def handler(name: str) -> Callable[[Handler], Handler]:
    """Register a function ``(job: JobContext, **identifiers) -> JSON result`` under a name."""

    def register(function: Handler) -> Handler:
        if name in _handlers:
            raise ValueError(f"Two handlers are called {name}.")
        _handlers[name] = function
        return function

    return register


def handler_names() -> frozenset[str]:
    """Every name that can be enqueued."""
    return frozenset(_handlers)


def enqueue(name: str, *, at: datetime, by: object | None = None, **arguments: object) -> Job:
    """Ask for a piece of work; it leaves when the present transaction commits.

    Raises:
        KeyError: if no handler has that name.
    """
    if name not in _handlers:
        raise KeyError(f"No handler is called {name}.")
    job = Job.objects.create(name=name, arguments=arguments, asked_by=by, asked_at=at)
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


@task()
def run_job(job_id: int) -> None:
    """Run one job to its end and write down what came of it."""
    job = Job.objects.select_related("asked_by").get(pk=job_id)
    if job.state in {JobState.DONE, JobState.FAILED}:
        return
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    try:
        result = _handlers[job.name](JobContext(job), **job.arguments)
    except DomainError as refusal:
        _end(job, JobState.FAILED, error=str(refusal))
    except Exception:
        logger.exception("job.crashed", extra={"job": str(job.uid), "job_name": job.name})
        _end(job, JobState.FAILED)
        raise
    else:
        _end(job, JobState.DONE, result=result, progress=100)


def give_up(job_id: int, *, now: datetime) -> None:
    """Note that a job failed whose process ended again and again while doing it."""
    unfinished = Job.objects.filter(pk=job_id).exclude(state__in=[JobState.DONE, JobState.FAILED])
    unfinished.update(state=JobState.FAILED, ended_at=now)


def _end(job: Job, state: JobState, **fields: object) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=timezone.now(), **fields)
