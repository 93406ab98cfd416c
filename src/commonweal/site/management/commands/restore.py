from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from commonweal.site import readiness
from commonweal.site.backups import restoring
from commonweal.site.backups.manifest import Unreadable
from commonweal.site.backups.restoring import NotEmpty
from commonweal.site.management.base import NotReady, PlainCommand


class Command(PlainCommand):
    help = (
        "Bring a backup back into an empty installation, of this version or an older one, from either database into "
        "either. Stop the server first."
    )
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="one backup, such as backups/2026-11-24T083000Z")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify, restore and count; refuse where something is already."""
        if fault := readiness.data_folder_fault() or readiness.database_fault():
            raise NotReady(fault)
        try:
            restoring.restore(Path(options["folder"]), say=lambda line: self.say(f"  {line}"))
        except (Unreadable, NotEmpty) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say("  Restored. Check it with: commonweal check")
