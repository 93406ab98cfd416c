from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do in a community; each holds all that the one below it may do."""

    LEAD = "lead", _("lead")
    WRITER = "writer", _("writer")
    READER = "reader", _("reader")
