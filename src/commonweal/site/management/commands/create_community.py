from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from commonweal.accounts.models import User
from commonweal.accounts.phrases import TIME_ZONES_AT_HOME
from commonweal.accounts.selectors import person_with_address
from commonweal.communities.services import found_community
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "Found a community with its first lead; a lead who has no account yet gets one."

    def add_arguments(self, parser: CommandParser) -> None:
        known = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("name", metavar="NAME", help="as people there say it, in quotation marks")
        parser.add_argument("--lead", metavar="EMAIL", required=True, help="address of the first lead")
        parser.add_argument("--lead-name", metavar="NAME", default="", help="full name, for a lead without an account")
        parser.add_argument("--slug", default="", help="word in the address; default: made from the name")
        parser.add_argument("--language", nargs="+", choices=known, default=known, help="default: %(default)s")
        parser.add_argument(
            "--time-zone", choices=list(TIME_ZONES_AT_HOME), default="America/Chicago", metavar="ZONE",
            help=f"default: %(default)s; of: {', '.join(TIME_ZONES_AT_HOME)}",
        )  # fmt: skip

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Found it, or say why not and leave nothing behind."""
        slug = slugify(options["slug"] or options["name"])[:50]
        if not slug:
            raise CommandError("The name has no letter that an address can hold. Give a word with --slug.")
        lead = _lead(options["lead"].strip(), options["lead_name"].strip(), options["language"][0])
        community = found_community(
            slug=slug,
            name=options["name"][:120],
            lead=lead,
            languages=options["language"],
            time_zone=options["time_zone"],
            now=timezone.now(),
        )
        self.say(f"Founded: {community.name} at {settings.SITE_URL}/c/{slug}/, led by {lead.full_name} <{lead.email}>.")
        self.say(f"Next: commonweal user link {lead.email}")


def _lead(email: str, full_name: str, language: str) -> User:
    """The person with the address, or a new one where a name was given."""
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is not an e-mail address. Nothing was founded.") from None
    if person := person_with_address(email):
        return person
    if not full_name:
        raise CommandError(f"Nobody has the address {email} yet. Say who it is with --lead-name. Nothing was founded.")
    return User.objects.create_user(email, full_name, language=language)
