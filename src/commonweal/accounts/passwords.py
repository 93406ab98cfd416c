"""How hard a password is to guess, and what the site asks of one.

The estimate counts the guesses of somebody who tries common words, names, keyboard walks and dates first
(zxcvbn); a demand for digits and signs would make passwords hard to remember and easy to guess.
"""

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from commonweal.accounts.models import User

LONGEST_LOOKED_AT = 72
"""Characters; the estimate takes long for longer texts, which are hard to guess anyway."""
LONGEST = 256
WORST_ACCEPTED = 2
THE_SITES_WORDS = ("commonweal", "community", "excellence")


def score_of(password: str, person: "User | None" = None) -> int:
    """From 0 (falls at once) to 4 (out of reach). What stands in the person's name or address protects nothing."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 -- slow import

    rest = password[:LONGEST_LOOKED_AT].casefold()
    for word in _words_of(person) if person else ():
        rest = rest.replace(word, "")
    return int(zxcvbn(rest, user_inputs=THE_SITES_WORDS)["score"]) if rest else 0


def _words_of(person: "User") -> list[str]:
    """The words of name and address, the longest first; shorter ones than three letters stand in any word."""
    words = re.split(r"[^\w]+", f"{person.full_name} {person.email}".casefold())
    return sorted({word for word in words if len(word) > 2}, key=len, reverse=True)


class HardToGuess:
    """Refuses a password that falls to a guesser in days. One of ``AUTH_PASSWORD_VALIDATORS``."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Look at a password that is to be set.

        Raises:
            ValidationError: if its score is below ``WORST_ACCEPTED``.
        """
        if score_of(password, user) < WORST_ACCEPTED:
            raise ValidationError(_("This password is easy to guess. Take four or five words without a connection."))

    def get_help_text(self) -> str:
        """What is asked, in a sentence."""
        return _("Four or five words without a connection make a good one.")
