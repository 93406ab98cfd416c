from datetime import datetime

from commonweal.accounts.methods import tokens
from commonweal.accounts.models import SignInLink, User


def person_with_address(email: str) -> User | None:
    """The person who signs in with this address, in any case, if they may sign in."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def usable_link(token: str, now: datetime) -> SignInLink | None:
    """The link of a token with its person, unless it was used, is too old, or the person may not sign in."""
    links = SignInLink.objects.select_related("user").filter(used_at=None, expires_at__gt=now, user__is_active=True)
    return links.filter(token_hash=tokens.hash_of(token)).first()
