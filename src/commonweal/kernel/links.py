"""Joining nodes. A link is made once; making it again changes nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from commonweal.kernel.models import Link, Node

if TYPE_CHECKING:
    from commonweal.accounts.models import User


def connect(source: Node, verb: str, target: Node, *, by: "User | None", at: datetime) -> Link:
    """Join two nodes by a verb, inside the transaction of the act that joins them."""
    link, _ = Link.objects.get_or_create(source=source, verb=verb, target=target, defaults={"by": by, "at": at})
    return link


def disconnect(source: Node, verb: str, target: Node) -> None:
    """Take one stitch out. The event of the act that does so is the caller's."""
    Link.objects.filter(source=source, verb=verb, target=target).delete()
