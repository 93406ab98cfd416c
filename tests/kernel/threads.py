"""Real transactions at the same time, each in a thread with a connection of its own. For PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def both_at_once(work: Callable[[], Result]) -> tuple[Result, Result]:
    """Do the same in two threads that begin together, and return what each found."""
    barrier = Barrier(2, timeout=10)

    def begin() -> Result:
        barrier.wait()
        return in_own_connection(work)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(begin), pool.submit(begin)
        return first.result(timeout=20), second.result(timeout=20)


def in_own_connection(work: Callable[[], Result]) -> Result:
    """Do some work in this thread and close the connection it opened."""
    try:
        return work()
    finally:
        connection.close()
