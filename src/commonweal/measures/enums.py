from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    """The five outcome areas, in the order in which pages show them, and who lives in the place."""

    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    ECONOMY = "economy", _("Economic vitality")
    SAFETY = "safety", _("Safety")
    QUALITY_OF_LIFE = "quality_of_life", _("Quality of life")
    PEOPLE = "people", _("Who lives here")


class Polarity(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    CONTEXT = "context", _("What is better depends on the community's goals")


class Estimate(models.TextChoices):
    """How a figure comes about, and so which charts and verdicts it allows."""

    COUNT = "count", _("counted")
    SURVEY = "survey", _("survey")
    MODEL = "model", _("modelled estimate")
    ROLLING = "rolling", _("several years together")


class ValueStatus(models.TextChoices):
    OK = "ok", _("published")
    SUPPRESSED = "suppressed", _("too few to show")
    MISSING = "missing", _("not published")
    UNRELIABLE = "unreliable", _("unreliable")


class ValueFormat(models.TextChoices):
    """How a value is written: 16.4%, $61,200, 76.8 with its unit, or yes and no."""

    PERCENT = "percent", _("percent")
    DOLLARS = "dollars", _("US dollars")
    NUMBER = "number", _("number with its unit")
    YES_NO = "yes_no", _("yes or no")


class SheetState(models.TextChoices):
    READING = "reading", _("is being read")
    READ = "read", _("waits for a decision")
    ENTERED = "entered", _("entered")
    DISCARDED = "discarded", _("discarded")
