from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils import timezone

from commonweal.site import demo, serve
from commonweal.site.data_folder import FolderLock
from commonweal.site.management.base import NotReady, PlainCommand


class Command(PlainCommand):
    help = (
        "Bring everything up to date, build the worked example up to a stage of its journey, print who can sign in, "
        "and serve it. What is there already is kept."
    )
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stage", choices=demo.STAGES, default=demo.STAGES[0], help="default: %(default)s")
        parser.add_argument("--no-serve", action="store_true", help="only build it")
        serve.add_address_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look before anything is done, then build and serve."""
        lock = FolderLock(settings.DATA_DIR)
        if not options["no_serve"] and (fault := serve.why_not_serve(options["host"], options["port"], lock)):
            raise NotReady(fault)
        call_command("bring_up_to_date", stdout=self.stdout)
        sign_ins = demo.build(options["stage"], now=timezone.now(), progress=self._progress())
        self._print_sign_ins(sign_ins)
        if options["no_serve"]:
            return
        address = {"host": options["host"], "port": options["port"]}
        raise SystemExit(serve.serve(**address, n_web=1, with_worker=True, say=self.say, lock=lock))

    def _progress(self) -> Callable[[int, str], None]:
        return lambda percent, message: self.say(f"  Worked example: {percent:3} %  {message}")

    def _print_sign_ins(self, sign_ins: Sequence[demo.SignIn]) -> None:
        """A table by role, wide enough for the longest word of each column."""
        rows = [("Role", "Name", "E-mail", "Password"), *sign_ins]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        self.say("")
        for row in rows:
            self.say("  " + "  ".join(f"{word:<{width}}" for word, width in zip(row, widths, strict=True)).rstrip())
        self.say("")
