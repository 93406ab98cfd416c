from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    NATION = "nation", _("nation")
    STATE = "state", _("state")
    COUNTY = "county", _("county")


class UploadState(models.TextChoices):
    READING = "reading", _("is being read")
    READ = "read", _("waits for a decision")
    IMPORTED = "imported", _("imported")
    DISCARDED = "discarded", _("discarded")
