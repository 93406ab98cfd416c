from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from commonweal.communities.enums import Role
from commonweal.communities.services import appoint_member
from commonweal.site.management.base import PlainCommand
from commonweal.site.management.lookups import community_called, person_called


class Command(PlainCommand):
    help = "Give a person a role in a community, as the operator; the community's history shows that it happened."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("community", metavar="COMMUNITY", help="its address word, as in /c/COMMUNITY/")
        parser.add_argument("role", metavar="ROLE", choices=Role.values, help=f"of: {', '.join(Role.values)}")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Appoint the person."""
        person, community = person_called(options["email"]), community_called(options["community"])
        appoint_member(community=community, user=person, role=Role(options["role"]), now=timezone.now())
        self.say(f"{person.full_name} is {options['role']} in {community.name}.")
