"""What a backup says of itself, and whether it holds what it says."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = "commonweal-backup/1"
NAME = "manifest.json"
SEAL = "manifest.sha256"
ROWS = "rows"
FOLDERS = ("files", "warehouse")
"""Folders of the data folder whose content is backed up with the rows that name it."""
SECRET = "secret-key"  # noqa: S105 -- the name of a file


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table: how many, and the hash of the lines that hold them (not of their compressed form)."""

    n_rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a backup holds. ``migrations`` are those that were applied, as (package, name)."""

    made_at: str
    version: str
    vendor: str
    migrations: tuple[tuple[str, str], ...]
    tables: dict[str, Table]
    files: dict[str, str]
    """SHA-256 by path below the backup's folder."""

    @property
    def n_rows(self) -> int:
        return sum(table.n_rows for table in self.tables.values())

    @property
    def moment(self) -> datetime:
        """When the rows were read."""
        return datetime.fromisoformat(self.made_at)


class Unreadable(ValueError):
    """A folder is no backup, or one that this version cannot read; the message is a sentence."""


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest and its own hash."""
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, sort_keys=True).encode()
    (folder / NAME).write_bytes(content)
    (folder / SEAL).write_text(hashlib.sha256(content).hexdigest(), encoding="ascii")


def read(folder: Path) -> Manifest:
    """The manifest of a backup.

    Raises:
        Unreadable: if the folder holds none, it was changed, or another version wrote it.
    """
    try:
        content = (folder / NAME).read_bytes()
        seal = (folder / SEAL).read_text(encoding="ascii").strip()
    except OSError:
        raise Unreadable(f"{folder} is no backup: {NAME} or {SEAL} is missing.") from None
    if hashlib.sha256(content).hexdigest() != seal:
        raise Unreadable(f"{folder / NAME} was changed after the backup was made.")
    plain: dict[str, Any] = json.loads(content)
    if plain.pop("format") != FORMAT:
        raise Unreadable(f"{folder} was made by a newer Commonweal. Install that version to restore it.")
    tables = {name: Table(**table) for name, table in plain.pop("tables").items()}
    migrations = tuple((package, name) for package, name in plain.pop("migrations"))
    return Manifest(tables=tables, migrations=migrations, **plain)


def sha256_of(path: Path) -> str:
    """The hash of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """What of a backup is missing or damaged, one sentence for each file. Nothing: every byte is as it was written."""
    for name, sha256 in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing."
        elif sha256_of(path) != sha256:
            yield f"{name} is damaged: its content is not what was backed up."
