"""Refusals around an imported Profile."""

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class FileRefused(DomainError):
    """The file or text is not read; the sentence says why."""

    message = _("This could not be read. Nothing was changed.")


class PieceDecided(DomainError):
    """Somebody decided about the piece meanwhile."""

    message = _("Somebody has decided about this piece already. Nothing was changed. Look at the list again.")


class PieceWrittenOver(DomainError):
    """The answer was written in since the piece was put in."""

    message = _(
        "Somebody wrote in this answer since, so nothing was taken back: the piece and the new words both stand. "
        "The answer's history brings any earlier text back."
    )


class PieceStandsThere(DomainError):
    """The answer would read just as it does."""

    message = _(
        "The answer says exactly this already. Nothing was changed, and the piece waits here. You can leave it out."
    )
