from typing import Any

from commonweal.communities.selectors import people_with_roles
from commonweal.site.management.base import PlainCommand


class Command(PlainCommand):
    help = "List people, the communities they belong to, and their roles there."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One person a line."""
        for person in people_with_roles():
            roles = ", ".join(f"{member.community.slug}: {member.role}" for member in person.memberships.all())
            self.say(f"{person.email}  {person.full_name}  {roles or '(no community)'}")
