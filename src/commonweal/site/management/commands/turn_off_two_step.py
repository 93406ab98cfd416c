from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from commonweal.accounts.two_step_services import turn_off
from commonweal.site.management.base import PlainCommand
from commonweal.site.management.lookups import person_called


class Command(PlainCommand):
    help = (
        "Turn two-step sign-in off for a person who lost both phone and recovery codes. Make sure that it is them: ask "
        "in person or by a number you know. A letter tells them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Turn it off, if it was on."""
        person = person_called(options["email"])
        if not turn_off(person=person, now=timezone.now()):
            raise CommandError(f"Two-step sign-in of {person.email} was not on. Nothing was changed.")
        self.say(
            f"Two-step sign-in of {person.full_name} is off. They can turn it on again on the page of their account."
        )
