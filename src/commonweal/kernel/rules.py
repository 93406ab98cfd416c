"""Who may operate the installation."""

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from commonweal.accounts.models import User


@rules.predicate
def is_operator(person: "User", _subject: object = None) -> bool:
    """Somebody who keeps the site running: sees how jobs and mail fare, not what is in them."""
    return bool(person.is_active and person.is_superuser)


rules.add_perm("kernel.operate", is_operator)
