from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from commonweal.kernel import selectors, services
from commonweal.kernel.enums import JobState, MailState
from commonweal.kernel.errors import BatchChanged, DomainError
from commonweal.kernel.forms import BatchForm
from commonweal.kernel.methods.addresses import masked
from commonweal.kernel.pages import page_of
from commonweal.kernel.permissions import require

N_ON_A_PAGE = 20


@require_GET
def job_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far one's own job is; htmx asks for the status part until it has ended."""
    job = get_object_or_404(selectors.jobs_visible_to(request.user), uid=uid)
    template = "kernel/job.html#status" if request.htmx else "kernel/job.html"
    return render(request, template, {"job": job})


@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """How the jobs fare, for operators: by state, with what to do about the failed ones, and the clock's next times."""
    require("kernel.operate", request.user, None)
    asked = request.GET.get("state", "")
    state = asked if asked in JobState.values else ""
    counts = selectors.n_jobs_by_state()
    context = {
        "states": [(value, label, counts[value]) for value, label in JobState.choices],
        "state": state,
        "n_jobs": sum(counts.values()),
        "page": page_of(request, selectors.jobs_for_operator(state), N_ON_A_PAGE),
        "schedules": selectors.schedules(),
    }
    return render(request, "kernel/job_list.html", context)


@require_POST
def job_retry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Begin a failed job anew."""
    require("kernel.operate", request.user, None)
    job = get_object_or_404(selectors.jobs_for_operator(), uid=uid)
    try:
        services.retry_job(job=job, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(name)s begins anew.") % {"name": job.name})
    return redirect("kernel:jobs")


@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """What waits for release, with a look at it; how the other letters fared."""
    require("kernel.operate", request.user, None)
    counts = selectors.n_mails_by_state()
    page = page_of(request, selectors.mails_that_failed(), N_ON_A_PAGE)
    context = {
        "batches": selectors.held_batches(),
        "states": [(label, counts[value]) for value, label in MailState.choices],
        "page": page,
        "failed": [(letter, masked(letter.to)) for letter in page],
    }
    return render(request, "kernel/mail_list.html", context)


@require_POST
def mail_release(request: HttpRequest) -> HttpResponse:
    """Let the letters of a batch leave."""
    n = _decide(request, services.release_batch)
    if n:
        messages.success(request, ngettext("%(n)d letter leaves.", "%(n)d letters leave.", n) % {"n": n})
    return redirect("kernel:mail")


@require_POST
def mail_discard(request: HttpRequest) -> HttpResponse:
    """Throw the letters of a batch away."""
    n = _decide(request, services.discard_batch)
    if n:
        told = ngettext("%(n)d letter was thrown away, unsent.", "%(n)d letters were thrown away, unsent.", n)
        messages.success(request, told % {"n": n})
    return redirect("kernel:mail")


@require_POST
def mail_retry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Try a letter again that did not arrive."""
    require("kernel.operate", request.user, None)
    letter = get_object_or_404(selectors.mails_that_failed(), uid=uid)
    try:
        services.retry_mail(letter=letter, by=request.user, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The letter is tried again."))
    return redirect("kernel:mail")


def _decide(request: HttpRequest, act: Callable[..., int]) -> int:
    """Do one of the two things with a batch; 0 if it was refused, with the reason shown."""
    require("kernel.operate", request.user, None)
    form = BatchForm(request.POST)
    try:
        if not form.is_valid():
            raise BatchChanged
        return act(**form.cleaned_data, by=request.user, now=timezone.now())
    except BatchChanged as refusal:
        messages.error(request, refusal.message)
        return 0
