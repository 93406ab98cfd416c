from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commonweal.answers import import_phrases
from commonweal.answers.choices import PieceManner
from commonweal.answers.import_services import MOST_CHARACTERS
from commonweal.answers.methods.word_package import MOST_BYTES, WordFault


class ImportForm(forms.Form):
    """A Word file, or a pasted text; what is in it is judged by content, later, in the job process."""

    file = forms.FileField(
        label=_("Word file"),
        required=False,
        help_text=_("A .docx of up to 30 MB. Headings, lists, tables and links come along; pictures leave their name."),
        error_messages={"empty": _("This file is empty. Choose another one.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx", "class": "input"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Each heading on a line of its own, such as “P.1a(1) Place and identity”."),
    )

    def clean_file(self) -> UploadedFile | None:
        """Refuse by size what no Profile has."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(str(import_phrases.FAULTS[WordFault.TOO_LARGE]))
        return file

    def clean(self) -> dict[str, object]:
        """One of the two, not both: nobody could say which was meant."""
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("file")), bool((cleaned.get("text") or "").strip())
        if not self.errors and not has_file and not has_text:
            raise forms.ValidationError(_("Choose a Word file, or paste a text."))
        if has_file and has_text:
            raise forms.ValidationError(_("Give one of the two: the file, or the pasted text. Both were kept out."))
        return cleaned


class PieceForm(forms.Form):
    """Where a piece goes, and how."""

    ref = forms.ChoiceField()
    manner = forms.TypedChoiceField(choices=PieceManner.choices, coerce=PieceManner, empty_value=PieceManner.APPEND)

    def __init__(self, *args: object, refs: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["ref"].choices = refs  # type: ignore[attr-defined]
