"""Who may do what in a community. Predicates are facts about a person and a community."""

from typing import TYPE_CHECKING

import rules

from commonweal.communities.enums import Role

if TYPE_CHECKING:
    from commonweal.accounts.models import User
    from commonweal.communities.models import Community

WRITING_ROLES = (Role.LEAD, Role.WRITER)


def role_in(user: "User", community: "Community") -> str | None:
    """The person's role, asked of the database once per person object and community."""
    known = _known_roles(user)
    if community.pk not in known:
        known[community.pk] = community.memberships.filter(user_id=user.pk).values_list("role", flat=True).first()
    return known[community.pk]


def remember_role(user: "User", community: "Community", role: str) -> None:
    """Keep a role that another query brought along, so that ``role_in`` need not ask for it."""
    _known_roles(user)[community.pk] = role


def _known_roles(user: "User") -> dict[int, str | None]:
    """By attribute, not by ``__dict__``: the person of a request is a wrapper around the person the rules get."""
    if (known := getattr(user, "_roles_by_community", None)) is None:
        known = {}
        # A cache on the person object, of this module alone; its class need not know.
        user._roles_by_community = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


@rules.predicate
def is_member(user: "User", community: "Community") -> bool:
    return role_in(user, community) is not None


@rules.predicate
def is_writer(user: "User", community: "Community") -> bool:
    return role_in(user, community) in WRITING_ROLES


@rules.predicate
def is_lead(user: "User", community: "Community") -> bool:
    return role_in(user, community) == Role.LEAD


rules.add_perm("communities.read", is_member)
rules.add_perm("communities.write_answers", is_writer)
rules.add_perm("communities.lead", is_lead)
