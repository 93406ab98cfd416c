"""Can this installation serve? Each check returns a sentence that says what to do, or None."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

MANIFEST = "manifest.json"


def data_folder_fault() -> str | None:
    """The folder of files and of the SQLite database can be written."""
    folder = Path(settings.DATA_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".can-write"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as problem:
        return f"The data folder {folder} cannot be written ({problem.strerror}). Choose another with COMMONWEAL_DATA."
    return None


def database_fault() -> str | None:
    """The database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        reason = str(problem).strip().splitlines()[0]
        return f"The database does not answer: {reason}. Start it, or correct COMMONWEAL_DATABASE_URL."
    return None


def migrations_fault() -> str | None:
    """Every migration is applied."""
    executor = MigrationExecutor(connection)
    n_missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not n_missing:
        return None
    return f"The database is {n_missing} migration(s) behind this version. Run: commonweal migrate"


def assets_fault() -> str | None:
    """The bundled styles and scripts are there and complete."""
    folder = Path(settings.ASSETS_DIR)
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return f"The styles and scripts are not built ({folder / MANIFEST} is missing). Run: make setup"
    missing = [name for name in names.values() if isinstance(name, str) and not (folder / name).exists()]
    return f"A built file is missing: {missing[0]}. Run: make setup" if missing else None


CHECKS: tuple[tuple[str, Callable[[], str | None]], ...] = (
    ("data folder can be written", data_folder_fault),
    ("database answers", database_fault),
    ("migrations are applied", migrations_fault),
    ("styles and scripts are built", assets_fault),
)
"""In the order in which one fault explains the next."""


def first_fault() -> str | None:
    """The first sentence, or None if the installation can serve."""
    return next((fault for _name, check in CHECKS if (fault := check())), None)


def first_fault_of_data() -> str | None:
    """The first sentence about folder and database alone; commands that serve no page need no more."""
    return data_folder_fault() or database_fault() or migrations_fault()


def is_deployed() -> bool:
    """Whether people reach the site by https, so that the checks for deployment apply."""
    return str(settings.SITE_URL).startswith("https://")
