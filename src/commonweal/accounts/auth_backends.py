"""How a person is known: by password as the sign-in library checks it, then by their session on every page."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.kernel.prepared import prepared


class PersonBackend(AuthenticationBackend):
    """As the library's, but for how the person of a session is found."""

    def get_user(self, user_id: int) -> User | None:
        """The person, while the account is active."""
        for person in _by_key(user_id):
            return person if self.user_can_authenticate(person) else None
        return None


@prepared
def _by_key(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)
