"""What can go wrong with a job: faults that pass, lost processes, time limits, asking twice."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from commonweal.accounts.models import User
from commonweal.kernel import jobs
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import DomainError, JobNotFailed, TryAgainLater
from commonweal.kernel.models import Job
from tests.kernel.threads import both_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_handler(monkeypatch):
    """Register a throw-away handler with a policy for one test."""

    def register(function, **policy):
        monkeypatch.setitem(jobs._handlers, "test.work", function)
        monkeypatch.setitem(jobs._policies, "test.work", jobs.Policy(**policy))

    return register


def asked(now, **arguments):
    return jobs.enqueue("test.work", at=now, **arguments)


def state_of(job):
    job.refresh_from_db()
    return job.state


@pytest.mark.parametrize("fault", [TryAgainLater(), ConnectionResetError(), TimeoutError(), OperationalError()])
def test_passing_fault_is_tried_again_later(with_handler, now, fault):
    def fail(job):
        raise fault

    with_handler(fail, n_retries=1)
    job = asked(now)
    begun = timezone.now()
    jobs.run_job.func(job.pk)
    assert (state_of(job), job.n_tries, job.ended_at) == (JobState.QUEUED, 1, None)
    assert job.look_again_at >= begun + timedelta(seconds=30)


def test_last_try_ends_with_the_sentence_of_the_fault(with_handler, now):
    def fail(job):
        raise TryAgainLater("The mail server does not answer.")

    with_handler(fail, n_retries=1)
    job = asked(now)
    jobs.run_job.func(job.pk)
    jobs.run_job.func(job.pk)
    assert (state_of(job), job.error) == (JobState.FAILED, "The mail server does not answer.")


def test_last_try_of_a_fault_without_a_sentence_crashes(with_handler, now):
    def fail(job):
        raise ConnectionResetError

    with_handler(fail)
    job = asked(now)
    with pytest.raises(ConnectionResetError):
        jobs.run_job.func(job.pk)
    assert state_of(job) == JobState.FAILED


def test_waiting_retry_leaves_when_its_time_has_come(with_handler, now, django_capture_on_commit_callbacks):
    outcomes = [TryAgainLater(), None]

    def work(job):
        if fault := outcomes.pop(0):
            raise fault

    with_handler(work, n_retries=2)
    job = asked(now)
    jobs.run_job.func(job.pk)
    assert jobs.look_after(timezone.now()) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.look_after(timezone.now() + timedelta(minutes=1)) == 1
    assert (state_of(job), job.n_tries) == (JobState.DONE, 2)


def test_job_that_never_reached_the_queue_is_sent_again(with_handler, now, django_capture_on_commit_callbacks):
    with_handler(lambda job: None)
    job = asked(now)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.look_after(now + jobs.SEND_AGAIN)
    assert state_of(job) == JobState.DONE


def lose(job, now, n_tries=1):
    """Make it look as if the process of a running job was killed."""
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, n_tries=n_tries, look_again_at=now)


def test_lost_job_is_run_again(with_handler, now, django_capture_on_commit_callbacks):
    with_handler(lambda job: {"again": True})
    job = asked(now)
    lose(job, now)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.look_after(now)
    assert (state_of(job), job.result) == (JobState.DONE, {"again": True})


def test_job_lost_too_often_fails_with_a_sentence(with_handler, now):
    with_handler(lambda job: None)
    job = asked(now)
    lose(job, now, n_tries=2)
    jobs.look_after(now)
    assert state_of(job) == JobState.FAILED
    assert "ended again and again" in job.error


def test_try_that_was_given_up_has_no_say_any_more(with_handler, now):
    def be_overtaken(context):
        Job.objects.filter(pk=context.job.pk).update(n_tries=2)
        return {"late": True}

    with_handler(be_overtaken)
    job = asked(now)
    jobs.run_job.func(job.pk)
    assert (state_of(job), job.result) == (JobState.RUNNING, None)


def test_running_job_is_not_run_by_a_second_process(with_handler, now):
    done = []

    def work(context):
        done.append(1)
        jobs.run_job.func(context.job.pk)

    with_handler(work)
    jobs.run_job.func(asked(now).pk)
    assert done == [1]


def test_job_handed_back_by_its_worker_is_run_again(with_handler, now):
    with_handler(lambda job: None)
    job = asked(now)
    lose(job, now + timedelta(hours=1))
    jobs.hand_back(job.pk, now=now)
    jobs.run_job.func(job.pk)
    assert state_of(job) == JobState.DONE


def test_job_that_takes_too_long_is_stopped(with_handler, now):
    with_handler(lambda job: time.sleep(5), limit=timedelta(seconds=0.05))
    job = asked(now)
    jobs.run_job.func(job.pk)
    assert state_of(job) == JobState.FAILED
    assert "took too long" in job.error


def test_sentence_is_in_the_language_of_who_asked(with_handler, now, monkeypatch):
    seen = []
    with_handler(lambda job: seen.append(jobs.translation.get_language()))
    ana = User.objects.create_user("ana@example.org", "Ana", language="es")
    jobs.run_job.func(asked(now, by=ana).pk)
    jobs.run_job.func(asked(now).pk)
    assert seen == ["es", "en"]


def test_asking_twice_with_one_key_gives_one_job(with_handler, now):
    with_handler(lambda job: None)
    job = asked(now, key="profile")
    assert asked(now, key="profile") == job
    assert asked(now, key="another") != job
    assert asked(now) != asked(now)


def test_key_is_free_again_when_the_job_has_ended(with_handler, now):
    with_handler(lambda job: None)
    job = asked(now, key="profile")
    jobs.run_job.func(job.pk)
    assert asked(now, key="profile") != job


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_two_who_ask_at_once_get_one_job(with_handler, now):
    with_handler(lambda job: time.sleep(0.2))
    first, second = both_at_once(lambda: asked(now, key="profile").pk)
    assert first == second


def test_failed_job_can_begin_anew(with_handler, now, django_capture_on_commit_callbacks):
    outcomes = [DomainError("The workbook is empty."), None]

    def work(job):
        if fault := outcomes.pop(0):
            raise fault

    with_handler(work)
    job = asked(now)
    jobs.run_job.func(job.pk)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry(job, at=now)
    assert (state_of(job), job.error, job.n_tries) == (JobState.DONE, "", 1)


def test_only_what_failed_can_begin_anew(with_handler, now):
    with_handler(lambda job: None)
    with pytest.raises(JobNotFailed):
        jobs.retry(asked(now), at=now)


def test_work_that_is_under_way_again_does_not_begin_twice(with_handler, now):
    def refuse(job):
        raise DomainError("No.")

    with_handler(refuse)
    job = asked(now, key="profile")
    jobs.run_job.func(job.pk)
    asked(now, key="profile")
    with pytest.raises(JobNotFailed):
        jobs.retry(job, at=now)
