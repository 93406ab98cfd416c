from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks.enums import ContentKind, UploadState
from commonweal.frameworks.methods.text import Text
from commonweal.kernel.models import BaseModel

SHA256 = r"^[0-9a-f]{64}$"


class Edition(BaseModel):
    """One edition of a framework, as the document that was loaded. Change it through services only."""

    node = models.OneToOneField("kernel.Node", verbose_name=_("node"), related_name="edition", on_delete=models.PROTECT)
    slug = models.CharField(_("framework"), max_length=60, help_text=_("the id inside the document"))
    edition = models.CharField(_("edition"), max_length=60)
    document = models.TextField(_("document"), help_text=_("canonical JSON; its hash is sha256"))
    sha256 = models.CharField(_("SHA-256 of the document"), max_length=64)
    is_current = models.BooleanField(_("new work uses this edition"), default=False)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "edition"], name="edition_once_per_framework"),
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="edition_one_current"),
            models.CheckConstraint(name="edition_sha256_is_a_hash", condition=Q(sha256__regex=SHA256)),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.edition}"

    @property
    def title(self) -> Text:
        """The title in every language it has; needs the node."""
        return Text(self.node.title)


class ContentDocument(BaseModel):
    """A scheme, an overlay or a crosswalk as it was loaded. Never changed: a correction is another row.

    Of the rows with one kind, id and edition, the one that is not superseded is in force (ADR-0022).
    """

    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="content_document", on_delete=models.PROTECT
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ContentKind.choices)
    slug = models.CharField(_("id"), max_length=60, help_text=_("the id inside the document"))
    edition = models.CharField(_("edition"), max_length=60, blank=True, help_text=_("a crosswalk has none"))
    document = models.TextField(_("document"), help_text=_("canonical JSON; its hash is sha256"))
    sha256 = models.CharField(_("SHA-256 of the document"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"))
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug", "edition"],
                condition=Q(superseded_at__isnull=True),
                name="content_document_one_in_force",
            ),
            models.CheckConstraint(name="content_document_kind_is_known", condition=Q(kind__in=ContentKind.values)),
            models.CheckConstraint(name="content_document_sha256_is_a_hash", condition=Q(sha256__regex=SHA256)),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.kind, self.slug, self.edition)))

    @property
    def title(self) -> Text:
        """The title in every language it has; needs the node."""
        return Text(self.node.title)


class ContentUpload(BaseModel):
    """A file on its way in: read by a job, then shown to who gave it, then taken in or forgotten.

    Of a file with faults, and of one that was taken in, nothing is kept but its name and what was said of it.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", on_delete=models.CASCADE)
    name = models.CharField(_("name of the file"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    content = models.BinaryField(_("bytes of the file, until they were read"), default=b"", blank=True)
    document = models.TextField(_("canonical JSON, until it is taken in"), blank=True)
    findings = models.JSONField(_("faults, or what the file holds"), default=dict)
    job = models.ForeignKey("kernel.Job", verbose_name=_("job"), related_name="+", null=True, on_delete=models.SET_NULL)
    given_at = models.DateTimeField(_("given at"), db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="upload_state_is_known", condition=Q(state__in=UploadState.values)),
            models.CheckConstraint(
                name="upload_holds_a_document_while_ready",
                condition=Q(state=UploadState.READY) & ~Q(document="") | ~Q(state=UploadState.READY) & Q(document=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
