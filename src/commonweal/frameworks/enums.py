from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentKind(models.TextChoices):
    """What stands around the editions, each in a file of its own."""

    SCHEME = "scheme", _("scheme")
    OVERLAY = "overlay", _("layer of points")
    CROSSWALK = "crosswalk", _("crosswalk")
    CURRICULUM = "curriculum", _("curriculum")
    LADDER = "ladder", _("ladder of levels")
    VOCABULARY = "vocabulary", _("vocabulary")
    CATALOGUE = "catalogue", _("catalogue of measures")


class UploadState(models.TextChoices):
    WAITING = "waiting", _("is being read")
    FAULTY = "faulty", _("has faults")
    READY = "ready", _("can be taken in")
    TAKEN = "taken", _("was taken in")
