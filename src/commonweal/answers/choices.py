"""What people choose from, with its words; ``enums`` is for the pure core and knows no Django."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProfileForm(TextChoices):
    """As what kind of file the Profile leaves."""

    PDF = "pdf", _("PDF: to send, print and keep")
    WORD = "docx", _("Word: to edit elsewhere, with headings, captions and contents")
    PAGE = "html", _("One web page: a single file to read on any screen")


class ImportState(TextChoices):
    """How far the import of a Profile is."""

    READING = "reading", _("is being read")
    READ = "read", _("waits for decisions")
    ENDED = "ended", _("put away")


class PieceManner(TextChoices):
    """How an imported piece goes into an answer."""

    APPEND = "append", _("At the end of what is there")
    REPLACE = "replace", _("Instead of what is there")
