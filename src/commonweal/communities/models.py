from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.communities.enums import Role
from commonweal.kernel.models import BaseModel, Node


class Community(BaseModel):
    """A place whose people work together; what stands inside its boundary is ``CommunityPlace``."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="community", on_delete=models.PROTECT)
    languages = models.JSONField(_("languages"), default=list)
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/Chicago")
    is_example = models.BooleanField(_("is the worked example"), default=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("members"), through="Membership", related_name="communities"
    )

    class Meta:
        verbose_name_plural = _("communities")

    def __str__(self) -> str:
        return self.name


class Membership(BaseModel):
    """A person's role in a community."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="memberships", on_delete=models.CASCADE
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), related_name="memberships", on_delete=models.CASCADE
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], name="membership_one_per_person"),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.community_id}"


class CommunityPlace(BaseModel):
    """A place the community looks at: the one it is (home), and others beside it."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="community_places", on_delete=models.CASCADE
    )
    place = models.ForeignKey(
        "warehouse.Place", verbose_name=_("place"), related_name="community_places", on_delete=models.PROTECT
    )
    is_home = models.BooleanField(_("is what the community is"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "place"], name="community_place_once"),
            models.UniqueConstraint(fields=["community"], condition=Q(is_home=True), name="community_place_one_home"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.place_id}"
