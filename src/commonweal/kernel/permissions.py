"""One way to ask for a permission, by the same name in views, templates, API and services."""

from typing import TYPE_CHECKING

from commonweal.kernel.errors import NotPermitted

if TYPE_CHECKING:
    from django.db.models import Model

    from commonweal.accounts.models import User


def require(permission: str, person: "User", subject: "Model | None") -> None:
    """Refuse the act unless the person has the permission on the subject.

    Raises:
        NotPermitted: if not.
    """
    if not person.has_perm(permission, subject):
        raise NotPermitted
