"""Refusals of the measures, each a plain sentence."""

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError, NotFound


class NoFigure(NotFound):
    """No release in use holds a value of the measure at the place."""

    message = _("There is no figure of this measure for this place yet. Import a workbook that holds it.")


class NoPlaceChosen(DomainError):
    """The community has not chosen a place."""

    message = _("The community has not chosen its county yet. A lead can choose it under “Places”.")


class FileTooLarge(DomainError):
    """The upload is larger than a publisher's table of counties ever is."""

    message = _(
        "This file is larger than a publisher's table of counties ever is, so it was not taken. Nothing was changed. "
        "Choose the publisher's own file."
    )


class AlreadyEntered(DomainError):
    """The community has a value of the measure for that place, period and group."""

    message = _(
        "There is a value for this measure, place, period and group already, and it was kept. "
        "Take it back first if this one is right."
    )


class AlreadyTakenBack(DomainError):
    """The value was taken back before."""

    message = _("This value was taken back before. Nothing was changed.")


class SheetRefused(DomainError):
    """The sheet has no row that says which column is which."""

    message = _(
        "No row of this sheet has the names Measure, Period and Value, so nothing of it was read. "
        "Nothing was changed. Begin with the sheet to fill in."
    )


class SheetDecided(DomainError):
    """The sheet was entered or discarded before."""

    message = _("This sheet was entered or discarded before. Nothing was changed. To enter it, give it again.")


class CatalogueAsItWas(DomainError):
    """The measures follow the catalogue already, or follow another since it was looked at."""

    message = _("Nothing was changed: the measures follow this already, or another catalogue since you looked at it.")


class NothingToMeasure(DomainError):
    """A catalogue without a measure that a page of a place can show."""

    message = _(
        "This catalogue holds no measure that pages of a place can show, so nothing was changed. Use the areas, "
        "directions and kinds of figures of the catalogue that comes with Commonweal."
    )
