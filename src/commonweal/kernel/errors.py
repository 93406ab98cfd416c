"""Refusals a person can act on. Bugs are left to crash."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal with a sentence for the person: what happened, what was kept, what to do."""

    message = _("That could not be done. Nothing was changed.")

    def __init__(self, message: object = None) -> None:
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
