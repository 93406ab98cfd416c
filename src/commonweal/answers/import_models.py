"""A Profile that comes from somewhere else, piece by piece. ``models`` takes these in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonweal.answers.choices import ImportState, PieceManner
from commonweal.kernel.models import BaseModel


class ProfileImport(BaseModel):
    """A file or a pasted text that is sorted into pieces; a person decides what becomes of each."""

    node = models.OneToOneField(
        "kernel.Node", verbose_name=_("node"), related_name="profile_import", on_delete=models.PROTECT
    )
    community = models.ForeignKey(
        "communities.Community", verbose_name=_("community"), related_name="profile_imports", on_delete=models.CASCADE
    )
    file = models.ForeignKey("kernel.StoredFile", verbose_name=_("file"), related_name="+", on_delete=models.PROTECT)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.READING)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    given_at = models.DateTimeField(_("given at"))

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class ImportPiece(models.Model):
    """Part of an imported text under one heading, and what was decided about it.

    ``ref`` is the question it seems to answer (empty: none). ``answer`` is where it was put, ``event`` the event that
    kept the text from before, and ``seq`` the number of the answer's log with it: a higher one means newer words.
    """

    source = models.ForeignKey(ProfileImport, verbose_name=_("import"), related_name="pieces", on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("number"))
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    ref = models.CharField(_("question"), max_length=20, blank=True)
    confidence = models.CharField(_("how sure it is"), max_length=10)
    reason = models.CharField(_("why"), max_length=20)
    document = models.JSONField(_("document"))
    n_words = models.PositiveIntegerField(_("words"))
    first_block = models.PositiveIntegerField(_("first paragraph in the text"))
    answer = models.ForeignKey(
        "answers.Answer", verbose_name=_("answer"), related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    manner = models.CharField(_("how it was put in"), max_length=10, choices=PieceManner.choices, blank=True)
    event = models.ForeignKey(
        "kernel.Event", verbose_name=_("event"), related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    seq = models.PositiveBigIntegerField(_("number in the answer's log"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), related_name="+", null=True, on_delete=models.SET_NULL
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="import_piece_numbered_once"),
            models.CheckConstraint(
                name="import_piece_placed_has_answer_manner_and_time",
                condition=Q(answer__isnull=True, event__isnull=True, manner="")
                | (Q(answer__isnull=False, event__isnull=False, decided_at__isnull=False) & ~Q(manner="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.number} {self.ref}"

    @property
    def is_placed(self) -> bool:
        """Whether it stands in an answer."""
        return self.answer_id is not None

    @property
    def is_set_aside(self) -> bool:
        """Whether somebody decided that it stays out."""
        return self.decided_at is not None and not self.is_placed
