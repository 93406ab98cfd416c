from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class LinkNotUsable(DomainError):
    """The mailed link is unknown, was used, or is too old. Which of these is not told."""

    message = _("This link does not work any more. A link works once, within 20 minutes of being sent.")


class TooManyTries(DomainError):
    """The throttle stopped the request before anything was tried."""

    message = _("That was tried too often. Nothing was changed. Wait five minutes, then try again.")


class WrongCode(DomainError):
    """The code is none of now, was used before, or is no recovery code. Which of these is not told."""

    message = _("That code does not fit. Codes change every 30 seconds, and each works once: take the one shown now.")


class TwoStepStands(DomainError):
    """Two-step sign-in is on already."""

    message = _("Two-step sign-in is on already. Nothing was changed.")


class PasskeyRefused(DomainError):
    """The device's answer does not fit: too late, for another site, of an unknown or copied passkey."""

    message = _("That passkey could not be used. Try again, or sign in another way.")


class AccountStillNeeded(DomainError):
    """Something has to be done before the account can go; ``kernel.erasure.obstacles_of`` says what."""

    message = _("Your account is still needed. Nothing was deleted. Do what the page names first.")


class DeletionNotUsable(DomainError):
    """The link of a deletion is unknown, too old, was used, or is another person's."""

    message = _("This link does not work any more; it is good for 24 hours. Nothing was deleted. You can ask again.")


class AddressNotUsable(DomainError):
    """The link of a new address is unknown, too old, was used, or the address belongs to somebody by now."""

    message = _("This link does not work any more; it is good for 24 hours. Your address is the one you had.")
