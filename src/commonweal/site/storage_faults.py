"""What a page says when the site cannot store or reach anything: the database is away, or the disk is full."""

import errno
from enum import StrEnum

from django.db import InterfaceError, OperationalError

FULL_IN_SQLITE = "SQLITE_FULL"
FULL_IN_POSTGRESQL = "53100"
RETRY_AFTER_SECONDS = 15


class StorageFault(StrEnum):
    """What is the matter, as a person would say it."""

    AWAY = "away"
    FULL = "full"


def fault_of(problem: BaseException | None) -> StorageFault | None:
    """What is the matter with the place where things are stored; None if the problem is another."""
    if isinstance(problem, OSError) and problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageFault.FULL
    if not isinstance(problem, OperationalError | InterfaceError):
        return None
    cause = problem.__cause__
    codes = {getattr(cause, "sqlite_errorname", None), getattr(cause, "sqlstate", None)}
    return StorageFault.FULL if codes & {FULL_IN_SQLITE, FULL_IN_POSTGRESQL} else StorageFault.AWAY
