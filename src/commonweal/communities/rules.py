"""Who may do what in a community: for each role a named list of permissions, and nothing beside it.

Higher packages ask ``grants`` by the names they use themselves; what a person must be beyond their role (asked to
agree, the writer of a comment) stands in their own rules. The page "What each role may do" and
``docs/reference/roles.md`` are made from this table.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rules
from django.utils.translation import gettext_lazy as _

from commonweal.communities.enums import Role
from commonweal.kernel.rules import is_operator

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from commonweal.accounts.models import User
    from commonweal.communities.models import Community

OF_READERS: "dict[str, _StrOrPromise]" = {
    "communities.read": _("Read everything that the community shows its members"),
    "answers.comment": _("Comment and reply"),
    "answers.change_comment": _("Change and remove their own comments"),
    "answers.agree": _("Agree to an answer, when asked"),
}
OF_WRITERS: "dict[str, _StrOrPromise]" = {
    "communities.write_answers": _("Write answers, put figures in, enter values of our own"),
    "communities.keep_organizations": _("Keep the list of organizations"),
    "answers.take": _("Take an answer for themselves"),
    "answers.send_to_review": _("Put an answer before the group, and take it back"),
    "answers.resolve_comment": _("Settle comments of others"),
}
OF_LEADS: "dict[str, _StrOrPromise]" = {
    "communities.lead": _("Choose places, import figures, change roles, remove members"),
    "communities.invite": _("Invite people"),
    "communities.change_settings": _("Change name, languages and time zone of the community"),
    "communities.archive": _("Archive the community, and bring it back"),
    "communities.view_as": _("Look at the community as another role or member sees it"),
    "answers.assign": _("Say whose an answer is, and by when"),
    "answers.choose_who_agrees": _("Choose who is asked to agree"),
}
PERMISSIONS: "dict[Role, dict[str, _StrOrPromise]]" = {
    Role.READER: OF_READERS,
    Role.WRITER: OF_READERS | OF_WRITERS,
    Role.LEAD: OF_READERS | OF_WRITERS | OF_LEADS,
}
"""What each role may do, by the permission's name, with the words for it. Each holds all of the one before."""

IN_ARCHIVE = frozenset({"communities.read", "communities.view_as", "communities.archive"})
"""What is left of it in a community that was archived."""
WRITING_ROLES = tuple(role for role in Role if "communities.write_answers" in PERMISSIONS[role])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands in a community: their role, none for a stranger, and whether it is archived."""

    role: str | None
    is_archived: bool = False

    def grants(self, permission: str) -> bool:
        """Whether the role's list has the permission, as far as the archive leaves it."""
        if self.role is None or (self.is_archived and permission not in IN_ARCHIVE):
            return False
        return permission in PERMISSIONS[Role(self.role)]


def standing_in(user: "User", community: "Community") -> Standing:
    """The person's standing, asked of the database once per person object and community."""
    known = _known_standings(user)
    if community.pk not in known:
        mine = community.memberships.filter(user_id=user.pk).values_list("role", "community__node__archived_at").first()
        known[community.pk] = Standing(mine[0], mine[1] is not None) if mine else Standing(None)
    return known[community.pk]


def remember_standing(user: "User", community: "Community", standing: Standing) -> None:
    """Keep what another query brought along, so that ``standing_in`` need not ask for it."""
    _known_standings(user)[community.pk] = standing


def role_in(user: "User", community: "Community") -> str | None:
    """The role a person has the use of; in an archived community everybody is a reader."""
    standing = standing_in(user, community)
    return Role.READER if standing.role and standing.is_archived else standing.role


def grants(user: "User", permission: str, community: "Community") -> bool:
    """Whether the person's role in the community has a permission on its list."""
    return standing_in(user, community).grants(permission)


def _known_standings(user: "User") -> dict[int, Standing]:
    """By attribute, not by ``__dict__``: the person of a request is a wrapper around the person the rules get."""
    if (known := getattr(user, "_standings_by_community", None)) is None:
        known = {}
        # A cache on the person object, of this module alone; its class need not know.
        user._standings_by_community = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


@rules.predicate
def is_member(user: "User", community: "Community") -> bool:
    return grants(user, "communities.read", community)


@rules.predicate
def is_writer(user: "User", community: "Community") -> bool:
    return grants(user, "communities.write_answers", community)


@rules.predicate
def is_lead(user: "User", community: "Community") -> bool:
    return grants(user, "communities.lead", community)


@rules.predicate
def invites(user: "User", community: "Community") -> bool:
    """A lead; and an operator while the community has none, so that its first lead can be asked again."""
    if grants(user, "communities.invite", community):
        return True
    return is_operator(user) and not community.memberships.filter(role=Role.LEAD).exists()


@rules.predicate
def changes_settings(user: "User", community: "Community") -> bool:
    return grants(user, "communities.change_settings", community)


@rules.predicate
def keeps_organizations(user: "User", community: "Community") -> bool:
    return grants(user, "communities.keep_organizations", community)


@rules.predicate
def archives(user: "User", community: "Community") -> bool:
    return grants(user, "communities.archive", community)


@rules.predicate
def looks_as_others(user: "User", community: "Community") -> bool:
    return grants(user, "communities.view_as", community)


rules.add_perm("communities.read", is_member)
rules.add_perm("communities.write_answers", is_writer)
rules.add_perm("communities.lead", is_lead)
rules.add_perm("communities.invite", invites)
rules.add_perm("communities.view_as", looks_as_others)
rules.add_perm("communities.change_settings", changes_settings)
rules.add_perm("communities.archive", archives)
rules.add_perm("communities.keep_organizations", keeps_organizations)
rules.add_perm("communities.found", is_operator)
