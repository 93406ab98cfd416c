from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.measures.services import MAX_UPLOAD_BYTES


class WorkbookForm(forms.Form):
    """A publisher's workbook; what is in it is judged by content, later, in the job process."""

    workbook = forms.FileField(
        label=_("State workbook"),
        help_text=_(
            "The Excel file of one state (.xls or .xlsx) from countyhealthrankings.org, of any year since 2017."
        ),
        error_messages={"empty": _("This file is empty. Download it again from the publisher.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xls,.xlsx", "class": "input"}),
    )

    def clean_workbook(self) -> object:
        """Refuse by size what no state workbook has."""
        workbook = self.cleaned_data["workbook"]
        if workbook.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                _("This file is larger than a state workbook ever is. Choose the workbook of one state.")
            )
        return workbook
