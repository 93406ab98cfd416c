from django.db.models import QuerySet

from commonweal.accounts.models import Passkey, User


def passkeys_of(person: User) -> QuerySet[Passkey]:
    """The person's passkeys with the person, in the order they were made."""
    return person.passkeys.select_related("user").order_by("pk")
