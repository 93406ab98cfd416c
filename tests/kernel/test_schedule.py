from datetime import timedelta

import pytest
from django.db import connection

from commonweal.kernel import jobs, schedule
from commonweal.kernel.methods.schedule import Daily, Minutes
from commonweal.kernel.models import Job, Schedule
from tests.kernel.threads import both_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def hourly(monkeypatch, now):
    """One recurring job, every hour, and nothing else registered."""
    done = []
    monkeypatch.setattr(jobs, "_recurrences", {})
    monkeypatch.setitem(jobs._handlers, "test.work", lambda job: done.append(job.job.pk))
    jobs.recurring("test.work", every=Minutes(60))
    schedule.synchronise(now)
    return done


def test_rows_follow_what_is_registered(hourly, now):
    jobs.recurring("test.work", every=Daily(3, 30), time_zone="America/Chicago")
    schedule.synchronise(now)
    row = Schedule.objects.get()
    assert (row.rule, row.time_zone, row.next_at.isoformat()) == (
        "daily 03:30", "America/Chicago", "2026-11-25T09:30:00+00:00"
    )  # fmt: skip
    jobs._recurrences.clear()
    schedule.synchronise(now)
    assert not Schedule.objects.exists()


def test_synchronising_again_changes_nothing(hourly, now):
    Schedule.objects.update(is_enabled=False)
    before = Schedule.objects.values().get()
    schedule.synchronise(now + timedelta(days=1))
    assert Schedule.objects.values().get() == before


def test_job_is_asked_for_when_its_time_has_come_and_not_before(hourly, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert schedule.tick(now + timedelta(minutes=59)) == 0
        assert schedule.tick(now + timedelta(minutes=60)) == 1
    assert hourly == [Schedule.objects.get().last_job_id]


def test_times_that_were_missed_are_made_up_for_once(hourly, now):
    assert schedule.tick(now + timedelta(days=3)) == 1
    assert Schedule.objects.get().next_at == now + timedelta(days=3, hours=1)


def test_job_that_still_runs_is_not_asked_for_again(hourly, now):
    schedule.tick(now + timedelta(hours=1))
    schedule.tick(now + timedelta(hours=2))
    assert Job.objects.count() == 1


def test_disabled_schedule_asks_for_nothing(hourly, now):
    Schedule.objects.update(is_enabled=False)
    assert schedule.tick(now + timedelta(hours=1)) == 0


def test_job_of_a_newer_version_is_left_to_a_process_that_knows_it(hourly, now):
    Schedule.objects.update(name="newer.work")
    assert schedule.tick(now + timedelta(hours=1)) == 0
    assert Schedule.objects.get().next_at == now + timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_of_two_processes_one_asks(hourly, now):
    assert sorted(both_at_once(lambda: schedule.tick(now + timedelta(hours=1)))) == [0, 1]
    assert Job.objects.count() == 1
