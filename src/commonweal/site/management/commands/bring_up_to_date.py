from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from commonweal.site import content, readiness
from commonweal.site.management.base import NotReady, PlainCommand


class Command(PlainCommand):
    help = "Bring the database and the shipped content up to this version. Safe to run again; it says what it did."
    needs_database = False

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Migrate, then load shipped editions and catalogues."""
        if fault := readiness.data_folder_fault() or readiness.database_fault():
            raise NotReady(fault)
        self._migrate()
        for line in content.load_shipped(now=timezone.now()):
            self.say(f"  {line}")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        n_missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if not n_missing:
            self.say("  Database: up to date, nothing to migrate.")
            return
        self.say(f"  Database: applying {n_missing} migrations …")
        call_command("migrate", interactive=False, verbosity=0)
        self.say("  Database: up to date.")
