"""How much room the Profile takes on paper. ``models`` takes this in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProfileLayout(models.Model):
    """The pages of a community's Profile, or of a copy, as they were counted last.

    A cache: it can be made anew from the texts at any time. ``address`` stands for everything that was counted;
    another one means that the count is behind.
    """

    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="profile_layouts", on_delete=models.CASCADE
    )
    copy = models.OneToOneField(
        "answers.ApplicationCopy",
        verbose_name=_("application copy"),
        related_name="layout",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
    )
    address = models.CharField(_("address of what was counted"), max_length=64)
    n_pages = models.PositiveIntegerField(_("pages"))
    pages_by_ref = models.JSONField(_("pages of each answer"), default=dict)
    counted_at = models.DateTimeField(_("counted at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=models.Q(copy__isnull=True), name="profile_layout_one_per_community"
            )
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.n_pages}"
