"""Which edition new work uses: for operators, after they read what it means."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.frameworks import selectors, services, usage
from commonweal.frameworks.methods.changes import changes_between
from commonweal.kernel.permissions import require


@require_http_methods(["GET", "POST"])
def make_current(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Say what changes when this edition is used for new work, then do it. Undone by the same page of the other one."""
    require("kernel.operate", request.user, None)
    row = get_object_or_404(selectors.editions(), slug=slug, edition=edition)
    if request.method == "POST":
        services.make_current(row, by=request.user, now=timezone.now())
        said = _("New work uses “%(name)s” from now on. You can go back on its page; nothing that was written is lost.")
        messages.success(request, said % {"name": row})
        return redirect("frameworks:edition", slug=slug, edition=edition)
    old, new = selectors.current_edition(), selectors.edition(slug, edition)
    key, old_key = (new.id, new.edition), (old.id, old.edition)
    walks = [one for one in selectors.crosswalks() if {one.from_key, one.to_key} == {key, old_key}]
    context = {
        "row": row,
        "edition": new,
        "old": old,
        "is_old_in_use": usage.is_in_use(*old_key),
        "is_new_in_use": usage.is_in_use(*key),
        "changes": changes_between(old, new),
        "crosswalk": walks[0] if walks else None,
        "missing": [name for code, name in settings.LANGUAGES if code not in new.languages],
    }
    return render(request, "frameworks/make_current.html", context)
