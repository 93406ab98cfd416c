"""How long events keep what they tell. Who did what and when stays; the values before and after go.

Verbs are classed by their first word: ``member.added`` is of the class ``member``. A class for which
nothing is registered keeps its values. Snapshots are not touched: they are versions, not records of acts.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from commonweal.kernel.models import Event

_kept_for: dict[str, timedelta] = {}


def keep_values(verb_class: str, *, for_days: int) -> None:
    """Let events of a class lose their values after so many days. Call it while packages load."""
    _kept_for[verb_class] = timedelta(days=for_days)


def retain(now: datetime) -> int:
    """Empty the events that are older than their class keeps them; return how many. Safe to run again."""
    return sum(_empty(verb_class, now - kept_for) for verb_class, kept_for in _kept_for.items())


def _empty(verb_class: str, before: datetime) -> int:
    has_values = Q(before__isnull=False) | Q(after__isnull=False)
    old = Event.objects.filter(has_values, verb__startswith=f"{verb_class}.", at__lt=before)
    return old.update(before=None, after=None)
