from django.utils import timezone

from commonweal.documents import services
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext


@jobs.handler("documents.draw_figure")
def draw_figure(job: JobContext, *, drawing_id: int) -> dict[str, str]:  # noqa: ARG001 -- every handler takes its job
    """Draw one figure that a page asked for."""
    return {"state": services.draw(drawing_id, at=timezone.now())}
