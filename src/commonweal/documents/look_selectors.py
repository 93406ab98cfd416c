"""How this site's documents look."""

from uuid import UUID

from django.db.models import QuerySet

from commonweal.documents.methods.logos import CleanLogo
from commonweal.documents.methods.look import OWN_LOOK, Cover, Look
from commonweal.documents.models import DocumentLook
from commonweal.kernel import files
from commonweal.kernel.models import StoredFile


def look_in_force() -> Look:
    """What new documents look like, as plain data for every writer; Commonweal's own where nobody chose. One query."""
    version = DocumentLook.objects.filter(is_in_force=True).select_related("logo").first()
    return look_of(version) if version else OWN_LOOK


def look_of(version: DocumentLook) -> Look:
    """The choices of one version, with its logo; needs ``logo`` selected."""
    logo = version.logo
    return Look(
        organization=version.organization,
        logo=CleanLogo(files.read(logo), logo.media_type) if logo else None,
        main_colour=version.main_colour,
        accent_colour=version.accent_colour,
        cover=Cover(version.cover),
        front_matter=version.front_matter,
        footer=version.footer,
    )


def look_versions() -> QuerySet[DocumentLook]:
    """Every version with who drew it up and its logo, the newest first. For operators."""
    return DocumentLook.objects.select_related("by", "logo").order_by("-number")


def page_of(version: DocumentLook, number: int) -> StoredFile | None:
    """A drawn page of a version, counted from 1."""
    if not 1 <= number <= len(version.pages):
        return None
    return StoredFile.objects.filter(uid=UUID(version.pages[number - 1])).first()
