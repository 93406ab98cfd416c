from django.db import models
from django.utils.translation import gettext_lazy as _


class DrawingState(models.TextChoices):
    """How far a drawing is."""

    ASKED = "asked", _("asked")
    DRAWN = "drawn", _("drawn")
    FAILED = "failed", _("failed")


class LookState(models.TextChoices):
    """How far a version of the look is: its preview is being drawn, drawn, or could not be."""

    DRAWING = "drawing", _("is being drawn")
    SHOWN = "shown", _("can be looked at")
    FAILED = "failed", _("could not be drawn")
