from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from commonweal.site.backups import making, manifest
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = (
        "Back this installation up while people work: every row of one moment, every file, and what both should be. "
        "The same on SQLite and PostgreSQL."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", metavar="FOLDER", help="where backups are kept (default: backups/ of the data folder)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make a backup, read it back, and say where it lies."""
        parent = Path(options["folder"]) if options["folder"] else making.default_folder()
        try:
            folder = making.make(parent, now=timezone.now())
        except OSError as problem:
            reason = problem.strerror or problem
            raise CommandError(f"No backup was made: {reason}. Nothing was left behind.") from problem
        made = manifest.read(folder)
        if fault := next(manifest.faults(folder, made), None):
            raise CommandError(f"The backup was written and reads back wrong: {fault} Look at the disk.")
        self.say(f"  {made.n_rows:,} rows in {len(made.tables)} tables, {len(made.files):,} files; read back, whole.")
        self.say(f"  {folder}")
