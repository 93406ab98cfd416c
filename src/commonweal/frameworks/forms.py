from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.frameworks.yaml_source import MAX_BYTES


class UploadForm(forms.Form):
    """A content file; what is in it is judged by content, later, in the job process."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An edition, a crosswalk, a scheme, a layer of points, a ladder of levels, a curriculum, a vocabulary or a "
            "catalogue of measures as YAML, or an authoring sheet (.xlsx). At most 2 MB."
        ),
        error_messages={"empty": _("This file is empty. Choose the file you wrote.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.xlsx", "class": "input"}),
    )

    def clean_file(self) -> object:
        """Refuse by size what no content file has."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than a framework file may be (2 MB). Choose the file of one edition.")
            )
        return file
