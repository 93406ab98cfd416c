"""Acts that say whose an answer is: a lead gives it to people, a writer takes it or gives it back."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commonweal.accounts.models import User
from commonweal.answers import assignment_selectors, log
from commonweal.answers.errors import NotAWriter
from commonweal.answers.models import Answer, Assignment
from commonweal.kernel import events
from commonweal.kernel.permissions import require


@transaction.atomic
def assign(*, answer_id: int, people: Collection[User], due_on: date | None, by: User, now: datetime) -> None:
    """Make an answer that of these people, and of nobody else, by a day. Nobody is a possible answer.

    Raises:
        NotPermitted: if ``by`` is not a lead of the community.
        NotAWriter: if one of the people may not write in the answer.
    """
    answer = log.locked([answer_id])[answer_id]
    require("answers.assign", by, answer)
    writers = {member.user_id for member in assignment_selectors.possible_writers(answer.community)}
    chosen = {person.pk for person in people}
    if not chosen <= writers:
        raise NotAWriter
    before = _told(answer)
    answer.assignments.exclude(user_id__in=chosen).delete()
    for person in people:
        answer.assignments.update_or_create(
            user=person, defaults={"due_on": due_on}, create_defaults={"due_on": due_on, "by": by, "at": now}
        )
    _record("answer.assigned", answer, before, by=by, now=now)


@transaction.atomic
def take(*, answer_id: int, by: User, now: datetime) -> None:
    """Take an answer for oneself, with those who have it, by the day that was set for them.

    Raises:
        NotPermitted: if ``by`` may not write in the answer.
    """
    answer = log.locked([answer_id])[answer_id]
    require("answers.take", by, answer)
    before = _told(answer)
    due_on = answer.assignments.filter(due_on__isnull=False).order_by("due_on").values_list("due_on", flat=True).first()
    answer.assignments.get_or_create(user=by, defaults={"due_on": due_on, "by": by, "at": now})
    _record("answer.taken", answer, before, by=by, now=now)


@transaction.atomic
def give_back(*, answer_id: int, by: User, now: datetime) -> None:
    """Take one's own name off an answer; a person whose it is not changes nothing.

    Raises:
        NotPermitted: if ``by`` is not a member of the community.
    """
    answer = log.locked([answer_id])[answer_id]
    require("communities.read", by, answer.community)
    before = _told(answer)
    Assignment.objects.filter(answer=answer, user=by).delete()
    _record("answer.given_back", answer, before, by=by, now=now)


def _told(answer: Answer) -> dict[str, Any]:
    rows = answer.assignments.order_by("user_id").values_list("user__uid", "due_on")
    return {"people": [{"person": str(uid), "due_on": due_on and due_on.isoformat()} for uid, due_on in rows]}


def _record(verb: str, answer: Answer, before: dict[str, Any], *, by: User, now: datetime) -> None:
    if (after := _told(answer)) != before:
        events.record(verb, answer.node, by=by, at=now, before=before, after=after)
