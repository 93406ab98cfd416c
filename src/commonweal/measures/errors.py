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
