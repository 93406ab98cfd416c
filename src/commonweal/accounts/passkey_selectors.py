from django.db.models import QuerySet

from commonweal.accounts.models import Passkey, User
from commonweal.kernel.prepared import prepared


def passkeys_of(person: User) -> QuerySet[Passkey]:
    """The person's passkeys with the person, in the order they were made."""
    return _of(person.pk)


def passkeys_in_order(person: User) -> list[Passkey]:
    """The same passkeys, read at once."""
    return _passkeys(person.pk)


def _of(person_id: int) -> QuerySet[Passkey]:
    return Passkey.objects.filter(user_id=person_id).select_related("user").order_by("pk")


@prepared
def _passkeys(person_id: int) -> QuerySet[Passkey]:
    return _of(person_id)
