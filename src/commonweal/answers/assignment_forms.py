from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User


class AssignmentForm(forms.Form):
    """Whose an answer is, and by when. A day that has passed is taken only if it was set before."""

    people = forms.MultipleChoiceField(label=_("Who writes it"), required=False, widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("A day looks like 2026-10-14.")},
    )

    def __init__(self, *args: Any, writers: Collection[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user_by_uid = {str(user.uid): user for user in writers}
        self._today = today
        people: Any = self.fields["people"]  # a field with choices, which the type of ``fields`` does not say
        people.choices = [(uid, user.full_name) for uid, user in self._user_by_uid.items()]

    def clean_people(self) -> list[User]:
        return [self._user_by_uid[uid] for uid in self.cleaned_data["people"]]

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < self._today and due_on != self.initial.get("due_on"):
            raise ValidationError(_("That day has passed. Choose today or a later day."))
        return due_on

    def clean(self) -> dict[str, Any]:
        """A day belongs to people: without them nobody would see to it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("due_on") and not cleaned.get("people") and "people" in cleaned:
            self.add_error("people", _("Choose who writes it by that day, or leave the day empty."))
        return cleaned
