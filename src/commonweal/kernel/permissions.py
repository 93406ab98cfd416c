"""One way to ask for a permission, by the same name in views, templates, API and services."""

from commonweal.kernel.errors import NotPermitted


def require(permission: str, person: object, subject: object) -> None:
    """Refuse the act unless the person has the permission on the subject.

    Raises:
        NotPermitted: if not.
    """
    if not person.has_perm(permission, subject):
        raise NotPermitted
