"""Refusals around application copies."""

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class CopyNameTaken(DomainError):
    """Each copy of a community has a name of its own."""

    message = _("There is a copy with this name already. Nothing was copied. Choose another name.")


class NoSuchLevel(DomainError):
    """The ladder in force has no such level for this edition."""

    message = _("That level is not in the rules. Nothing was copied. Choose one of the list.")


class OfferChanged(DomainError):
    """One of the two texts changed between reading the offer and deciding."""

    message = _("One of the two texts changed while you read. Nothing was decided. Look at both again, then decide.")
