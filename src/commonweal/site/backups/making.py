"""Making a backup while people work: rows of one moment, and every file that they may name."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from commonweal.site.backups import manifest as manifests
from commonweal.site.backups import rows
from commonweal.site.backups.manifest import FOLDERS, ROWS, SECRET, Manifest, sha256_of

STAMP = "%Y-%m-%dT%H%M%SZ"
UNFINISHED = ".unfinished-"


def default_folder() -> Path:
    """Where nightly backups go: beside what they are of, to be copied elsewhere by the operator's own means."""
    return Path(settings.DATA_DIR) / "backups"


def make(parent: Path, *, now: datetime) -> Path:
    """Make a backup in a folder of its own below ``parent`` and return it. It has its name only when it is whole.

    The rows are read first and the files after them: files are written before the rows that name them, and never
    changed, so no row of the backup names a file that it lacks.

    Raises:
        OSError: if there is no room, or the folder cannot be written; what was begun is removed.
    """
    final = parent / now.strftime(STAMP)
    folder = parent / f"{UNFINISHED}{final.name}"
    parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        (folder / ROWS).mkdir()
        with rows.one_moment():
            models = rows.kept_models()
            tables = {one._meta.db_table: rows.write(one, _path(folder, one._meta.db_table)) for one in models}
            applied = tuple(sorted(MigrationRecorder(connection).applied_migrations()))
        _copy_files(folder, earlier(parent))
        files = {str(path.relative_to(folder)): sha256_of(path) for path in sorted(_files_of(folder))}
        made = Manifest(now.isoformat(), version("commonweal"), connection.vendor, applied, tables, files)
        manifests.write(folder, made)
        folder.rename(final)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return final


def earlier(parent: Path) -> list[Path]:
    """The whole backups below a folder, oldest first."""
    return sorted(path.parent for path in parent.glob(f"[0-9]*/{manifests.NAME}"))


def thin_out(parent: Path, *, n_kept: int) -> int:
    """Remove all but the newest backups and what was never finished; return how many went."""
    gone = [*earlier(parent)[: -n_kept or None], *parent.glob(f"{UNFINISHED}*")]
    for folder in gone:
        shutil.rmtree(folder)
    return len(gone)


def _path(folder: Path, table: str) -> Path:
    return folder / ROWS / f"{table}.jsonl.gz"


def _copy_files(folder: Path, before: list[Path]) -> None:
    """Copy the files of the installation; of one that the last backup has, make a second name instead of a copy."""
    data = Path(settings.DATA_DIR)
    for path in (found for name in FOLDERS for found in (data / name).rglob("*")):
        if path.is_file():
            _copy(path, folder / path.relative_to(data), before[-1] / path.relative_to(data) if before else None)
    if (data / SECRET).is_file():
        shutil.copy2(data / SECRET, folder / SECRET)


def _copy(path: Path, target: Path, before: Path | None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if before is not None and before.is_file() and before.stat().st_size == path.stat().st_size:
        try:
            os.link(before, target)
        except OSError:  # another disk, or one without second names
            shutil.copy2(path, target)
    else:
        shutil.copy2(path, target)


def _files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
