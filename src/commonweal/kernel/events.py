"""The one history. An event is written in the same transaction as the change it tells of."""

from datetime import datetime

from django.db import transaction

from commonweal.kernel.models import Event, Node, Snapshot


def record(
    verb: str,
    node: Node,
    *,
    by: object | None,
    at: datetime,
    before: object = None,
    after: object = None,
    snapshot: Snapshot | None = None,
) -> Event:
    """Write what somebody did to a node.

    ``before`` and ``after`` are small JSON values; large content goes into ``snapshot``.

    Raises:
        RuntimeError: outside a transaction, where a crash could part the event from its change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"The event {verb} needs the transaction of its change.")
    return Event.objects.create(verb=verb, node=node, by=by, at=at, before=before, after=after, snapshot=snapshot)
