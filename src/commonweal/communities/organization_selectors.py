"""Reading organizations, and the sectors of the vocabulary in force."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from commonweal.communities.models import Community, Organization
from commonweal.frameworks.enums import ContentKind
from commonweal.frameworks.selectors import content

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


def organizations_of(community: Community) -> QuerySet[Organization]:
    """The organizations of a community, backbone first, then by name, archived ones too; people are counted."""
    known = community.organizations.select_related("node").annotate(n_people=Count("people"))
    return known.order_by("-is_backbone", "name", "pk")


def _in(language: str, names: dict[str, str]) -> str:
    return str(names.get(language) or names.get("en") or "")
