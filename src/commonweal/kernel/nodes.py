"""Making nodes. The owner of a node is the row that has the one-to-one field."""

from collections.abc import Mapping

from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node


def create(
    kind: str,
    *,
    scope: str,
    title: Mapping[str, str],
    owner: object | None = None,
    visibility: Visibility = Visibility.GROUP,
) -> Node:
    """Create the node of a new thing; call it inside the transaction that creates the thing.

    ``scope`` is an opaque reference (``community:<uid>``), ``title`` a text per language code.
    """
    return Node.objects.create(kind=kind, scope=scope, title=dict(title), owner=owner, visibility=visibility)
