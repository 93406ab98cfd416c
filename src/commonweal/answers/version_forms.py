from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.answers.version_models import LONGEST_NAME, LONGEST_NOTE


class VersionForm(forms.Form):
    """Under which name the Profile is kept, and why."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, help_text=_("Such as “Before the spring meeting” or “As handed in”.")
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
