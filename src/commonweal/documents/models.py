from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.documents.enums import DrawingState, LookState
from commonweal.documents.methods.look import Cover
from commonweal.documents.methods.orders import NARROW
from commonweal.kernel.models import BaseModel


class Drawing(BaseModel):
    """A figure drawn once and kept under the hash of everything that changes it. Never edited."""

    address = models.CharField(_("address"), max_length=64, unique=True)
    spec = models.JSONField(_("specification"))
    width = models.PositiveSmallIntegerField(_("width in units"))
    language = models.CharField(_("language"), max_length=10)
    alt = models.TextField(_("label"))
    state = models.CharField(_("state"), max_length=10, choices=DrawingState.choices, default=DrawingState.ASKED)
    svg = models.TextField(_("SVG"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="drawing_is_there_when_drawn",
                condition=(Q(state=DrawingState.DRAWN, drawn_at__isnull=False) & ~Q(svg=""))
                | Q(state__in=[DrawingState.ASKED, DrawingState.FAILED], svg="", drawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.address[:12]} {self.state}"

    @property
    def is_narrow(self) -> bool:
        """Whether this is the drawing for narrow screens."""
        return self.width <= NARROW

    @property
    def is_awaited(self) -> bool:
        """Whether the job process has still to draw it."""
        return self.state == DrawingState.ASKED


COLOUR = r"^#[0-9a-f]{6}$"


class DocumentLook(BaseModel):
    """One version of how this site's documents look. Its choices are never changed: another version takes its place."""

    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="document_look", on_delete=models.PROTECT
    )
    number = models.PositiveIntegerField(_("version"), unique=True)
    organization = models.CharField(_("organization"), max_length=120, blank=True)
    logo = models.ForeignKey(
        "kernel.StoredFile", verbose_name=_("logo"), related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    main_colour = models.CharField(_("main colour"), max_length=7)
    accent_colour = models.CharField(_("second colour"), max_length=7)
    cover = models.CharField(_("cover"), max_length=10, choices=[(cover.value, cover.value) for cover in Cover])
    front_matter = models.JSONField(_("front matter by language"), default=dict)
    footer = models.JSONField(_("footer by language"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=LookState.choices, default=LookState.DRAWING)
    pages = models.JSONField(_("uids of the drawn first pages"), default=list)
    is_in_force = models.BooleanField(_("new documents look so"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    drawn_up_at = models.DateTimeField(_("drawn up at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_in_force"], condition=Q(is_in_force=True), name="look_one_in_force"),
            models.CheckConstraint(name="look_cover_is_known", condition=Q(cover__in=[cover.value for cover in Cover])),
            models.CheckConstraint(name="look_state_is_known", condition=Q(state__in=LookState.values)),
            models.CheckConstraint(
                name="look_colours_are_colours",
                condition=Q(main_colour__regex=COLOUR, accent_colour__regex=COLOUR),
            ),
            models.CheckConstraint(
                name="look_logo_has_the_name_of_its_organization",
                condition=Q(logo__isnull=True) | ~Q(organization=""),
            ),
        ]

    def __str__(self) -> str:
        return f"look {self.number}"
