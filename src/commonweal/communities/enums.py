from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do in a community; each holds all that the one below it may do."""

    LEAD = "lead", _("lead")
    WRITER = "writer", _("writer")
    READER = "reader", _("reader")


class InvitationState(models.TextChoices):
    """How an invitation stands at a moment."""

    WAITING = "waiting", _("waits for an answer")
    EXPIRED = "expired", _("too old")
    ACCEPTED = "accepted", _("joined")
    REVOKED = "revoked", _("taken back")
