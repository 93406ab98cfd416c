from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from commonweal.accounts.models import TwoStep, User
from commonweal.kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when two-step sign-in is on, and how many recovery codes are left."""

    since: datetime
    n_codes: int


def standing_of(person: User) -> Standing | None:
    """How the person's two-step sign-in stands; None while it is off. One query."""
    return next((Standing(*found) for found in _standings(person.pk)), None)


@prepared
def _standings(person_id: int) -> QuerySet[TwoStep, tuple[datetime, int]]:
    unused = Count("user__recovery_codes", filter=Q(user__recovery_codes__used_at__isnull=True))
    return TwoStep.objects.filter(user_id=person_id).annotate(n_codes=unused).values_list("turned_on_at", "n_codes")


def needs_code(person: User) -> bool:
    """Whether the person is asked for a code when they sign in."""
    return TwoStep.objects.filter(user=person).exists()
