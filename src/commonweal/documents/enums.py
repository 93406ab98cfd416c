from django.db import models
from django.utils.translation import gettext_lazy as _


class DrawingState(models.TextChoices):
    """How far a drawing is."""

    ASKED = "asked", _("asked")
    DRAWN = "drawn", _("drawn")
    FAILED = "failed", _("failed")
