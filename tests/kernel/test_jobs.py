from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from model_bakery import baker

from commonweal.accounts.models import User
from commonweal.kernel import jobs
from commonweal.kernel.enums import JobState
from commonweal.kernel.errors import DomainError
from commonweal.kernel.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_handler(monkeypatch):
    """Register a throw-away handler for one test."""

    def register(function):
        monkeypatch.setitem(jobs._handlers, "test.work", function)

    return register


def test_job_is_run_at_commit_and_keeps_its_result(with_handler, now, django_capture_on_commit_callbacks):
    with_handler(lambda job, number: {"twice": 2 * number})
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("test.work", at=now, number=21)
        assert job.state == JobState.QUEUED
    job.refresh_from_db()
    assert (job.state, job.result, job.progress) == (JobState.DONE, {"twice": 42}, 100)


def test_job_that_is_refused_keeps_the_sentence(with_handler, now, django_capture_on_commit_callbacks):
    def refuse(job):
        raise DomainError("The workbook is empty. Nothing was changed.")

    with_handler(refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("test.work", at=now)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The workbook is empty. Nothing was changed.")


def test_job_that_crashes_has_ended_and_tells_the_person_nothing_of_the_inside(with_handler, now):
    def crash(job):
        raise ZeroDivisionError("secret")

    with_handler(crash)
    job = jobs.enqueue("test.work", at=now)
    with pytest.raises(ZeroDivisionError):
        jobs.run_job.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "")


def test_job_run_twice_does_its_work_once(with_handler, now):
    done = []
    with_handler(lambda job: done.append(1))
    job = jobs.enqueue("test.work", at=now)
    jobs.run_job.func(job.pk)
    jobs.run_job.func(job.pk)
    assert done == [1]


def test_job_tells_how_far_it_is(with_handler, now):
    seen = []

    def work(job):
        job.progress(40, "Reading the sheet")
        seen.append(Job.objects.values_list("progress", "message").get(pk=job.job.pk))

    with_handler(work)
    jobs.run_job.func(jobs.enqueue("test.work", at=now).pk)
    assert seen == [(40, "Reading the sheet")]


def test_job_without_a_handler_is_refused_at_once(now):
    with pytest.raises(KeyError, match=r"no\.such"):
        jobs.enqueue("no.such", at=now)


@pytest.mark.parametrize(
    "broken", [{"progress": 101}, {"state": JobState.DONE}, {"ended_at": "now"}], ids=["percent", "no end", "early end"]
)
def test_job_constraints_hold(with_handler, now, broken):
    with_handler(lambda job: None)
    job = jobs.enqueue("test.work", at=now)
    values = {**broken, "ended_at": now + timedelta(hours=1)} if "ended_at" in broken else broken
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**values)


def test_job_page_is_seen_by_its_owner_only(client, with_handler, now):
    with_handler(lambda job: None)
    owner, stranger = (User.objects.create_user(f"{name}@example.org", name) for name in ("ana", "ben"))
    address = reverse("kernel:job", args=[jobs.enqueue("test.work", at=now, by=owner).uid])
    client.force_login(owner)
    assert "Waiting to begin" in client.get(address).text
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_job_status_part_stops_asking_when_the_job_has_ended(client, now):
    owner = User.objects.create_user("ana@example.org", "Ana")
    client.force_login(owner)
    job = baker.make(Job, asked_by=owner, asked_at=now, state=JobState.DONE, ended_at=now, progress=100)
    html = client.get(reverse("kernel:job", args=[job.uid]), headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in html
    assert "Done." in html
