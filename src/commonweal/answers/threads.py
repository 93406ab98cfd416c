"""Database work of an event loop, each kind in one thread of its own with one connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

Args = ParamSpec("Args")
Result = TypeVar("Result")


class DatabaseThread:
    """Runs functions one after another, away from the event loop."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Run the function in the thread and return what it returns or raise what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._executor, lambda: _with_fresh_connection(function, *args, **kwargs)
        )

    def close(self) -> None:
        """Let the work end, and close the connection."""
        self._executor.submit(connections.close_all)
        self._executor.shutdown(wait=False)


def _with_fresh_connection(function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
    """A connection that failed is dropped, so that the next call begins with a new one."""
    try:
        return function(*args, **kwargs)
    except (DatabaseError, InterfaceError):
        connections.close_all()
        raise
