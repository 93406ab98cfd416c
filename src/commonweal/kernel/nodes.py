"""Making nodes, and putting them away. The owner of a node is the row that has the one-to-one field."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from commonweal.kernel import events
from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node

if TYPE_CHECKING:
    from commonweal.accounts.models import User


def create(
    kind: str,
    *,
    scope: str,
    title: Mapping[str, str],
    owner: "User | None" = None,
    visibility: Visibility = Visibility.GROUP,
) -> Node:
    """Create the node of a new thing; call it inside the transaction that creates the thing.

    ``scope`` is an opaque reference (``community:<uid>``), ``title`` a text per language code.
    """
    return Node.objects.create(kind=kind, scope=scope, title=dict(title), owner=owner, visibility=visibility)


def archive(node: Node, *, by: "User | None", at: datetime) -> bool:
    """Put a thing away instead of deleting it: links and history stay. False if it was archived before.

    Lists show ``Node.objects.present()``; whether the person may do this is decided by the caller.
    """
    return _put(node, "node.archived", by=by, at=at, archived_at=at)


def restore(node: Node, *, by: "User | None", at: datetime) -> bool:
    """Bring an archived thing back. False if it was not archived."""
    return _put(node, "node.restored", by=by, at=at, archived_at=None)


@transaction.atomic
def _put(node: Node, verb: str, *, by: "User | None", at: datetime, archived_at: datetime | None) -> bool:
    """Change the mark if it is the other one now, with the event of it: of two at once, one does it."""
    is_other = {"archived_at__isnull": archived_at is not None}
    if not Node.objects.filter(pk=node.pk, **is_other).update(archived_at=archived_at):
        return False
    node.archived_at = archived_at
    events.record(verb, node, by=by, at=at)
    return True
