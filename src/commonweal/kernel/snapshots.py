"""Keeping content under its own hash. The same content has the same address everywhere."""

import json

from commonweal.kernel.methods.canonical import canonical_bytes, content_address
from commonweal.kernel.models import Snapshot


def keep(kind: str, value: object) -> Snapshot:
    """Store a value once and return its snapshot; storing it again returns the same row.

    Raises:
        TypeError: if the value has no canonical form (a float, a naive instant).
    """
    content = canonical_bytes({"kind": kind, "value": value})
    snapshot, _ = Snapshot.objects.get_or_create(
        address=content_address(content), defaults={"kind": kind, "content": content}
    )
    return snapshot


def value_of(snapshot: Snapshot) -> object:
    """The value that was kept, as plain JSON types (decimals and instants come back as text)."""
    return json.loads(bytes(snapshot.content))["value"]
