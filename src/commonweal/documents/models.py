from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.documents.enums import DrawingState
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
