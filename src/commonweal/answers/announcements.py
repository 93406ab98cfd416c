"""Telling other processes that an answer's log grew. They read the rows themselves; this only pokes.

PostgreSQL carries the announcement in the transaction itself; Redis gets it after the commit; with
SQLite alone, other processes ask the database whether anything changed, and need no announcement.
"""

import json
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "commonweal_answers"
LONGEST_PAYLOAD = 7900
"""Bytes of one announcement; PostgreSQL takes less than 8,000."""


def announce(last_seq_by_answer: Mapping[int, int]) -> None:
    """Announce the last number of each answer's log; call it inside the transaction that wrote it."""
    payloads = [json.dumps({"answer": pk, "seq": seq}) for pk, seq in last_seq_by_answer.items()]
    if settings.REDIS_URL:
        transaction.on_commit(partial(_publish, payloads), robust=True)
    elif connection.vendor == "postgresql":
        _notify(payloads)


def tell(payload: str) -> None:
    """Send one payload to the other processes now."""
    if settings.REDIS_URL:
        _publish([payload])
    elif connection.vendor == "postgresql":
        _notify([payload])


def _notify(payloads: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads])


def _publish(payloads: list[str]) -> None:
    pipeline = _redis().pipeline(transaction=False)
    for payload in payloads:
        pipeline.publish(CHANNEL, payload)
    pipeline.execute()


@lru_cache(maxsize=1)
def _redis() -> Any:
    import redis  # noqa: PLC0415 -- optional dependency

    return redis.Redis.from_url(settings.REDIS_URL)
