"""How often the page of an invitation may be answered: allauth's own limits, as for signing in."""

from allauth.core import ratelimit
from django.http import HttpRequest

from commonweal.accounts.errors import TooManyTries


def count_answer(request: HttpRequest) -> None:
    """Count an answer to an invitation.

    Raises:
        TooManyTries: after twenty a minute from one visitor.
    """
    if not ratelimit.consume(request, action="signup"):
        raise TooManyTries
