from datetime import datetime

from django.db.models import QuerySet

from commonweal.accounts.methods import tokens
from commonweal.accounts.models import Deletion, User
from commonweal.kernel.prepared import prepared


def wish_of(person: User) -> Deletion | None:
    """The person's wish that their account be deleted, confirmed or not."""
    return next(iter(_wishes(person.pk)), None)


@prepared
def _wishes(person_id: int) -> QuerySet[Deletion]:
    return Deletion.objects.filter(user_id=person_id)


def wish_with_token(person: User, token: str, *, asked_after: datetime) -> Deletion | None:
    """The person's wish that a mailed link confirms, unless it was confirmed or is too old."""
    wishes = Deletion.objects.filter(user=person, confirmed_at=None, asked_at__gt=asked_after)
    return wishes.filter(token_hash=tokens.hash_of(token)).first()


def due(now: datetime) -> QuerySet[Deletion]:
    """The deletions whose wait is over."""
    return Deletion.objects.filter(due_at__lte=now).order_by("due_at", "pk")
