"""Keeping content under its own hash. The same content has the same address everywhere."""

import json
from collections.abc import Iterable, Iterator

from django.db import transaction

from commonweal.kernel.errors import SnapshotRefused
from commonweal.kernel.methods.canonical import canonical_bytes, content_address
from commonweal.kernel.models import Snapshot

HEAD = b"commonweal-snapshots 1"
"""First line of an export: what it is, and in which version of the format."""
LONGEST_KIND = 60


def keep(kind: str, value: object) -> Snapshot:
    """Store a value once and return its snapshot; storing it again returns the same row.

    The value names things by uid or code. A primary key in it would mean another thing elsewhere.

    Raises:
        TypeError: if the value has no canonical form (a float, a naive instant).
    """
    return _store(kind, canonical_bytes({"kind": kind, "value": value}))


def address_of(kind: str, value: object) -> str:
    """The address a value has or would have, without keeping it: two texts with one address are the same.

    Raises:
        TypeError: if the value has no canonical form.
    """
    return content_address(canonical_bytes({"kind": kind, "value": value}))


def value_of(snapshot: Snapshot) -> object:
    """The value that was kept, as plain JSON types (decimals and instants come back as text)."""
    return json.loads(bytes(snapshot.content))["value"]


def export_bytes(snapshots: Iterable[Snapshot]) -> bytes:
    """Write snapshots so that another installation can take them in and see that nothing was changed.

    One line says what this is; then, for each, a line with its address and the line of its canonical
    bytes, which hold no line break.
    """
    lines = [HEAD]
    for snapshot in snapshots:
        lines += [snapshot.address.encode(), bytes(snapshot.content)]
    return b"\n".join(lines) + b"\n"


@transaction.atomic
def import_bytes(exported: bytes) -> list[Snapshot]:
    """Take in what ``export_bytes`` wrote; all of it or nothing. What is here already stays as it is.

    Raises:
        SnapshotRefused: if it is no such file, or a content is not canonical or not the one of its address.
    """
    return [_store(kind, content) for kind, content in list(_verified(exported))]


def _verified(exported: bytes) -> Iterator[tuple[str, bytes]]:
    """Kind and canonical bytes of each snapshot of an export, once its hash was compared."""
    head, *lines = exported.split(b"\n")
    if head != HEAD or len(lines) % 2 != 1 or lines[-1]:
        raise SnapshotRefused
    for address, content in zip(lines[0:-1:2], lines[1:-1:2], strict=True):
        if content_address(content).encode() != address:
            raise SnapshotRefused
        yield _kind_of(content), content


def _kind_of(content: bytes) -> str:
    """The kind that stands in the content, if the content is the canonical form of a kind and a value."""
    try:
        plain = json.loads(content)
        is_canonical = canonical_bytes(plain) == content
    except (ValueError, TypeError, RecursionError):
        raise SnapshotRefused from None
    if not is_canonical or not isinstance(plain, dict) or plain.keys() != {"kind", "value"}:
        raise SnapshotRefused
    kind = plain["kind"]
    if not isinstance(kind, str) or len(kind) > LONGEST_KIND or not kind.isprintable():
        raise SnapshotRefused
    return kind


def _store(kind: str, content: bytes) -> Snapshot:
    snapshot, _ = Snapshot.objects.get_or_create(
        address=content_address(content), defaults={"kind": kind, "content": content}
    )
    return snapshot
