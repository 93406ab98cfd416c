from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commonweal.kernel import selectors


def job_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far one's own job is; htmx asks for the status part until it has ended."""
    job = get_object_or_404(selectors.jobs_visible_to(request.user), uid=uid)
    template = "kernel/job.html#status" if request.htmx else "kernel/job.html"
    return render(request, template, {"job": job})
