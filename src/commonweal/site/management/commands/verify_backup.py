from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from commonweal.site.backups import manifest
from commonweal.site.backups.manifest import Unreadable
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Say whether a backup is whole: every file as it was written. Changes nothing."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="one backup, such as backups/2026-11-24T083000Z")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read every byte, and tell every fault."""
        folder = Path(options["folder"])
        try:
            made = manifest.read(folder)
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from refusal
        faults = list(manifest.faults(folder, made))
        for fault in faults:
            self.say(f"  FAULT  {fault}")
        if faults:
            raise CommandError("This backup is not whole. Use another one.")
        self.say(f"  Whole: {made.n_rows:,} rows and {len(made.files):,} files of {made.made_at}.")
