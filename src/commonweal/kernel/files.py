"""Files by content: the same bytes are stored once, under their hash, and never served as HTML."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.models import StoredFile


def put(content: bytes, *, media_type: str, name: str, by: object | None = None) -> StoredFile:
    """Store some bytes on disk (durably, before the row exists) and return their row."""
    address = content_address(content)
    _write(path_of(address), content)
    return StoredFile.objects.create(
        address=address, name=name[:200], media_type=media_type, n_bytes=len(content), by=by
    )


def read(stored: StoredFile) -> bytes:
    """The bytes of a stored file.

    Raises:
        FileNotFoundError: if the file is missing from the data folder.
    """
    return path_of(stored.address).read_bytes()


def path_of(address: str) -> Path:
    """Where the bytes with this content address lie."""
    return Path(settings.FILES_DIR) / address[:2] / address


def _write(path: Path, content: bytes) -> None:
    """Write beside the place and rename, so that a half-written file never has the final name."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
