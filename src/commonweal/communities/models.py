from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from commonweal.communities.enums import InvitationState, Role
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

    @property
    def is_archived(self) -> bool:
        """Whether it was put away: everything can be read, nothing changed. Reads the node."""
        return self.node.archived_at is not None


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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Those that nobody accepted or took back, too old ones too."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(BaseModel):
    """A role offered to an address. The letter holds a token; here is its hash, so a stolen database lets nobody in."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="invitations", on_delete=models.CASCADE
    )
    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    words = models.TextField(_("words of the inviter"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=5)
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    sent_at = models.DateTimeField(_("last sent at"))
    n_sent = models.PositiveSmallIntegerField(_("times sent"), default=1)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "-sent_at"], name="invitation_community_sent_at")]
        constraints = [
            models.UniqueConstraint(
                "community",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_per_address",
            ),
            models.CheckConstraint(name="invitation_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="invitation_ends_one_way", condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.role} until {self.expires_at:%Y-%m-%d}"

    def state_at(self, now: datetime) -> InvitationState:
        """How it stands at a moment."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.WAITING if self.expires_at > now else InvitationState.EXPIRED


class Viewing(BaseModel):
    """Somebody looks at a community as a role or a member sees it, for a while and without changing anything.

    Its node carries the events of start and stop: that of a person is private to the person looked as, that of a
    role is for the whole group.
    """

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="viewings", on_delete=models.CASCADE
    )
    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="viewing", on_delete=models.PROTECT)
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who looks"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("as whom"),
        related_name="+",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    role = models.CharField(_("as which role"), max_length=10, choices=Role.choices, blank=True)
    started_at = models.DateTimeField(_("started at"))
    ends_at = models.DateTimeField(_("ends at the latest"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-started_at"], name="viewing_community_started_at")]
        constraints = [
            models.UniqueConstraint(fields=["viewer"], condition=Q(ended_at=None), name="viewing_one_at_a_time"),
            models.CheckConstraint(
                name="viewing_is_of_a_person_or_a_role", condition=Q(person__isnull=True) | Q(role="")
            ),
            models.CheckConstraint(name="viewing_ends_after_it_began", condition=Q(ends_at__gt=models.F("started_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.viewer_id} as {self.person_id or self.role} in {self.community_id}"


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


class InclusionQuerySet(models.QuerySet["Inclusion"]):
    def current(self) -> "InclusionQuerySet":
        """Those that have not ended."""
        return self.filter(left_on=None)


class Inclusion(BaseModel):
    """A county is part of what the community is, from one day to another: from the first on, before the last."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="inclusions", on_delete=models.CASCADE
    )
    place = models.ForeignKey(
        "warehouse.Place", verbose_name=_("place"), related_name="inclusions", on_delete=models.PROTECT
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = InclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "place"], condition=Q(left_on=None), name="inclusion_open_once_per_place"
            ),
            models.CheckConstraint(
                name="inclusion_ends_after_it_began",
                condition=Q(left_on__isnull=True) | Q(left_on__gt=models.F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.place_id} {self.joined_on}–{self.left_on or ''}"


class Organization(BaseModel):
    """A body that takes part: a school district, a clinic, a chamber. Its node carries name and archive."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), related_name="organizations", on_delete=models.CASCADE
    )
    node = models.OneToOneField(Node, verbose_name=_("node"), related_name="organization", on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=160)
    sector = models.CharField(_("sector"), max_length=60, help_text=_("an id of the vocabulary in force"))
    about = models.TextField(_("what it does"), max_length=1000, blank=True)
    website = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    is_backbone = models.BooleanField(_("is a backbone organization"), default=False)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("people"), related_name="organizations", blank=True
    )

    class Meta:
        constraints = [models.UniqueConstraint("community", Lower("name"), name="organization_name_once_per_community")]

    def __str__(self) -> str:
        return self.name
