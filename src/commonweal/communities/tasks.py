from django.utils import timezone

from commonweal.communities import invitation_services
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily


@jobs.handler("communities.forget_invitations")
def forget_invitations(_job: JobContext) -> dict[str, int]:
    """Forget whom invitations went to that ended long ago without anybody joining."""
    return {"n_forgotten": invitation_services.forget_ended(timezone.now())}


jobs.recurring("communities.forget_invitations", every=Daily(8, 45))  # deep night in America
