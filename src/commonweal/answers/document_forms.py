from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.answers.choices import ProfileForm


class ProfileLanguage(forms.Form):
    """In which language the Profile leaves, and as what kind of file."""

    version = forms.UUIDField(required=False, widget=forms.HiddenInput)
    copy = forms.UUIDField(required=False, widget=forms.HiddenInput)
    form = forms.TypedChoiceField(
        label=_("Kind of file"), choices=ProfileForm.choices, coerce=ProfileForm, widget=forms.RadioSelect
    )

    language = forms.ChoiceField(
        label=_("Language of headings and figures"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Answers stay in the language they were written in."),
    )


def language_among(values: dict[str, str]) -> str:
    """The language asked for, or the reader's own."""
    asked = values.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or "en"
