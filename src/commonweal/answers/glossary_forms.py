from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonweal.answers.models import GlossaryTerm

LONGEST_NAME, LONGEST_MEANING = 80, 600


class TermForm(forms.Form):
    """A word and its meaning in each language of the interface: fields ``name_en``, ``meaning_en`` and so on."""

    def __init__(self, data: Any = None, *, term: GlossaryTerm | None = None) -> None:
        """``term`` is the one that is changed."""
        super().__init__(data)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Word in %(language)s") % {"language": language},
                max_length=LONGEST_NAME,
                required=False,
                initial=term.name.get(code, "") if term else "",
                widget=forms.TextInput(attrs={"class": "input", "lang": code}),
            )
            self.fields[f"meaning_{code}"] = forms.CharField(
                label=_("What it means here, in %(language)s") % {"language": language},
                max_length=LONGEST_MEANING,
                required=False,
                initial=term.meaning.get(code, "") if term else "",
                widget=forms.Textarea(attrs={"class": "input", "rows": 2, "lang": code}),
            )

    def words(self, what: str) -> dict[str, str]:
        """What was given of ``name`` or ``meaning``, by language."""
        return {code: self.cleaned_data.get(f"{what}_{code}", "") for code, _language in settings.LANGUAGES}
