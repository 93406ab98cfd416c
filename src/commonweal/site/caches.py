"""Where the limits on signing in are counted: shared by every process that serves the installation.

Django's own default counts in each process by itself, so that two web processes allow twice as many tries. The
database would do, but each try would cost several of its commits, and who tries without end would slow down saving.
"""

import json
import logging
import sqlite3
import time
from pathlib import Path
from threading import local
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
PATIENCE_SECONDS = 1.0
"""How long Redis may take to answer."""
FOR_EVER = 2.0**53
SCHEMA = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS entry_expires ON entry (expires);
"""


class PlainJson:
    """How values are kept: unlike pickles, what somebody else put there runs no code when it is read."""

    def dumps(self, value: Any) -> str:
        return json.dumps(value)

    def loads(self, content: str | bytes) -> Any:
        return json.loads(content)


class MachineCache(BaseCache):
    """A cache in a small SQLite file of its own, for the processes of one machine. Values are what JSON can hold.

    ``LOCATION`` is the file. It may be deleted at any time while nothing runs.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._of_thread = local()

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store a value unless there is one; of several that try at once, one succeeds."""
        return self._write("INSERT OR IGNORE", key, value, timeout, version) == 1

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, if it has not expired."""
        found = self._connection().execute(
            "SELECT value FROM entry WHERE key = ? AND expires > ?", (self._key(key, version), time.time())
        )
        row = found.fetchone()
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store a value."""
        self._write("INSERT OR REPLACE", key, value, timeout, version)

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value live for another while."""
        changed = self._connection().execute(
            "UPDATE entry SET expires = ? WHERE key = ? AND expires > ?",
            (self._expires(timeout), self._key(key, version), time.time()),
        )
        return changed.rowcount == 1

    def delete(self, key: str, version: int | None = None) -> bool:
        """Remove a value."""
        deleted = self._connection().execute("DELETE FROM entry WHERE key = ?", (self._key(key, version),))
        return deleted.rowcount == 1

    def clear(self) -> None:
        """Remove everything."""
        self._connection().execute("DELETE FROM entry")

    def close(self, **_kwargs: Any) -> None:
        """Nothing: the connection of a thread lives as long as the thread."""

    def _write(self, verb: str, key: str, value: Any, timeout: float | None, version: int | None) -> int:
        row = (self._key(key, version), json.dumps(value), self._expires(timeout))
        connection = self._connection()
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM entry WHERE expires <= ?", (time.time(),))
            return connection.execute(f"{verb} INTO entry VALUES (?, ?, ?)", row).rowcount

    def _key(self, key: str, version: int | None) -> str:
        made: str = self.make_and_validate_key(key, version=version)
        return made

    def _expires(self, timeout: float | None) -> float:
        moment: float | None = self.get_backend_timeout(timeout)
        return FOR_EVER if moment is None else moment

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._of_thread, "connection"):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
            connection.executescript(SCHEMA)
            self._of_thread.connection = connection
        connection_of_thread: sqlite3.Connection = self._of_thread.connection
        return connection_of_thread


class RedisFirstCache(BaseCache):
    """Redis, shared by all machines; while it does not answer, the file of this machine (option ``file``).

    Counting less strictly for a while is better than letting nobody sign in.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = {"serializer": PlainJson(), "socket_timeout": PATIENCE_SECONDS}
        self._redis = RedisCache(location, {**params, "OPTIONS": options})
        self._machine = MachineCache(params["OPTIONS"]["file"], {})

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Store a value unless there is one."""
        return bool(self._first("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The value, if it has not expired."""
        return self._first("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store a value."""
        self._first("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        """Let a value live for another while."""
        return bool(self._first("touch", *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Remove a value."""
        return bool(self._first("delete", *args, **kwargs))

    def clear(self) -> None:
        """Remove everything."""
        self._first("clear")

    def _first(self, act: str, *args: Any, **kwargs: Any) -> Any:
        import redis  # noqa: PLC0415 -- optional dependency

        try:
            return getattr(self._redis, act)(*args, **kwargs)
        except redis.RedisError:
            logger.warning("cache.redis_lost")
            return getattr(self._machine, act)(*args, **kwargs)
