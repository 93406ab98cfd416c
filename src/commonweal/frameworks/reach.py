"""Who sees the editions: everyone who signed in, whatever community they belong to."""

from typing import TYPE_CHECKING

from commonweal.kernel.enums import Visibility
from commonweal.kernel.visibility import reach_provider

if TYPE_CHECKING:
    from commonweal.accounts.models import User

SCOPE = "catalogue:frameworks"
"""Editions belong to the whole installation, not to one community."""


@reach_provider
def reach_of_editions(_person: "User") -> list[tuple[str, Visibility]]:
    """Not public: an edition whose owner restricts it shows even its title to people of the installation only."""
    return [(SCOPE, Visibility.PROGRAM)]
