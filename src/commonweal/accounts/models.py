from typing import Any, ClassVar

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from commonweal.kernel.models import BaseModel

N_AVATAR_COLOURS = 8


class UserManager(BaseUserManager["User"]):
    """Makes people. Addresses are kept as typed and compared without regard to case."""

    def create_user(self, email: str, full_name: str, password: str | None = None, **fields: object) -> "User":
        """Create a person; without a password they sign in by mailed link only."""
        person = self.model(email=self.normalize_email(email), full_name=full_name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(BaseModel, AbstractBaseUser, PermissionsMixin):
    """A person with one account for all communities."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/Chicago")
    is_active = models.BooleanField(_("may sign in"), default=True)

    viewed_by: "User | None" = None
    """Who looks at the site as this person sees it, for one request; never stored."""

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the predicates, of operators too: who keeps the site running has no way into communities by that.

        Django's own answer for a superuser is always yes.
        """
        return bool(self.is_active and rules.has_perm(perm, self, obj))

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for the avatar: MO for Marisol Ortega-Lund."""
        names = self.full_name.split()
        letters = [names[0], names[-1]] if len(names) > 1 else names
        return "".join(name[0] for name in letters).upper()

    @property
    def avatar_class(self) -> str:
        """One of the eight avatar colours; the same person always has the same one."""
        return f"p{self.uid.int % N_AVATAR_COLOURS + 1}"


class SignInLink(BaseModel):
    """A link mailed to a person, by the hash of its token. It signs in once, before it expires."""

    user = models.ForeignKey(User, verbose_name=_("person"), related_name="sign_in_links", on_delete=models.CASCADE)
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    next_path = models.CharField(_("where to go then"), max_length=500, blank=True)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class Device(BaseModel):
    """A session in which a person is signed in, as they would recognise it. Where in the world it is, is not kept."""

    user = models.ForeignKey(User, verbose_name=_("person"), related_name="devices", on_delete=models.CASCADE)
    session_key = models.CharField(_("session"), max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=40, blank=True)
    system = models.CharField(_("system"), max_length=40, blank=True)
    signed_in_at = models.DateTimeField(_("signed in at"))
    seen_at = models.DateTimeField(_("last used at"))

    def __str__(self) -> str:
        return f"{self.user_id} {self.browser} {self.system}"


class AddressChange(BaseModel):
    """A person's wish to have another address, until a link mailed to the new one is used."""

    user = models.OneToOneField(User, verbose_name=_("person"), related_name="address_change", on_delete=models.CASCADE)
    email = models.EmailField(_("new address"))
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked at"))

    def __str__(self) -> str:
        return f"{self.user_id}"


class Deletion(BaseModel):
    """A person's wish that their account be deleted: asked for, confirmed by a mailed link, then due after a while."""

    user = models.OneToOneField(User, verbose_name=_("person"), related_name="deletion", on_delete=models.CASCADE)
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deletion_confirmed_has_a_due_time",
                condition=models.Q(confirmed_at__isnull=True, due_at__isnull=True)
                | models.Q(confirmed_at__isnull=False, due_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class TwoStep(BaseModel):
    """That a person signs in with a code from their phone as well; there is a row only while it is on.

    ``secret`` is kept as it is: the server must compute the codes from it. ``last_step`` is the step of the code used
    last, so that no code is used twice.
    """

    user = models.OneToOneField(User, verbose_name=_("person"), related_name="two_step", on_delete=models.CASCADE)
    secret = models.CharField(_("secret"), max_length=64)
    turned_on_at = models.DateTimeField(_("turned on at"))
    last_step = models.PositiveBigIntegerField(_("step of the last code"))

    def __str__(self) -> str:
        return f"{self.user_id}"


class Passkey(BaseModel):
    """A key on a person's device, by which they sign in without anything to type. Here is its public half only."""

    user = models.ForeignKey(User, verbose_name=_("person"), related_name="passkeys", on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=80)
    credential_id = models.CharField(_("id of the key"), max_length=1400, unique=True)
    public_data = models.BinaryField(_("public half of the key"))
    sign_count = models.PositiveBigIntegerField(_("times it signed"), default=0)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.name}"


class RecoveryCode(models.Model):
    """One of the codes that let a person in without their phone, by its hash. It works once."""

    user = models.ForeignKey(User, verbose_name=_("person"), related_name="recovery_codes", on_delete=models.CASCADE)
    code_hash = models.CharField(_("hash of the code"), max_length=64, unique=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id}"
