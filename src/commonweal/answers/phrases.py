"""Sentences people read while they write together. What happened, what was kept, what to do."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

RELOAD = _("Commonweal was updated while this page was open. Your text is safe. Reload the page to go on writing.")
VIEWER = _("You may read this answer but not write in it. This change was not stored. A lead can change your role.")
ROLE_TAKEN = _("Your role changed, and you may no longer write in this answer. What was saved before stays.")
ROLE_GIVEN = _("You may write in this answer now.")
NO_ENTRY = _("You are no longer a member of this community, so this answer was closed. What was saved before stays.")
FORBIDDEN_CONTENT = _(
    "Your last change holds something an answer cannot hold, so it was not stored. "
    "Everything up to the last “Saved” is safe. Reload the page to go on."
)
TOO_LONG = _(
    "The answer would become too long, so your last change was not stored. "
    "Everything up to the last “Saved” is safe. Reload the page and put in less."
)
FRAME_TOO_LARGE = _(
    "That is too much to take in at once, so it was not stored. "
    "Everything up to the last “Saved” is safe. Reload the page and paste in smaller parts."
)
MALFORMED = _(
    "A message from this page could not be read, so it was not stored. "
    "Everything up to the last “Saved” is safe. Reload the page to go on."
)
TOO_MANY_PAGES = _(
    "You have very many answers open at once, so this one was closed. "
    "What you wrote is kept on this page. Close some others, then reload this one."
)
SLOW = _("The connection could not keep up. Your text is kept on this page and sent when it is back.")
WAITING = _("Your text reached us but could not be stored yet. Keep this page open; we go on trying.")
FORMER_MEMBER = _("A former member")
LOST = _("[a figure or table that is not in the text]")
"""What a reference says whose figure or table was taken out."""
KEY_FACTOR = _("Key factor")
GONE = _("This answer is no longer here. It may have been moved or removed.")


def figure_code(number: str) -> str:
    """What a figure is called: ``Figure P.1-2``."""
    return gettext("Figure %(number)s") % {"number": number}


def table_code(number: str) -> str:
    """What a table is called: ``Table P.1-2``."""
    return gettext("Table %(number)s") % {"number": number}
