from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.answers.copy_models import LONGEST_NAME


class CopyForm(forms.Form):
    """For which level a copy is made, and what it is called."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, help_text=_("Such as “Application 2027”."))
    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)

    def __init__(self, *args: object, levels: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """The two texts a person read before deciding, by their addresses."""

    seen = forms.RegexField("[0-9a-f]{64}")
    seen_living = forms.RegexField("[0-9a-f]{64}")
