from django.utils import timezone

from commonweal.documents import booklet_services, look_services, services
from commonweal.documents.methods.booklet import BookletOrder, Size, Space
from commonweal.documents.models import DocumentLook
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext


@jobs.handler("documents.draw_figure")
def draw_figure(job: JobContext, *, drawing_id: int) -> dict[str, str]:  # noqa: ARG001 -- every handler takes its job
    """Draw one figure that a page asked for."""
    return {"state": services.draw(drawing_id, at=timezone.now())}


@jobs.handler("documents.make_booklet")
def make_booklet(
    job: JobContext,
    *,
    slug: str,
    edition: str,
    part: str,
    depth: str,
    language: str,
    size: str,
    space: str,
    has_guidance: bool,
) -> dict[str, str]:
    """Set a booklet of questions that somebody asked for."""
    order = BookletOrder(part, depth, language, Size(size), Space(space), has_guidance)
    stored = booklet_services.make_booklet(job, slug=slug, edition=edition, order=order)
    return {"file": str(stored.uid)}


@jobs.handler("documents.preview_look")
def preview_look(job: JobContext, *, look_id: int, language: str) -> None:  # noqa: ARG001 -- every handler takes its job
    """Draw the first pages in the look an operator drew up."""
    version = DocumentLook.objects.select_related("logo").get(pk=look_id)
    look_services.draw_preview(version, language=language, now=timezone.now())
