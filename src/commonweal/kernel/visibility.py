"""Who may see which nodes. Asked of the database before anything is shown, counted or searched.

The kernel does not know what a community or a cohort is. Higher packages register *providers*: a
function that says which scopes a person reaches and from which level on, and one that names the
scopes a conflict of interest closes to them. A conflict overrides everything, also what is public.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from commonweal.kernel.enums import Visibility
from commonweal.kernel.models import Node

if TYPE_CHECKING:
    from commonweal.accounts.models import User

ReachProvider = Callable[["User"], Iterable[tuple[str, Visibility]]]
ConflictProvider = Callable[["User"], Iterable[str]]

_reach_providers: list[ReachProvider] = []
_conflict_providers: list[ConflictProvider] = []


def reach_provider(provider: ReachProvider) -> ReachProvider:
    """Register a function ``person -> (scope, lowest visible level)`` pairs."""
    _reach_providers.append(provider)
    return provider


def conflict_provider(provider: ConflictProvider) -> ConflictProvider:
    """Register a function ``person -> scopes`` that are closed to the person."""
    _conflict_providers.append(provider)
    return provider


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may see: from which level on in which scope, and which scopes not at all."""

    person_id: int | None
    lowest_levels: dict[str, Visibility] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    within: "Reach | None" = None
    """Where somebody looks as this person: nothing beyond what the one who looks may see."""

    def sees(self, *, scope: str, visibility: int, owner_id: int | None) -> bool:
        """Whether a node with these fields is visible. The same rule as ``condition``."""
        if scope in self.conflicts:
            return False
        if self.within and not self.within.sees(scope=scope, visibility=visibility, owner_id=owner_id):
            return False
        if visibility == Visibility.PUBLIC or (owner_id is not None and owner_id == self.person_id):
            return True
        lowest = self.lowest_levels.get(scope)
        return lowest is not None and visibility >= lowest

    def condition(self) -> Q:
        """The rule as a filter on ``Node``. A filter for a relation is ``Q(node__in=visible_nodes(…))``."""
        visible = Q(visibility=Visibility.PUBLIC)
        if self.person_id is not None:
            visible |= Q(owner_id=self.person_id)
        for level in sorted(set(self.lowest_levels.values())):
            scopes = sorted(scope for scope, lowest in self.lowest_levels.items() if lowest == level)
            visible |= Q(scope__in=scopes, visibility__gte=level)
        if self.conflicts:
            visible &= ~Q(scope__in=sorted(self.conflicts))
        return visible & self.within.condition() if self.within else visible


def reach_of(person: "User | None") -> Reach:
    """Ask every provider what the person reaches. A stranger (None) reaches what is public."""
    if person is None or not person.is_authenticated:
        return Reach(person_id=None)
    lowest: dict[str, Visibility] = {}
    for provider in _reach_providers:
        for scope, level in provider(person):
            lowest[scope] = min(level, lowest.get(scope, Visibility.PUBLIC))
    within = reach_of(person.viewed_by) if person.viewed_by else None
    return Reach(person.pk, lowest, conflicts_of(person), within)


def conflicts_of(person: "User") -> frozenset[str]:
    """The scopes that a conflict of interest closes to the person, members of them too."""
    return frozenset(scope for provider in _conflict_providers for scope in provider(person))


def visible_nodes(reach: Reach) -> QuerySet[Node]:
    """The nodes within a person's reach, archived ones too."""
    return Node.objects.filter(reach.condition())
