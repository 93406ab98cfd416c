import os

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from commonweal.kernel import jobs
from commonweal.kernel.enums import JobState
from commonweal.kernel.models import Job
from commonweal.site import job_loop


@pytest.fixture
def queue(settings):
    """The real queue in the database, instead of the immediate one of the tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def claimed_by(worker_id: str, *, n_times: int = 1) -> DBTaskResult:
    """A task that a worker was doing, on its n-th try."""
    job = Job.objects.create(name="test", asked_at=timezone.now(), state=JobState.RUNNING)
    jobs.run_job.enqueue(job.pk)
    task = DBTaskResult.objects.latest("enqueued_at")
    task.status, task.worker_ids = TaskResultStatus.RUNNING, [worker_id] * n_times
    task.save()
    return task


def here(pid: int) -> str:
    return f"{job_loop.machine()}:{pid}:0a1b"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("worker_id", "is_lost"),
    [
        pytest.param(here(2**22 + 1), True, id="a process that ended"),
        pytest.param(here(os.getpid()), True, id="an earlier process with our own number"),
        pytest.param(here(os.getppid()), False, id="a process that lives"),
        pytest.param("another-machine:1:0a1b", False, id="a process of another machine"),
        pytest.param("unreadable", False, id="a worker of another kind"),
    ],
)
def test_job_is_taken_back_only_from_a_process_that_is_gone(queue, worker_id, is_lost):
    task = claimed_by(worker_id)
    assert job_loop.take_back_lost_jobs(now=timezone.now()) == (1 if is_lost else 0)
    task.refresh_from_db()
    assert task.status == (TaskResultStatus.READY if is_lost else TaskResultStatus.RUNNING)


@pytest.mark.django_db
def test_job_that_killed_its_process_three_times_is_given_up(queue):
    task = claimed_by(here(2**22 + 1), n_times=3)
    assert job_loop.take_back_lost_jobs(now=timezone.now()) == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert Job.objects.get().state == JobState.FAILED


@pytest.mark.django_db(transaction=True)
def test_loop_does_what_waits_and_ends_when_asked(queue, monkeypatch):
    monkeypatch.setattr(job_loop, "warm", lambda: None)
    monkeypatch.setitem(jobs._handlers, "kernel.nothing", lambda _job: {"done": True})
    job = Job.objects.create(name="kernel.nothing", asked_at=timezone.now())
    jobs.run_job.enqueue(job.pk)
    loop = job_loop.JobLoop(until_empty=True)
    monkeypatch.setattr(loop, "configure_signals", lambda: None)
    loop.run()
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"done": True})


def test_memory_is_known_here():
    assert job_loop.memory_mb() > 10
