"""What membership lets a person see: everything of the community but other people's private things."""

from collections.abc import Iterator

from commonweal.accounts.models import User
from commonweal.kernel.enums import Visibility
from commonweal.kernel.visibility import reach_provider


@reach_provider
def reach_of_member(person: User) -> Iterator[tuple[str, Visibility]]:
    """One query: the scopes of the communities the person is a member of."""
    for scope in person.communities.values_list("node__scope", flat=True):
        yield scope, Visibility.GROUP
