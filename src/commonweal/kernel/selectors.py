from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, QuerySet

from commonweal.kernel.enums import JobState, MailState
from commonweal.kernel.models import Job, Mail, Schedule
from commonweal.kernel.prepared import prepared

if TYPE_CHECKING:
    from commonweal.accounts.models import User

MOST_BATCHES = 50


def jobs_visible_to(person: "User") -> QuerySet[Job]:
    """The jobs a person asked for; nobody sees another person's, nor when looking as that person."""
    return Job.objects.none() if person.viewed_by else Job.objects.filter(asked_by=person)


def jobs_for_operator(state: str = "") -> QuerySet[Job]:
    """All jobs or those in a state, newest first, without what they were asked to do and whom for."""
    jobs = Job.objects.defer("arguments", "result").order_by("-asked_at", "-pk")
    return jobs.filter(state=state) if state else jobs


def n_jobs_by_state() -> dict[str, int]:
    """How many jobs are in each state, zeros too."""
    counted = dict(_counts())
    return {state: counted.get(state, 0) for state in JobState.values}


def schedules() -> list[Schedule]:
    """Recurring jobs with their last job, the next one first. One query."""
    return _schedules()


@prepared
def _counts() -> QuerySet[Job, tuple[str, int]]:
    return Job.objects.order_by().values_list("state").annotate(n=Count("pk"))


@prepared
def _schedules() -> QuerySet[Schedule]:
    rows = Schedule.objects.select_related("last_job").order_by("next_at", "name")
    return rows.defer("last_job__arguments", "last_job__result")


@dataclass(frozen=True, slots=True)
class HeldBatch:
    """Letters that wait for release together, with one of each language to look at."""

    batch: str
    n: int
    asked_at: datetime
    samples: tuple[Mail, ...]


def held_batches() -> list[HeldBatch]:
    """What waits for release, oldest first. Two queries."""
    held = Mail.objects.filter(state=MailState.HELD).values("batch", "language")
    parts = list(
        held.annotate(n=Count("pk"), first=Min("pk"), since=Min("asked_at")).order_by("since", "batch", "first")
    )
    samples = Mail.objects.in_bulk([part["first"] for part in parts][:MOST_BATCHES])
    names = dict.fromkeys(part["batch"] for part in parts if part["first"] in samples)
    return [_batch(name, [part for part in parts if part["batch"] == name], samples) for name in names]


def _batch(name: str, parts: Sequence[Mapping[str, Any]], samples: dict[int, Mail]) -> HeldBatch:
    shown = tuple(samples[part["first"]] for part in parts if part["first"] in samples)
    return HeldBatch(name, sum(part["n"] for part in parts), min(part["since"] for part in parts), shown)


def n_mails_by_state() -> dict[str, int]:
    """How many letters are in each state, zeros too."""
    counted = dict(Mail.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: counted.get(state, 0) for state in MailState.values}


def mails_that_failed() -> QuerySet[Mail]:
    """Letters that did not arrive and are not wiped, newest first, without what they say."""
    failed = Mail.objects.filter(state=MailState.FAILED, wiped_at=None)
    return failed.defer("text", "html").order_by("-ended_at", "-pk")
