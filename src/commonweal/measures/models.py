from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.models import BaseModel, Node, StoredFile
from commonweal.measures.enums import Area, Estimate, Polarity, SheetState, ValueFormat, ValueStatus


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Filters that chain."""

    def offered(self) -> "MeasureQuerySet":
        """Those of the catalogue in use: the others are kept for their values and are not offered for new ones."""
        return self.filter(retired_at=None)


class Measure(BaseModel):
    """What is measured, in every place: its name, unit, better direction and how it comes about."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="measure", on_delete=models.PROTECT)
    name = models.JSONField(_("name per language"))
    definition = models.JSONField(_("definition per language"))
    unit = models.JSONField(_("unit per language"))
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    polarity = models.CharField(_("better direction"), max_length=10, choices=Polarity.choices)
    estimate = models.CharField(_("how it comes about"), max_length=10, choices=Estimate.choices)
    value_format = models.CharField(
        _("how a value is written"), max_length=10, choices=ValueFormat.choices, default=ValueFormat.NUMBER
    )
    source_keys = models.JSONField(
        _("its key in each source"), default=dict, help_text=_("source identifier to the source's own key")
    )
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), default=1)
    position = models.PositiveSmallIntegerField(_("position in its area"), default=0)
    retired_at = models.DateTimeField(
        _("retired at"), null=True, blank=True, help_text=_("when the catalogue in use no longer had it; values stay")
    )

    objects = MeasureQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key


class CatalogueUse(BaseModel):
    """That the measures follow a catalogue. The newest that was not taken back counts; where none is, what ships."""

    document = models.ForeignKey(
        "frameworks.ContentDocument", verbose_name=_("catalogue"), related_name="+", on_delete=models.PROTECT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    used_at = models.DateTimeField(_("used from"))
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="catalogue_use_ends_after_it_began",
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=F("used_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.used_at:%Y-%m-%d}"


class PublishedValue(BaseModel):
    """One value of a measure for a place as a publisher gave it, copied so that no source can take it back."""

    measure = models.ForeignKey(Measure, verbose_name=_("measure"), related_name="values", on_delete=models.PROTECT)
    place = models.ForeignKey(
        "warehouse.Place", verbose_name=_("place"), related_name="values", on_delete=models.PROTECT
    )
    release = models.ForeignKey(
        "warehouse.Release", verbose_name=_("release"), related_name="values", on_delete=models.PROTECT
    )
    estimate = models.CharField(
        _("how it comes about"), max_length=10, choices=Estimate.choices, default=Estimate.COUNT
    )
    period = models.CharField(_("period"), max_length=40, blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ValueStatus.choices)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    lower = models.DecimalField(_("lower limit"), max_digits=20, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(_("upper limit"), max_digits=20, decimal_places=6, null=True, blank=True)
    confidence_percent = models.PositiveSmallIntegerField(_("confidence in percent"), null=True, blank=True)
    provenance = models.JSONField(_("where in the file"), default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "place", "release"], name="value_once_per_release"),
            models.CheckConstraint(
                name="value_is_there_when_its_status_says_so",
                condition=Q(status=ValueStatus.OK, value__isnull=False)
                | Q(status__in=[ValueStatus.SUPPRESSED, ValueStatus.MISSING], value__isnull=True)
                | Q(status=ValueStatus.UNRELIABLE),
            ),
            models.CheckConstraint(
                name="value_interval_is_whole",
                condition=Q(lower__isnull=True, upper__isnull=True, confidence_percent__isnull=True)
                | Q(
                    lower__isnull=False,
                    upper__isnull=False,
                    confidence_percent__isnull=False,
                    lower__lte=F("upper"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.place_id} {self.period}"


class ValueSheet(BaseModel):
    """A sheet of a community's own values: read, shown, and then entered or discarded by a person's decision."""

    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="value_sheet", on_delete=models.PROTECT)
    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="value_sheets", on_delete=models.CASCADE
    )
    file = models.ForeignKey(StoredFile, verbose_name=_("file"), related_name="+", on_delete=models.PROTECT)
    state = models.CharField(_("state"), max_length=10, choices=SheetState.choices, default=SheetState.READING)
    preview = models.JSONField(_("what would be entered"), default=dict, help_text=_("version 1, or empty"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    given_at = models.DateTimeField(_("given at"))

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"


class LocalValueQuerySet(models.QuerySet["LocalValue"]):
    """Filters that chain."""

    def live(self) -> "LocalValueQuerySet":
        """Those that were not taken back."""
        return self.filter(undone_at__isnull=True)


class LocalValue(BaseModel):
    """A community's own value of a measure, for its eyes only. Change it through services only."""

    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="local_value", on_delete=models.PROTECT)
    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="local_values", on_delete=models.CASCADE
    )
    measure = models.ForeignKey(
        Measure, verbose_name=_("measure"), related_name="local_values", on_delete=models.PROTECT
    )
    place = models.ForeignKey(
        "warehouse.Place", verbose_name=_("place"), related_name="local_values", on_delete=models.PROTECT
    )
    sheet = models.ForeignKey(
        ValueSheet, verbose_name=_("sheet"), related_name="values", null=True, blank=True, on_delete=models.PROTECT
    )
    period = models.CharField(_("period"), max_length=40)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6)
    numerator = models.DecimalField(_("numerator"), max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("denominator"), max_digits=20, decimal_places=6, null=True, blank=True)
    group = models.CharField(_("group of people"), max_length=80, blank=True)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    entered_at = models.DateTimeField(_("entered at"))
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = LocalValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "measure", "place", "period", "group"],
                condition=Q(undone_at__isnull=True),
                name="local_value_once_per_period_and_group",
            ),
            models.CheckConstraint(name="local_value_years_in_order", condition=Q(last_year__gte=F("first_year"))),
            models.CheckConstraint(
                name="local_value_ratio_is_whole",
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False, denominator__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.place_id} {self.period}"
