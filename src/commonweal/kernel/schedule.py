"""The clock of recurring jobs: our own table, looked at by every job process, each job asked for by one of them."""

from datetime import datetime

from django.db import transaction

from commonweal.kernel import jobs
from commonweal.kernel.methods.schedule import next_time, rule_of, text_of
from commonweal.kernel.models import Schedule
from commonweal.kernel.time_zones import zone_of


@transaction.atomic
def synchronise(now: datetime) -> None:
    """Make the rows follow what packages registered. Safe to run again, also by several processes.

    A rule that changed counts from now on. Whether a schedule is enabled is the operator's, and stays.
    """
    registered = jobs.recurrences()
    Schedule.objects.exclude(name__in=registered).delete()
    known = Schedule.objects.in_bulk(field_name="name")
    for name, wanted in registered.items():
        rule = text_of(wanted.rule)
        if name in known and (known[name].rule, known[name].time_zone) == (rule, wanted.time_zone):
            continue
        next_at = next_time(wanted.rule, now, zone_of(wanted.time_zone))
        Schedule.objects.update_or_create(
            name=name, defaults={"rule": rule, "time_zone": wanted.time_zone, "next_at": next_at}
        )


def tick(now: datetime) -> int:
    """Ask for the jobs that are due, and look after those under way; return how many were asked for.

    Call it every 20 seconds or so from each job process. A time that was missed while no process ran is
    made up for once, not for each time.
    """
    due = Schedule.objects.filter(is_enabled=True, next_at__lte=now)
    n_asked = sum(_ask_for(schedule, now) for schedule in due)
    jobs.look_after(now)
    return n_asked


@transaction.atomic
def _ask_for(schedule: Schedule, now: datetime) -> bool:
    """Ask for the job of a schedule unless another process has: the update finds the row once as it was read."""
    if schedule.name not in jobs.handler_names():
        return False
    as_read = Schedule.objects.filter(pk=schedule.pk, next_at=schedule.next_at)
    if not as_read.update(next_at=next_time(rule_of(schedule.rule), now, zone_of(schedule.time_zone))):
        return False
    job = jobs.enqueue(schedule.name, at=now, key="schedule")
    Schedule.objects.filter(pk=schedule.pk).update(last_job=job)
    return True
