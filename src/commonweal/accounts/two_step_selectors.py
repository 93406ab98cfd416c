from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from commonweal.accounts.models import TwoStep, User


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when two-step sign-in is on, and how many recovery codes are left."""

    since: datetime
    n_codes: int


def standing_of(person: User) -> Standing | None:
    """How the person's two-step sign-in stands; None while it is off. One query."""
    unused = Count("user__recovery_codes", filter=Q(user__recovery_codes__used_at=None))
    found = TwoStep.objects.filter(user=person).annotate(n_codes=unused).values_list("turned_on_at", "n_codes").first()
    return Standing(*found) if found else None


def needs_code(person: User) -> bool:
    """Whether the person is asked for a code when they sign in."""
    return TwoStep.objects.filter(user=person).exists()
