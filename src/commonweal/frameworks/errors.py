"""Refusals of this package that a person can act on."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commonweal.frameworks.methods.faults import Fault
from commonweal.kernel.errors import DomainError, NotFound


class EditionInvalid(DomainError):
    """The file has faults; ``faults`` holds every one, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        sentence = ngettext(
            "The file has %(n)s fault, so nothing was loaded. First: %(first)s",
            "The file has %(n)s faults, so nothing was loaded. First: %(first)s",
            len(faults),
        )
        super().__init__(sentence % {"n": len(faults), "first": faults[0]})


class EditionAnswered(DomainError):
    """Somebody answered this edition, so its words stay as they were."""

    def __init__(self, slug: str, edition: str) -> None:
        sentence = _(
            "Answers were already written to %(slug)s %(edition)s, so it stays as it is. "
            "Give the changed text a new edition name and add a crosswalk from the old one."
        )
        super().__init__(sentence % {"slug": slug, "edition": edition})


class UnknownEdition(NotFound):
    message = _("That edition of the framework is not loaded here.")


class UnknownContent(NotFound):
    message = _("There is no such file around the editions here.")


class FileTooLarge(DomainError):
    """The upload is larger than a content file may be."""

    message = _(
        "This file is larger than a framework file may be (2 MB), so it was not taken. Nothing was changed. "
        "Choose the file of one edition."
    )


class UploadGone(DomainError):
    """The file was taken in or thrown away since somebody looked at it."""

    message = _("This file was taken in before, or is not ready. Nothing was changed. Look at the list of editions.")


class WordsStayHere(DomainError):
    """The owner of a document does not let its wording leave the installation."""

    message = _("The owner of this does not let its words leave this site, so there is no sheet of it.")


class SheetTooSmall(DomainError):
    """A text is longer than a cell of a workbook can hold."""

    message = _("A text of this is longer than a cell of Excel can hold. Download the YAML file instead.")
