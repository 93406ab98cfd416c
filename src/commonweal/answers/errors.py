from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class NoSuchQuestion(DomainError):
    """The edition has no question with this reference in its Profile."""

    message = _("The framework has no such question.")


class NoSuchVersion(DomainError):
    """The event is not one of this answer's, or kept no text."""

    message = _("That version of the answer is not here. Nothing was changed.")


class DocumentRefused(DomainError):
    """A document that the schema does not allow."""

    message = _("The text holds something an answer cannot hold. Nothing was changed.")
