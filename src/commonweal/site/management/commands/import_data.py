from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from commonweal.measures.services import import_file
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Import a publisher's file of public figures (workbook, CSV or text, also compressed) as one release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="the file, as the publisher offers it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import the file, saying how far it is."""
        path: Path = options["path"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        release = import_file(file=path, by=None, now=timezone.now(), progress=self._progress)
        self.say(f"Imported: {release.title}.")

    def _progress(self, percent: int, message: str) -> None:
        self.say(f"  {percent:3} %  {message}")
