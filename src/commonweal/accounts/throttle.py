"""How often signing in may be tried: allauth's own limits (``ACCOUNT_RATE_LIMITS``), by address and by visitor."""

from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from commonweal.accounts.errors import TooManyTries
from commonweal.accounts.models import User


def person_with_password(request: HttpRequest, *, email: str, password: str) -> User | None:
    """The person with this address and password, if they may sign in. It takes equally long for any address.

    Raises:
        TooManyTries: after five failures for one address in five minutes, or ten a minute from one visitor.
    """
    try:
        person = cast("User | None", get_adapter(request).authenticate(request, email=email, password=password))
    except ValidationError:
        raise TooManyTries from None
    return person if person is not None and person.is_active else None


def count_link_request(request: HttpRequest, *, email: str) -> None:
    """Count a wish for a mailed link.

    Raises:
        TooManyTries: after three for one address in five minutes, or twenty a minute from one visitor.
    """
    if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
        raise TooManyTries


def count_link_use(request: HttpRequest) -> None:
    """Count a press of a mailed link's button.

    Raises:
        TooManyTries: after thirty a minute from one visitor.
    """
    if not ratelimit.consume(request, action="login"):
        raise TooManyTries
