from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.measures.services import MAX_UPLOAD_BYTES


class FileForm(forms.Form):
    """A publisher's file; what is in it is judged by content, later, in the job process."""

    file = forms.FileField(
        label=_("Publisher’s file"),
        help_text=_("As you downloaded it: .xlsx, .xls, .csv or .txt, also compressed (.gz)."),
        error_messages={"empty": _("This file is empty. Download it again from the publisher.")},
        widget=forms.FileInput(attrs={"accept": ".xls,.xlsx,.csv,.txt,.gz", "class": "input"}),
    )

    def clean_file(self) -> object:
        """Refuse by size what no table of counties has."""
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                _("This file is larger than a publisher’s table of counties ever is. Choose the publisher’s own file.")
            )
        return file
