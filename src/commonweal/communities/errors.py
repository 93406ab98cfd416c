from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class LastLead(DomainError):
    """The act would leave the community without a lead."""

    message = _("A community needs at least one lead. Nothing was changed. Make somebody else lead first.")


class InvitationNotUsable(DomainError):
    """The address holds no invitation, or none of ours. Which of these is not told."""

    message = _("This invitation is not known here. Perhaps the address was cut off: copy all of it from the letter.")


class InvitationUsed(InvitationNotUsable):
    """Somebody joined with it before."""

    message = _("This invitation was used before; it works once. If it was you, sign in and go on.")


class InvitationExpired(InvitationNotUsable):
    """It waited too long."""

    message = _("This invitation is too old; it was good for 14 days. Ask the person who invited you to send it again.")


class InvitationRevoked(InvitationNotUsable):
    """A lead took it back."""

    message = _("This invitation was taken back. If that surprises you, ask the person who invited you.")


class InvitationForSomebodyElse(InvitationNotUsable):
    """The person who is signed in has another address than the invitation."""

    message = _("This invitation went to another address than yours. Nothing was changed.")


class AccountExists(InvitationNotUsable):
    """A new account was asked for where the address has one."""

    message = _("This address has an account already. Nothing was changed. Sign in, then join.")


class InvitationJustSent(DomainError):
    """Sending the same letter again and again would be a nuisance."""

    message = _("This invitation was sent a few minutes ago. Nothing was sent. Wait a little before sending it again.")


class InvitationEnded(DomainError):
    """The person joined, or the invitation was taken back, in the meantime."""

    message = _("This invitation ended in the meantime. Nothing was changed.")


class TooManyInvitations(DomainError):
    """More letters in a day than a community needs."""

    message = _("That is more letters in a day than we send for one community. Nothing was sent. Go on tomorrow.")


class NobodyToLookAs(DomainError):
    """One looks as another member of this community, or as a role."""

    message = _("Choose a role, or another member of this community. Nothing was changed.")


class AddressTaken(DomainError):
    """Another community has the word in its address."""

    message = _("Another community has this address. Nothing was founded. Choose another word.")


class PlaceIncluded(DomainError):
    """The place is, or on that day was, part of the community."""

    message = _("This place is part of the community on that day already. Nothing was changed.")


class DayNotUsable(DomainError):
    """A day in the future, or an end that is not after the beginning."""

    message = _("Choose a day up to today; a place leaves after the day on which it joined. Nothing was changed.")


class NameTaken(DomainError):
    """Another organization of the community has the name, perhaps in the archive."""

    message = _("An organization with this name is here already, perhaps in the archive. Nothing was changed.")
