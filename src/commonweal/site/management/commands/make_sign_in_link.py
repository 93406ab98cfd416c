from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from commonweal.accounts.services import LINK_LIFETIME, make_link
from commonweal.site.management.base import PlainCommand
from commonweal.site.management.lookups import person_called


class Command(PlainCommand):
    help = "Print a link that signs a person in once, for an installation that sends no mail. Give it to nobody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the link alone on the standard output, so that it can be piped."""
        person = person_called(options["email"])
        self.say(settings.SITE_URL + make_link(person=person, now=timezone.now()))
        self.stderr.write(f"For {person.full_name}, once, within {LINK_LIFETIME.seconds // 60} minutes.")
