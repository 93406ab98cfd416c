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
