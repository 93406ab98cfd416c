"""People and communities without surprises."""

from datetime import UTC, datetime
from itertools import count

from commonweal.accounts.models import User
from commonweal.communities import services
from commonweal.communities.enums import Role
from commonweal.communities.models import Community, Membership

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PASSWORD = "the river is wide"
_numbers = count(1)


def make_person(full_name: str = "Ada Person", **fields: object) -> User:
    """A person with the password ``PASSWORD`` and an address of their own."""
    return User.objects.create_user(
        fields.pop("email", f"person{next(_numbers)}@example.org"), full_name, password=PASSWORD, **fields
    )


def make_community(slug: str = "willow-creek", name: str = "Willow Creek", lead: User | None = None) -> Community:
    """A community with one lead, Lena Lead where none is given."""
    return services.found_community(
        slug=slug,
        name=name,
        lead=lead or make_person("Lena Lead"),
        languages=["en", "es"],
        time_zone="America/Chicago",
        now=NOW,
    )


def join(community: Community, person: User, role: Role) -> Membership:
    """Give a person a role, without asking anybody."""
    return Membership.objects.create(community=community, user=person, role=role)
