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


class NothingToAgreeTo(DomainError):
    """An answer without a text cannot be sent to group review."""

    message = _("Nothing is written here yet, so there is nothing to agree to. Nothing was sent.")


class AlreadyInReview(DomainError):
    """An answer has one group review at a time."""

    message = _("This answer is with the group already. Nothing was changed.")


class NotInReview(DomainError):
    """There is no group review to agree in, to change or to take back."""

    message = _("This answer is not with the group any more. Nothing was changed. Look at it again.")


class NobodyAsked(DomainError):
    """A text is agreed by named people, so somebody has to be asked."""

    message = _("Choose at least one person who is to agree. Nothing was changed.")


class NotAMember(DomainError):
    """Only members of the community are asked to agree."""

    message = _("One of these people is not in the community any more. Nothing was changed. Look at the list again.")


class TextChanged(DomainError):
    """Somebody wrote in the answer between the reading and the agreeing."""

    message = _(
        "The text changed while you read it, so your agreement was not noted. Read the new text below, then agree."
    )


class NoSuchComment(NotFound):
    """The comment is not one of this answer's."""

    message = _("That comment is not here any more. Nothing was changed.")


class CommentEmpty(DomainError):
    """A comment without words says nothing."""

    message = _("Write something first. Nothing was sent.")


class CommentClosed(DomainError):
    """A comment is changed by its writer within a quarter of an hour; a removed one is not changed at all."""

    message = _("This comment can no longer be changed. It stays as it is; write a reply to add something.")


class NoSuchKeyFactor(NotFound):
    """The key factor is not one of this answer's."""

    message = _("That key factor is not here any more. Nothing was changed.")


class PassageChanged(DomainError):
    """The words a suggestion replaces do not stand in the text any more."""

    message = _(
        "The words changed since this was suggested, so nothing was replaced. Compare them, then do it by hand."
    )


class SuggestionNeedsWords(DomainError):
    """A suggestion is about words of one paragraph, and suggests others."""

    message = _("Select the words of one paragraph that should change, and write others. Nothing was sent.")


class NoSuchTerm(NotFound):
    """The word is not in this community's glossary."""

    message = _("That word is not in the glossary any more. Nothing was changed.")


class TermIncomplete(DomainError):
    """A word without its meaning, or a meaning without its word, or nothing at all."""

    message = _("Give the word and what it means, in at least one language. Nothing was saved.")


class TermKnown(DomainError):
    """A word stands in a glossary once."""

    message = _("This word is in the glossary already. Nothing was saved. Change it there.")


class SuggestionClosed(DomainError):
    """A suggestion ends once: accepted, declined or withdrawn."""

    message = _("This suggestion was decided already. Nothing was changed. Look at it again.")
