"""Bringing a backup back into an empty installation: verified first, all of it or nothing, counted afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import QuerySet

from commonweal.kernel.search import index
from commonweal.site.backups import manifest as manifests
from commonweal.site.backups import rows
from commonweal.site.backups.manifest import FOLDERS, ROWS, SECRET, Manifest, Unreadable

Say = Callable[[str], None]


class NotEmpty(ValueError):
    """Something is there already; a restore never mixes two installations. The message is a sentence."""


def restore(folder: Path, *, say: Say) -> Manifest:
    """Restore a backup, of this version or an older one, and bring it up to this version.

    The database is brought to the state of the backup, filled in one transaction, and then migrated on.

    Raises:
        Unreadable: if the backup is damaged, or newer than this version. Nothing was changed.
        NotEmpty: if the installation holds something. Nothing was changed.
    """
    manifest = manifests.read(folder)
    if found := next(manifests.faults(folder, manifest), None):
        raise Unreadable(f"This backup is damaged, so nothing was restored. {found}")
    _require_known(manifest)
    _require_empty()
    say(f"Backup of {manifest.made_at}: {manifest.n_rows:,} rows, {len(manifest.files):,} files, all as written.")
    _fill(folder, manifest)
    say("Rows: restored and counted.")
    _copy_files(folder)
    say("Files: restored.")
    call_command("migrate", interactive=False, verbosity=0)
    say(f"Search: {sum(index.rebuild().values()):,} things can be found.")
    return manifest


def _require_known(manifest: Manifest) -> None:
    known = MigrationLoader(connection).disk_migrations
    unknown = [name for package, name in manifest.migrations if (package, name) not in known and package in _packages()]
    if unknown:
        raise Unreadable(
            f"This backup was made by a newer Commonweal ({manifest.version}; it has {unknown[0]}). "
            "Install that version, restore, and go on with it."
        )


def _packages() -> set[str]:
    return {one._meta.app_label for one in rows.kept_models()}


def _require_empty() -> None:
    tables = set(connection.introspection.table_names())
    for model in rows.kept_models():
        if model._meta.db_table in tables and QuerySet(model).exists():
            raise NotEmpty(
                f"The database holds something already ({model._meta.db_table}), so nothing was restored. "
                "Restore into an empty one: another COMMONWEAL_DATA, or another COMMONWEAL_DATABASE_URL."
            )
    for name in FOLDERS:
        if any(path.is_file() for path in (Path(settings.DATA_DIR) / name).rglob("*")):
            raise NotEmpty(f"The folder {name}/ of the data folder holds files already, so nothing was restored.")


def _fill(folder: Path, manifest: Manifest) -> None:
    """Fill the tables as they were when the backup was made, and count them."""
    executor = MigrationExecutor(connection)
    wanted = [key for key in manifest.migrations if key in executor.loader.disk_migrations]
    graph = executor.loader.graph
    leaves = [key for key in wanted if not any(child.key in wanted for child in graph.node_map[key].children)]
    state = executor.migrate(leaves)
    by_table = {model._meta.db_table: model for model in rows.kept_models(state.apps)}
    with transaction.atomic():
        for table, expected in manifest.tables.items():
            model = by_table[table]
            QuerySet(model).all().delete()  # what a migration of ours put in is in the backup too
            n_loaded = rows.load(model, rows.read(folder / ROWS / f"{table}.jsonl.gz"))
            if n_loaded != expected.n_rows or QuerySet(model).count() != expected.n_rows:
                raise Unreadable(f"{table} has {n_loaded} rows instead of {expected.n_rows}. Nothing was restored.")
        _set_counters(list(by_table.values()))


def _set_counters(models: list[type]) -> None:
    """Let PostgreSQL give new keys after the restored ones; SQLite does so by itself."""
    statements = connection.ops.sequence_reset_sql(no_style(), models)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _copy_files(folder: Path) -> None:
    data = Path(settings.DATA_DIR)
    for name in FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, data / name, dirs_exist_ok=True)
    if (folder / SECRET).is_file():
        shutil.copy2(folder / SECRET, data / SECRET)
