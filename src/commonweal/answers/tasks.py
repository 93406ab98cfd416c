from django.utils import timezone

from commonweal.answers import services
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext


@jobs.handler("answers.compact_log")
def compact_log(_job: JobContext, *, answer_id: int) -> dict[str, int]:
    """Make the log of an answer one entry."""
    return {"n_entries": services.compact_log(answer_id, timezone.now())}
