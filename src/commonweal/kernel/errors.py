"""Refusals a person can act on. Bugs are left to crash."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class DomainError(Exception):
    """A refusal with a sentence for the person: what happened, what was kept, what to do."""

    message: "_StrOrPromise" = _("That could not be done. Nothing was changed.")

    def __init__(self, message: "_StrOrPromise | None" = None) -> None:
        self.message = self.message if message is None else message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(DomainError):
    """The person's role does not allow this act."""

    message = _("Your role does not allow this. Nothing was changed. A lead of the community can help.")


class NotFound(DomainError):
    """The thing does not exist, or the person may not know that it does."""

    message = _("That page or thing is not here. It may have been moved or removed.")


class TryAgainLater(DomainError):
    """Something a job depends on does not answer now; the same work may succeed in a while."""

    message = _("Something this work depends on does not answer. Nothing was changed. Try again in a while.")


class JobNotFailed(DomainError):
    """Only work that failed, and is not under way again, can begin anew."""

    message = _("This work is under way or done already. Nothing was changed.")


class EventRedacted(DomainError):
    """The event was redacted before."""

    message = _("This was taken out of the history before. Nothing was changed.")


class SnapshotRefused(DomainError):
    """An exported snapshot is not what its address says, or is none."""

    message = _("This file is damaged or was changed after it was exported. Nothing of it was taken in.")


class BatchChanged(DomainError):
    """Letters came to a batch, or left it, since somebody looked at it."""

    message = _("These letters changed since you looked. Nothing was sent or thrown away. Look again, then decide.")


class NothingToSend(DomainError):
    """A letter that is under way, has arrived, or was wiped cannot be sent again."""

    message = _("This letter is on its way, has arrived, or is no longer kept. Nothing was sent.")


class NoRoom(DomainError):
    """The disk of the site is full."""

    message = _("The site has no room left to store this. Nothing was changed. Tell the person who runs this site.")
