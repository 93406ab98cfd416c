from django.utils import timezone

from commonweal.communities import invitation_services, viewing_services
from commonweal.kernel import jobs
from commonweal.kernel.jobs import JobContext
from commonweal.kernel.methods.schedule import Daily, Minutes


@jobs.handler("communities.forget_invitations")
def forget_invitations(_job: JobContext) -> dict[str, int]:
    """Forget whom invitations went to that ended long ago without anybody joining."""
    return {"n_forgotten": invitation_services.forget_ended(timezone.now())}


@jobs.handler("communities.end_viewings")
def end_viewings(_job: JobContext) -> dict[str, int]:
    """Write down the end of looking as others where nobody came back to stop it."""
    return {"n_ended": viewing_services.end_overdue(timezone.now())}


jobs.recurring("communities.end_viewings", every=Minutes(15))
jobs.recurring("communities.forget_invitations", every=Daily(8, 45))  # deep night in America
