from typing import Any

from django.core.management.base import CommandError, CommandParser

from commonweal.frameworks.services import validate_paths
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Check edition documents (YAML files, or folders of them) before they are loaded; changes nothing."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a YAML file or a folder of them")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print every fault with its file and line; fail if there is one."""
        faults = validate_paths(options["paths"])
        for fault in faults:
            self.say(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} fault(s). Nothing was loaded.")
        self.say("No faults.")
