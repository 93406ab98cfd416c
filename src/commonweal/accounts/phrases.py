"""Words of this package that several places say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TIME_ZONES_AT_HOME = {
    "America/New_York": _("Eastern (New York)"),
    "America/Chicago": _("Central (Chicago)"),
    "America/Denver": _("Mountain (Denver)"),
    "America/Phoenix": _("Mountain, no daylight saving (Phoenix)"),
    "America/Los_Angeles": _("Pacific (Los Angeles)"),
    "America/Anchorage": _("Alaska (Anchorage)"),
    "America/Adak": _("Aleutian Islands (Adak)"),
    "Pacific/Honolulu": _("Hawaii (Honolulu)"),
    "America/Puerto_Rico": _("Atlantic (Puerto Rico)"),
    "Pacific/Guam": _("Guam"),
    "Pacific/Pago_Pago": _("American Samoa (Pago Pago)"),
}
UNITED_STATES = _("United States")
CONTINENTS = {
    "Africa": pgettext_lazy("group of time zones", "Africa"),
    "America": pgettext_lazy("group of time zones", "The Americas"),
    "Antarctica": pgettext_lazy("group of time zones", "Antarctica"),
    "Asia": pgettext_lazy("group of time zones", "Asia"),
    "Atlantic": pgettext_lazy("group of time zones", "Atlantic islands"),
    "Australia": pgettext_lazy("group of time zones", "Australia"),
    "Europe": pgettext_lazy("group of time zones", "Europe"),
    "Indian": pgettext_lazy("group of time zones", "Indian Ocean"),
    "Pacific": pgettext_lazy("group of time zones", "Pacific islands"),
}

PASSWORD_SET = _("A password was set for your account.")
PASSWORD_CHANGED = _("The password of your account was changed. Other devices were signed out.")
TWO_STEP_ON = _("Two-step sign-in was turned on for your account.")
TWO_STEP_OFF = _("Two-step sign-in was turned off for your account.")
CODES_RENEWED = _("Your recovery codes were replaced. The old ones do not work any more.")
CODE_USED = _("A recovery code was used to sign in to your account.")
ADDRESS_ASKED = _("Another address was asked for. Your account has this one until the new one is confirmed.")
ADDRESS_CHANGED = _("Your account has another address from now on. Letters go there, and you sign in with it.")
PASSKEY_ADDED = _("A passkey was added to your account.")
PASSKEY_REMOVED = _("A passkey was removed from your account.")

STRENGTHS = (
    _("Very easy to guess. Add more words."),
    _("Easy to guess. Add another word or two."),
    _("Fair. One more word makes it much harder to guess."),
    _("Good."),
    _("Very good."),
)
"""By the score of ``passwords.score_of``, from 0 to 4."""
