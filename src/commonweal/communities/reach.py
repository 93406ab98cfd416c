"""What membership lets a person see: everything of the community but other people's private things."""

from collections.abc import Iterator

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.communities.models import Membership
from commonweal.kernel.enums import Visibility
from commonweal.kernel.prepared import prepared
from commonweal.kernel.visibility import reach_provider


@reach_provider
def reach_of_member(person: User) -> Iterator[tuple[str, Visibility]]:
    """One query: the scopes of the communities the person is a member of."""
    for scope in _scopes_of(person.pk):
        yield scope, Visibility.GROUP


@prepared
def _scopes_of(person_id: int) -> QuerySet[Membership, str]:
    return Membership.objects.filter(user_id=person_id).values_list("community__node__scope", flat=True)
