import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from commonweal.accounts.password_services import set_password
from commonweal.site.management.base import PlainCommand
from commonweal.site.management.lookups import person_called


class Command(PlainCommand):
    help = (
        "Set a person's password, asked for twice and not shown, or read as one line from a pipe. They are signed out "
        "everywhere, and a letter tells them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set it, if it is hard enough to guess. It is never an argument: those stand in the list of processes."""
        person = person_called(options["email"])
        password = _typed() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        try:
            validate_password(password, person)
        except ValidationError as fault:
            raise CommandError(f"{' '.join(fault.messages)} Nothing was changed.") from None
        set_password(person=person, password=password, session_key=None, now=timezone.now())
        self.say(f"{person.full_name} has a new password, and was signed out everywhere.")


def _typed() -> str:
    first, again = getpass("New password: "), getpass("The same again: ")
    if first != again:
        raise CommandError("The two are not the same. Nothing was changed.")
    return first
