"""Reading whose an answer is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.answers.models import Assignment
from commonweal.communities.models import Community, Membership
from commonweal.communities.rules import WRITING_ROLES
from commonweal.communities.selectors import everybody_in
from commonweal.kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose an answer is, by name, and by when the first of them promised it."""

    people: tuple[User, ...] = ()
    due_on: date | None = None


NOBODY = Assigned()


def assigned_by_answer(community: Community, answer_ids: Collection[int]) -> dict[int, Assigned]:
    """Whose answers are, by primary key of the answer. One query; who left the community is not named."""
    found: dict[int, list[Assignment]] = {}
    for row in _assignments(community.pk, answer_ids):
        found.setdefault(row.answer_id, []).append(row)
    return {pk: _together(assignments) for pk, assignments in found.items()}


def possible_writers(community: Community) -> list[Membership]:
    """The members an answer can be given to: those who may write. One query."""
    return [member for member in everybody_in(community) if member.role in WRITING_ROLES]


@prepared
def _assignments(community_id: int, answer_ids: Collection[int]) -> QuerySet[Assignment]:
    members = Membership.objects.filter(community_id=community_id).values("user_id")
    rows = Assignment.objects.filter(answer_id__in=answer_ids, user_id__in=members)
    return rows.select_related("user").order_by("user__full_name", "pk")


def _together(assignments: list[Assignment]) -> Assigned:
    days = [one.due_on for one in assignments if one.due_on]
    return Assigned(tuple(one.user for one in assignments), min(days, default=None))
