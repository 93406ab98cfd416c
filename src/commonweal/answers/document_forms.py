from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ProfileLanguage(forms.Form):
    """In which language the Profile is printed."""

    language = forms.ChoiceField(
        label=_("Language of headings and figures"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Answers stay in the language they were written in."),
    )


def language_among(values: dict[str, str]) -> str:
    """The language asked for, or the reader's own."""
    form = ProfileLanguage(values)
    return form.cleaned_data["language"] if form.is_valid() else get_language() or "en"
