from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.models import BaseModel, Node, StoredFile
from commonweal.warehouse.enums import PlaceKind, UploadState


class Place(BaseModel):
    """A nation, state or county (or equivalent), by its FIPS code as text."""

    fips = models.CharField(_("FIPS code"), max_length=11, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices)
    name = models.CharField(_("name"), max_length=120)
    full_name = models.CharField(_("full name"), max_length=160)
    state = models.ForeignKey(
        "self", verbose_name=_("state"), related_name="counties", null=True, blank=True, on_delete=models.PROTECT
    )
    is_invented = models.BooleanField(_("is invented"), default=False)
    is_listed = models.BooleanField(
        _("is of the list"), default=False, help_text=_("of the shipped list of places; else a release named it")
    )
    valid_from_year = models.PositiveSmallIntegerField(_("came to be in"), null=True, blank=True)
    valid_to_year = models.PositiveSmallIntegerField(_("ended in"), null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("whose land it was"), related_name="successors", symmetrical=False, blank=True
    )
    search_text = models.CharField(
        _("searched by"), max_length=300, blank=True, help_text=_("names without accents, each word after a space")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="place_ends_after_it_began",
                condition=Q(valid_from_year__isnull=True)
                | Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=F("valid_from_year")),
            ),
            models.CheckConstraint(
                name="place_county_has_a_state",
                condition=Q(kind=PlaceKind.COUNTY, state__isnull=False)
                | Q(kind__in=[PlaceKind.STATE, PlaceKind.NATION], state__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Filters that chain."""

    def live(self) -> "ReleaseQuerySet":
        """The releases whose import was not undone."""
        return self.filter(undone_at__isnull=True)


class Release(BaseModel):
    """One published table as it was taken: where from, under what terms, and where its Parquet file lies."""

    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="release", on_delete=models.PROTECT)
    source = models.CharField(_("source"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    citation = models.TextField(_("citation"))
    licence = models.CharField(_("licence"), max_length=60)
    release_year = models.PositiveSmallIntegerField(_("release year"))
    file_name = models.CharField(_("file name"), max_length=200)
    file_sha256 = models.CharField(_("hash of the publisher's file"), max_length=64)
    retrieved_at = models.DateTimeField(_("retrieved at"))
    method_version = models.PositiveSmallIntegerField(_("method version"))
    parquet_address = models.CharField(_("content address of the Parquet file"), max_length=64)
    n_rows = models.PositiveIntegerField(_("rows"))
    places = models.ManyToManyField(Place, verbose_name=_("places"), related_name="releases")
    reading = models.JSONField(
        _("what was read"),
        default=dict,
        help_text=_("version 1: counts of places, measures, columns left out and cells not understood"),
    )
    imported_for = models.CharField(
        _("imported for"), max_length=80, blank=True, help_text=_("an opaque reference such as community:<uid>")
    )
    is_invented = models.BooleanField(_("is invented"), default=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("imported by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    imported_at = models.DateTimeField(_("imported at"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_sha256", "imported_for"],
                condition=Q(undone_at__isnull=True),
                name="release_once_per_file_and_scope",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Upload(BaseModel):
    """A file somebody gave: read, shown, and then imported or discarded by a person's decision."""

    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="upload", on_delete=models.PROTECT)
    file = models.ForeignKey(StoredFile, verbose_name=_("file"), related_name="+", on_delete=models.PROTECT)
    scope = models.CharField(_("for"), max_length=80, db_index=True, help_text=_("as in the releases made of it"))
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices, default=UploadState.READING)
    preview = models.JSONField(_("what would be imported"), default=dict, help_text=_("version 1, or empty"))
    release = models.OneToOneField(
        Release, verbose_name=_("release"), related_name="upload", null=True, blank=True, on_delete=models.PROTECT
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_imported_has_a_release",
                condition=Q(state=UploadState.IMPORTED, release__isnull=False)
                | (~Q(state=UploadState.IMPORTED) & Q(release__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"
