"""Every component on one page, in both themes, for those who build and keep this site."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from commonweal.kernel.permissions import require

STATUSES = (
    ("better", "good", _("Getting better")),
    ("steady", "none", _("Holding steady")),
    ("worse", "bad", _("Getting worse")),
    ("unknown", "watch", _("Too early to say")),
)


class SampleForm(forms.Form):
    """One field of each kind; a name is missing, so that the fault shows."""

    name = forms.CharField(
        label=_("Name of the measure"),
        help_text=_("As residents would say it."),
        error_messages={"required": _("Type a name, for example “Students who miss too much school”.")},
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.ChoiceField(label=_("Source"), choices=[("state", _("State data exchange"))])
    people = forms.MultipleChoiceField(
        label=_("Who is asked"),
        required=False,
        choices=[("a", "Ana Morales"), ("b", "Bo Lindgren")],
        widget=forms.CheckboxSelectMultiple,
    )


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery. For operators."""
    require("kernel.operate", request.user, None)
    themes = [
        (theme, label, SampleForm({"source": "state"}, auto_id=f"id_%s_{theme}"))
        for theme, label in (("light", _("Light")), ("dark", _("Dark")))
    ]
    return render(request, "site/gallery.html", {"themes": themes, "statuses": STATUSES})
