"""Stopping work that takes too long, where the system can interrupt it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType


class OutOfTime(Exception):
    """The time limit of a piece of work has passed."""


@contextmanager
def within(limit: timedelta) -> Iterator[None]:
    """Interrupt the block by ``OutOfTime`` when it takes longer than ``limit``.

    Only the main thread on a POSIX system can be interrupted, and a long call into a library only when it
    returns; elsewhere the block runs to its end, and whoever watches the job's lease counts it as lost.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGALRM, _stop)
    left_of_outer, _ = signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left_of_outer)
        signal.signal(signal.SIGALRM, former)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
