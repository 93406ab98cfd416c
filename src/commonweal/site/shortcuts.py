"""The keys that every page knows. The sheet of keys is made from this list; the script binds what the sheet names."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does; ``act`` is the name of the act in ``frontend/app/shortcuts.js``.

    ``is_single`` is a key without Ctrl: it can be switched off, for who speaks to the computer says it by accident.
    """

    act: str
    key: str
    label: object
    is_single: bool = True


SHORTCUTS = (
    Shortcut("palette", "k", _("Find and go: pages, people, questions, measures"), is_single=False),
    Shortcut("search", "/", _("Go to the search field")),
    Shortcut("keys", "?", _("Show this list")),
)
