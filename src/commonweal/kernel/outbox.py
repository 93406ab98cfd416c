"""Telling consumers of events: each has the events it has yet to deal with as rows, and deletes them one by one.

The rows are written with the event, so they appear when its transaction commits. A consumer that remembered
the last id it saw would miss events: ids are given before the order of commits is known.
"""

from collections.abc import Iterable

from commonweal.kernel.models import Event, PendingEvent

_verbs_by_consumer: dict[str, tuple[str, ...]] = {}


def register(consumer: str, *, verbs: tuple[str, ...] = ("",)) -> None:
    """Let a consumer (``package.purpose``) have the events whose verbs begin so, from now on.

    Call it while packages load, in ``tasks.py``. Events from before are had by ``replay``.
    """
    if consumer in _verbs_by_consumer:
        raise ValueError(f"Two consumers are called {consumer}.")
    _verbs_by_consumer[consumer] = verbs


def consumers() -> tuple[str, ...]:
    """Everybody who is registered."""
    return tuple(_verbs_by_consumer)


def put(event: Event) -> None:
    """Leave an event for every consumer that wants it; part of the event's transaction. At most one query."""
    wanting = [name for name, verbs in _verbs_by_consumer.items() if event.verb.startswith(verbs)]
    if wanting:
        PendingEvent.objects.bulk_create([PendingEvent(consumer=name, event=event) for name in wanting])


def pending(consumer: str, *, most: int = 100) -> list[Event]:
    """Events the consumer has yet to deal with, with their nodes, in the order in which they were recorded."""
    waiting = PendingEvent.objects.filter(consumer=consumer).select_related("event__node").order_by("event_id")[:most]
    return [row.event for row in waiting]


def mark_done(consumer: str, event: Event) -> bool:
    """Mark an event as dealt with; True for exactly one of those who call it.

    Call it first in the transaction of what the consumer does: of two processes the second waits and gets
    False, and if the work fails the mark goes with it.
    """
    n_marked, _ = PendingEvent.objects.filter(consumer=consumer, event=event).delete()
    return n_marked == 1


def replay(consumer: str, events: Iterable[Event]) -> None:
    """Let a consumer have some events (again). What waits already is not doubled."""
    rows = [PendingEvent(consumer=consumer, event=event) for event in events]
    PendingEvent.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
