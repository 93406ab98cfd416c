"""Application copies of the Profile. ``models`` takes these in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.models import BaseModel

LONGEST_NAME = 100


class ApplicationCopy(BaseModel):
    """A Profile of its own for an application, trimmed to what a level allows. Its texts are answers of their own.

    ``base`` is a snapshot of the living Profile as it was copied, of the kind that versions are; what was
    written since, here and there, is told by comparing with it. The rules of the level are kept as they were.
    """

    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="application_copy", on_delete=models.PROTECT
    )
    community = models.ForeignKey(
        "communities.Community",
        verbose_name=_("community"),
        related_name="application_copies",
        on_delete=models.PROTECT,
    )
    edition = models.ForeignKey(
        "frameworks.Edition", verbose_name=_("edition"), related_name="+", on_delete=models.PROTECT
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    rules = models.CharField(_("year of the rules"), max_length=20)
    level = models.CharField(_("level"), max_length=40)
    level_name = models.JSONField(_("name of the level"), default=dict)
    page_limit = models.PositiveSmallIntegerField(_("pages allowed"), null=True, blank=True)
    base = models.ForeignKey(
        "kernel.Snapshot", verbose_name=_("copied text"), related_name="+", on_delete=models.PROTECT
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="application_copy_named_once")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.name}"


class CopyDecision(models.Model):
    """What was decided about a text of a copy that was offered back: taken into the living Profile, or not."""

    answer = models.ForeignKey(
        "answers.Answer", verbose_name=_("text of the copy"), related_name="+", on_delete=models.CASCADE
    )
    snapshot = models.ForeignKey(
        "kernel.Snapshot", verbose_name=_("text decided on"), related_name="+", on_delete=models.PROTECT
    )
    is_taken = models.BooleanField(_("taken into the living Profile"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("at"))

    def __str__(self) -> str:
        return f"{self.answer_id} {self.is_taken}"
