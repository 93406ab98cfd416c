from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks.methods.text import Text
from commonweal.kernel.models import BaseModel


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
            models.CheckConstraint(name="edition_sha256_is_a_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.edition}"

    @property
    def title(self) -> Text:
        """The title in every language it has; needs the node."""
        return Text(self.node.title)
