"""Refusals around kept versions of the Profile."""

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class NameTaken(DomainError):
    """Each version of a community has a name of its own."""

    message = _("There is a version with this name already. Nothing was kept. Choose another name.")


class NothingToKeep(DomainError):
    """A Profile without a word is not worth a name."""

    message = _("Nothing is written yet, so there is nothing to keep.")
