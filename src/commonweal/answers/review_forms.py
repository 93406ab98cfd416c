from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User


class AskedForm(forms.Form):
    """Who is asked to agree."""

    people = forms.MultipleChoiceField(
        label=_("Who is asked to agree"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person who is to agree.")},
    )

    def __init__(self, posted: Any, *, members: Collection[User], asked: Collection[User]) -> None:
        super().__init__(posted, initial={"people": [str(user.uid) for user in asked]})
        self._user_by_uid = {str(user.uid): user for user in members}
        people: Any = self.fields["people"]  # a field with choices, which the type of ``fields`` does not say
        people.choices = [(uid, user.full_name) for uid, user in self._user_by_uid.items()]

    def clean_people(self) -> list[User]:
        return [self._user_by_uid[uid] for uid in self.cleaned_data["people"]]


class AgreementForm(forms.Form):
    """The address of the text that the person read."""

    seen = forms.RegexField(r"^[0-9a-f]{64}$")
