"""The one history. An event is written in the same transaction as the change it tells of."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from commonweal.kernel import outbox
from commonweal.kernel.errors import EventRedacted
from commonweal.kernel.models import Event, Node, Snapshot
from commonweal.kernel.visibility import Reach, visible_nodes

if TYPE_CHECKING:
    from commonweal.accounts.models import User

Follower = Callable[[Event], None]
_followers: list[tuple[tuple[str, ...], Follower]] = []


def follow(*verbs: str) -> Callable[[Follower], Follower]:
    """Register what a package keeps in step with events whose verbs begin so, in the transaction of the change.

    For small things drawn from the database, such as what can be found by words. What takes long, or leaves the
    database, is a consumer of the outbox.
    """

    def register(function: Follower) -> Follower:
        _followers.append((verbs, function))
        return function

    return register


def record(
    verb: str,
    node: Node,
    *,
    by: "User | None",
    at: datetime,
    before: object = None,
    after: object = None,
    snapshot: Snapshot | None = None,
) -> Event:
    """Write what somebody did to a node, and leave it for the consumers of events.

    ``before`` and ``after`` are small JSON values that name people by uid; large content goes into ``snapshot``.

    Raises:
        RuntimeError: outside a transaction, where a crash could part the event from its change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"The event {verb} needs the transaction of its change.")
    event = Event.objects.create(verb=verb, node=node, by=by, at=at, before=before, after=after, snapshot=snapshot)
    outbox.put(event)
    for verbs, keep_in_step in _followers:
        if verb.startswith(verbs):
            keep_in_step(event)
    return event


def visible_to(reach: Reach) -> QuerySet[Event]:
    """The events a person may read: those of the nodes they may see. Order and limit are the caller's."""
    return Event.objects.filter(node__in=visible_nodes(reach))


@transaction.atomic
def redact(event: Event, *, by: "User | None", at: datetime, reason: str) -> Event:
    """Take what an event tells out of the history, and leave that it happened: who, what, when.

    Its snapshot goes too unless something else stands on it. The redaction is an event of its own, which is
    returned and holds the reason; whether the person may redact is decided by the caller.

    Raises:
        EventRedacted: if it was redacted before.
    """
    address = event.snapshot_id
    emptied = {"before": None, "after": None, "snapshot": None, "redacted_at": at}
    if not Event.objects.filter(pk=event.pk, redacted_at=None).update(**emptied):
        raise EventRedacted
    if address:
        _remove_if_unused(address)
    told = {"event": str(event.uid), "verb": event.verb, "reason": reason[:500]}
    return record("event.redacted", event.node, by=by, at=at, after=told)


def _remove_if_unused(address: str) -> None:
    try:
        with transaction.atomic():
            Snapshot.objects.filter(address=address, events=None).delete()
    except ProtectedError:
        return  # a hand-in or a version of something else holds the same content
