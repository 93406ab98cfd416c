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


def count_try(request: HttpRequest, action: str, *, key: str) -> None:
    """Count a try of ``password_confirm``, ``second_step``, ``passkey`` or ``delete_account``, right or wrong.

    Raises:
        TooManyTries: after as many as ``ACCOUNT_RATE_LIMITS`` says for one key (a person's uid), or for one visitor.
    """
    if not ratelimit.consume(request, action=action, key=key):
        raise TooManyTries


def is_their_password(request: HttpRequest, person: User, password: str) -> bool:
    """Whether this is the password of the person who is signed in.

    Raises:
        TooManyTries: after five tries for one person in five minutes, or ten a minute from one visitor.
    """
    count_try(request, "password_confirm", key=str(person.uid))
    return person.check_password(password)


def count_strength_question(request: HttpRequest) -> bool:
    """Count a question how strong a password is; false after two a second, for a minute, from one visitor."""
    return bool(ratelimit.consume(request, action="password_strength"))


def count_link_use(request: HttpRequest) -> None:
    """Count a press of a mailed link's button.

    Raises:
        TooManyTries: after thirty a minute from one visitor.
    """
    if not ratelimit.consume(request, action="login"):
        raise TooManyTries
