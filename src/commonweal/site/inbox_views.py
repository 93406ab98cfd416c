"""The inbox: what a person should know of, what becomes of it, and how they want to hear of it."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.communities.selectors import communities_of
from commonweal.kernel import notice_mail, notices
from commonweal.kernel.enums import Way
from commonweal.kernel.models import Notice
from commonweal.kernel.pages import page_of
from commonweal.kernel.scopes import scope_of
from commonweal.kernel.visibility import reach_of

N_ON_A_PAGE = 30
MOST_COUNTED = 99


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """A person's notices, newest first: the unread ones or all, of all communities or of one."""
    communities = communities_of(request.user)
    asked = request.GET.get("community", "")
    community = next((one for one in communities if one.slug == asked), None)
    is_all = request.GET.get("show") == "all"
    rows = _mine(request)
    if community is not None:
        rows = rows.filter(node__scope=scope_of(community))
    page = page_of(request, rows if is_all else rows.filter(read_at=None), N_ON_A_PAGE)
    context = {
        "page": page,
        "notices": [(one, sentence) for one in page if (sentence := notices.sentence_of(one))],
        "communities": communities,
        "chosen": community,
        "slug": community.slug if community else "",
        "is_all": is_all,
        "undo": request.GET.get("undo", ""),
        "kept": f"show={'all' if is_all else 'new'}&community={community.slug if community else ''}&",
    }
    return render(request, "site/inbox.html", context)


@require_GET
def notice_count(request: HttpRequest) -> HttpResponse:
    """How many notices wait, for the bell."""
    n = notices.n_unread(request.user, reach_of(request.user))
    return render(request, "site/notice_count.html", {"n": n, "shown": min(n, MOST_COUNTED)})


@require_GET
def notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go to what a notice tells of. Going there is reading it."""
    one = get_object_or_404(_mine(request), uid=uid)
    notices.set_read(_mine(request).filter(pk=one.pk), at=timezone.now())
    return redirect(one.path)


@require_POST
def notice_mark(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Mark one notice read, or unread again."""
    one = get_object_or_404(_mine(request), uid=uid)
    notices.set_read(_mine(request).filter(pk=one.pk), at=None if one.read_at else timezone.now())
    return redirect(f"{reverse('site:inbox')}{'?show=all' if one.read_at else ''}")


@require_POST
def inbox_read(request: HttpRequest) -> HttpResponse:
    """Mark every notice read; the page then offers to take that back."""
    now = timezone.now()
    n = notices.set_read(_mine(request), at=now)
    return redirect(f"{reverse('site:inbox')}{f'?undo={now:%Y-%m-%dT%H:%M:%S.%fZ}' if n else ''}")


@require_POST
def inbox_undo(request: HttpRequest) -> HttpResponse:
    """Make unread again what was marked read together."""
    if (at := _moment(request.POST.get("at", ""))) is not None:
        notices.set_read(_mine(request).filter(read_at=at), at=None)
    return redirect("site:inbox")


@require_http_methods(["GET", "POST"])
def inbox_choices(request: HttpRequest) -> HttpResponse:
    """How a person hears of each kind, and of which communities they hear nothing."""
    communities = communities_of(request.user)
    if request.method == "POST":
        asked = {kind.name: request.POST.get(kind.name, "") for kind in notices.kinds()}
        muted = [scope_of(one) for one in communities if one.slug in request.POST.getlist("muted")]
        notices.choose(request.user, {kind: way for kind, way in asked.items() if way in Way.values}, muted)
        messages.success(request, _("Kept. It counts for what happens from now on."))
        return redirect("site:inbox-choices")
    ways, muted_scopes = notices.ways_of(request.user), notices.muted_by(request.user)
    context = {
        "kinds": [(kind, ways[kind.name]) for kind in notices.kinds()],
        "ways": Way.choices,
        "communities": [(one, scope_of(one) in muted_scopes) for one in communities],
    }
    return render(request, "site/inbox_choices.html", context)


@csrf_exempt  # a mail program posts here for its reader (RFC 8058); the signed address is the proof
@login_not_required
@require_http_methods(["GET", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """End letters about notices, from the link at the foot of one, once a person or their mail program says so.

    Opening the address changes nothing: programs that look for viruses open every link.
    """
    person = notice_mail.person_of(token)
    if person is None:
        return render(request, "site/mail_stop.html", {"state": "unknown"}, status=410)
    if request.method == "POST":
        notices.stop_mail(person)
    return render(request, "site/mail_stop.html", {"state": "stopped" if request.method == "POST" else "asked"})


def _mine(request: HttpRequest) -> QuerySet[Notice]:
    return notices.visible_to(request.user, reach_of(request.user))


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None
