"""The whole Profile as it was on a day. ``models`` takes this in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.models import BaseModel

LONGEST_NAME = 100
LONGEST_NOTE = 1_000


class ProfileVersion(BaseModel):
    """The Profile of a community, kept under a name: a snapshot of all texts and of who had agreed to which.

    Never edited. What the snapshot holds is said in ``version_services.kept_value``.
    """

    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="profile_version", on_delete=models.PROTECT
    )
    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="profile_versions", on_delete=models.PROTECT
    )
    edition = models.ForeignKey(
        "frameworks.Edition", verbose_name=_("edition"), related_name="+", on_delete=models.PROTECT
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    snapshot = models.ForeignKey("kernel.Snapshot", verbose_name=_("text"), related_name="+", on_delete=models.PROTECT)
    n_words = models.PositiveIntegerField(_("words"))
    n_answered = models.PositiveSmallIntegerField(_("answers"))
    n_agreed = models.PositiveSmallIntegerField(_("agreed answers"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("kept by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="profile_version_named_once")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.name}"
