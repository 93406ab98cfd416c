from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError, NotFound


class NoSuchQuestion(NotFound):
    """The edition has no question with this reference in its Profile."""

    message = _("The framework has no such question.")


class NoSuchVersion(NotFound):
    """The event is not one of this answer's, or kept no text."""

    message = _("That version of the answer is not here. Nothing was changed.")


class DocumentRefused(DomainError):
    """A document that the schema does not allow."""

    message = _("The text holds something an answer cannot hold. Nothing was changed.")


class NoSuchMeasure(DomainError):
    """No measure has this key."""

    message = _("That measure is not here. Nothing was put in. Choose one of the list.")


class NoSuchPlace(DomainError):
    """The community does not look at this place."""

    message = _("Your community does not look at that place. Nothing was put in. A lead can add places.")


class NotAWriter(DomainError):
    """An answer is given only to people who may write in it."""

    message = _("One of these people may not write here any more. Nothing was changed. Look at the list again.")
