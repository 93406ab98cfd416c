from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.IntegerChoices):
    """Who may see a node, from the fewest people to the most. Order matters: compare with < and >."""

    PRIVATE = 10, _("private")
    GROUP = 20, _("the group")
    COHORT = 30, _("the cohort")
    PROGRAM = 40, _("the program")
    PUBLIC = 50, _("public")


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("did not work")


class Way(models.TextChoices):
    """How a person hears of something."""

    AT_ONCE = "at_once", _("in the inbox, and by mail at once")
    DAILY = "daily", _("in the inbox, and in one letter a day")
    INBOX = "inbox", _("in the inbox only")
    NONE = "none", _("not at all")


class MailKind(models.TextChoices):
    SINGLE = "single", _("to one person")
    BULK = "bulk", _("to many")


class MailState(models.TextChoices):
    HELD = "held", _("waits for release")
    RELEASED = "released", _("on its way")
    SENT = "sent", _("sent")
    FAILED = "failed", _("did not arrive")
    DISCARDED = "discarded", _("discarded")
