"""What the commands share: short help, refusals as sentences, one line for each step."""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from commonweal.kernel.errors import DomainError
from commonweal.site import exits, readiness
from commonweal.site.arguments import refuse


class NotReady(CommandError):
    """The installation cannot do this yet."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=exits.NOT_READY)


class PlainCommand(BaseCommand):
    """A command for operators: a refusal is one sentence and an exit code, never a traceback."""

    requires_system_checks = ()
    needs_database = True
    """Whether to say at once that migrations are missing, instead of failing in the middle."""
    suppressed_base_arguments = {
        "--version",
        "-v",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    _called_from_command_line: bool

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        """Say the exit codes below the arguments, and a sentence where somebody typed wrong ones."""
        parser = super().create_parser(prog_name, subcommand, epilog=exits.HELP, **options)
        if self._called_from_command_line:
            parser.error = partial(refuse, parser)  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run, with refusals turned into sentences."""
        if self.needs_database and (fault := readiness.first_fault_of_data()):
            raise NotReady(fault)
        try:
            return super().execute(*args, **options)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as problem:
            raise CommandError(f"The database refused: {str(problem).strip().splitlines()[0]}") from problem

    def say(self, line: str) -> None:
        """Write one line for the person at the terminal, at once."""
        self.stdout.write(line)
        self.stdout.flush()
