from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email

from commonweal.accounts.models import User
from commonweal.accounts.selectors import person_with_address
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Add a person. They have no password yet: they sign in by a mailed link, or by one from 'user link'."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("full_name", metavar="NAME", help="the full name, in quotation marks")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default="en", help="default: %(default)s")
        parser.add_argument("--operator", action="store_true", help="who runs this installation: jobs, mail, framework")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Add the person unless the address is taken or is none."""
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address. Nobody was added.") from None
        if person_with_address(email):
            raise CommandError(f"A person with the address {email} is there already. Nothing was changed.")
        person = User.objects.create_user(
            email, options["full_name"], language=options["language"], is_superuser=options["operator"]
        )
        self.say(f"Added: {person.full_name} <{person.email}>.")
        if options["operator"]:
            self.say("They run this installation. To write in a community they need a role there.")
        self.say(f"Next: commonweal user role {person.email} COMMUNITY ROLE")
