from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.measures.methods.local_values import LENGTHS, Entry, Known, checked
from commonweal.measures.models import Measure
from commonweal.measures.phrases import FAULTS
from commonweal.measures.value_services import MAX_SHEET_BYTES
from commonweal.warehouse.models import Place


class ValueForm(forms.Form):
    """One value of the community's own; what it may be is decided where the rows of a sheet are checked too."""

    period = forms.CharField(
        label=_("Period"), max_length=LENGTHS["period"], help_text=_("Such as 2024, 2023-24 or May 2024.")
    )
    value = forms.CharField(label=_("Value"), max_length=40)
    numerator = forms.CharField(
        label=_("Number of cases"), required=False, max_length=40, help_text=_("Where the value is a share or a rate.")
    )
    denominator = forms.CharField(label=_("Out of how many"), required=False, max_length=40)
    group = forms.CharField(
        label=_("Group of people"), required=False, max_length=LENGTHS["group"],
        help_text=_("Where the value is of some people only, such as “ages 65 and over”."),
    )  # fmt: skip
    source = forms.CharField(label=_("Where it comes from"), required=False, max_length=LENGTHS["source"])
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LENGTHS["note"], widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, measure: Measure, places: list[Place], known: Callable[[], Known], **options: Any
    ) -> None:
        """``known`` is asked only for what was typed: it reads every measure."""
        super().__init__(*args, **options)
        self.measure, self.known = measure, known
        self.entry: Entry | None = None
        choices = [(place.fips, place.full_name) for place in places]
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=choices)

    def clean(self) -> dict[str, Any]:
        """Check all fields together and keep the entry; each fault stands at its field."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.entry, faults = checked(cleaned | {"measure": self.measure.key}, self.known())
        for name, fault in faults:
            self.add_error(name if name in self.fields else None, str(FAULTS[fault]))
        return cleaned


class SheetForm(forms.Form):
    """A filled sheet; what is in it is judged by content, later, in the job process."""

    sheet = forms.FileField(
        label=_("Filled sheet"),
        help_text=_("The sheet to fill in, as .xlsx or saved as .csv."),
        error_messages={"empty": _("This file is empty. Save the sheet again and choose it.")},
        widget=forms.FileInput(attrs={"accept": ".xls,.xlsx,.csv,.txt", "class": "input"}),
    )

    def clean_sheet(self) -> object:
        """Refuse by size what no sheet of values has."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > MAX_SHEET_BYTES:
            raise forms.ValidationError(
                _("This file is larger than a sheet of values ever is. Choose the filled sheet.")
            )
        return sheet
