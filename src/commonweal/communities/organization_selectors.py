"""Reading organizations, and the sectors of the vocabulary in force."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from commonweal.accounts.models import User
from commonweal.communities.models import Community, Organization
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.selectors import content
from commonweal.kernel.prepared import prepared

VOCABULARY = "sectors-generations"
OTHER = "other"
"""The sector of what fits none of the list, and of everything while no vocabulary is loaded."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of community life by its id, named in one language; key ones belong at every table."""

    id: str
    name: str
    examples: str = ""
    is_key: bool = False


def sectors(language: str, other: str) -> list[Sector]:
    """The sectors of the vocabulary in force in a language, then ``other`` under that name."""
    found = content(ContentKind.VOCABULARY, VOCABULARY)
    entries = found[1]["sectors"] if found else []
    named = [
        Sector(
            str(entry["id"]),
            _in(language, entry["name"]),
            _in(language, entry.get("examples") or {}),
            bool(entry.get("key")),
        )
        for entry in entries
    ]
    return [*named, Sector(OTHER, other)]


def organizations_of(community: Community) -> list[Organization]:
    """The organizations of a community, backbone first, then by name, archived ones too; people are counted."""
    return _organizations(community.pk)


def organization_of(community: Community, uid: UUID) -> Organization | None:
    """One organization of a community with its node and the community's; people are not loaded."""
    return next(iter(_organization(community.pk, uid)), None)


def people_of(organization: Organization) -> list[User]:
    """Who belongs to an organization, by name."""
    return _people(organization.pk)


@prepared
def _organization(community_id: int, uid: UUID) -> QuerySet[Organization]:
    known = Organization.objects.filter(community_id=community_id, uid=uid)
    return known.select_related("node", "community__node")


@prepared
def _people(organization_id: int) -> QuerySet[User]:
    return User.objects.filter(organizations=organization_id).order_by("full_name", "pk")


@prepared
def _organizations(community_id: int) -> QuerySet[Organization]:
    known = Organization.objects.filter(community_id=community_id).select_related("node")
    return known.annotate(n_people=Count("people")).order_by("-is_backbone", "name", "pk")


def _in(language: str, names: dict[str, str]) -> str:
    return str(names.get(language) or names.get("en") or "")
