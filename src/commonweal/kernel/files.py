"""Files by content: the same bytes are stored once, under their hash, and never served as HTML."""

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from commonweal.kernel.errors import NoRoom
from commonweal.kernel.methods.canonical import content_address
from commonweal.kernel.models import StoredFile

if TYPE_CHECKING:
    from commonweal.accounts.models import User


def put(content: bytes, *, media_type: str, name: str, by: "User | None" = None) -> StoredFile:
    """Store some bytes on disk (durably, before the row exists) and return their row.

    Raises:
        NoRoom: if the disk is full; nothing is left of the half that was written.
    """
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 -- closed before the rename
        try:
            with temporary:
                temporary.write(content)
                temporary.flush()
                os.fsync(temporary.fileno())
            Path(temporary.name).replace(path)
        except BaseException:
            Path(temporary.name).unlink(missing_ok=True)
            raise
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise NoRoom from fault
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file survive a power cut, where the system lets a folder be synchronised."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
