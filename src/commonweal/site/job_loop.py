"""Takes jobs from the database one after the other; several processes may do so at once."""

import logging
import os
import secrets
import socket
import sys
import time
from datetime import datetime
from pathlib import Path

from django.db import close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from commonweal.documents.figures import warm
from commonweal.kernel import jobs, schedule

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.25
TICK_SECONDS = 20.0
MOST_TRIES = 3
MAX_MEMORY_MB = 1200
"""After a job, a process above this ends to be renewed; the drawing libraries keep what they allocate."""


class JobLoop(Worker):
    """The worker of django-tasks-db with a cheaper and quicker watch, recovery and renewal.

    The original takes the write lock of SQLite at each look; this one looks with a plain read and
    lets the original drain the queue only when something waits.
    """

    def __init__(self, *, until_empty: bool = False) -> None:
        self.until_empty = until_empty
        self._next_tick = 0.0
        super().__init__(
            queue_names=["*"],
            interval=POLL_SECONDS,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{machine()}:{os.getpid()}:{secrets.token_hex(4)}",
            excluded_queue_names=[],
        )

    def run(self) -> None:
        """Work until a signal comes, the queue is empty (if so asked) or the memory is used up."""
        self.configure_signals()
        n_recovered = take_back_lost_jobs(now=timezone.now())
        logger.info("worker.started", extra={"n_recovered": n_recovered})
        schedule.synchronise(timezone.now())
        warm()
        while self.running:
            close_old_connections()
            self._tick()
            if DBTaskResult.objects.ready().exists():
                super().run()
            if self.until_empty or memory_mb() > MAX_MEMORY_MB:
                break
            if self.running:
                time.sleep(self.interval)
        logger.info("worker.ended", extra={"memory_mb": memory_mb()})

    def _tick(self) -> None:
        """Now and then, ask for the recurring jobs that are due and look after those that are stuck."""
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + TICK_SECONDS
            schedule.tick(timezone.now())


def take_back_lost_jobs(*, now: datetime) -> int:
    """Put back in the queue what a process of this machine was doing when it was killed; return how many.

    Handlers are safe to run twice. A job of another machine is left alone: its process may be alive.
    A job whose process ended ``MOST_TRIES`` times is the likely cause and is given up.
    """
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    lost = [task for task in running if task.worker_ids and _is_lost(task.worker_ids[-1])]
    hopeless = [task for task in lost if len(task.worker_ids) >= MOST_TRIES]
    for task in hopeless:
        jobs.give_up(task.args_kwargs["args"][0], now=now)
    DBTaskResult.objects.filter(pk__in=[task.pk for task in hopeless]).update(
        status=TaskResultStatus.FAILED, finished_at=now
    )
    again = [task for task in lost if task not in hopeless]
    for task in again:
        jobs.hand_back(task.args_kwargs["args"][0], now=now)
    pks = [task.pk for task in again]
    return DBTaskResult.objects.filter(pk__in=pks).update(status=TaskResultStatus.READY, started_at=None)


def _is_lost(worker_id: str) -> bool:
    place, _, rest = worker_id.partition(":")
    pid = rest.partition(":")[0]
    if place != machine() or not pid.isdecimal():
        return False
    return int(pid) == os.getpid() or not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":  # signal 0 is Ctrl-C there; such a machine runs one job process
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def machine() -> str:
    """This machine's name, short enough for a worker id of 64 characters."""
    return socket.gethostname().replace(":", "-")[:40]


def memory_mb() -> int:
    """Megabytes of memory this process holds now; 0 where the system does not say."""
    try:
        n_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return n_pages * os.sysconf("SC_PAGE_SIZE") // 1024**2
