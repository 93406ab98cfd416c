from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.documents import phrases
from commonweal.documents.look_services import Choices
from commonweal.documents.methods import logos
from commonweal.documents.methods.colours import LEAST_CONTRAST, is_colour, least_contrast, readable
from commonweal.documents.methods.look import ACCENT, MAIN, Cover
from commonweal.documents.models import DocumentLook

LANGUAGES = ("en", "es")
COLOUR = {"type": "color"}


class ColourField(forms.CharField):
    """A colour in which letters can be read on white paper and on the quiet panels of a document."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=7, widget=forms.TextInput(attrs=COLOUR), **options)

    def clean(self, value: Any) -> str:
        """Refuse what is no colour, and what cannot be read, with the nearest one that can."""
        colour = str(super().clean(value)).lower()
        if not is_colour(colour):
            raise forms.ValidationError(_("Write the color as # and six digits or letters to f, such as #1b4a72."))
        found = least_contrast(colour)
        if found < LEAST_CONTRAST:
            sentence = _(
                "Letters in %(colour)s are too pale to read: their contrast is %(found)s to 1, and %(least)s is "
                "needed. The nearest darker color that can be read is %(readable)s."
            )
            words = {"colour": colour, "found": found, "least": LEAST_CONTRAST, "readable": readable(colour)}
            raise forms.ValidationError(sentence % words)
        return colour


class LookForm(forms.Form):
    """What an operator chooses for all documents of the site."""

    organization = forms.CharField(
        label=_("Name of the organization"),
        max_length=120,
        required=False,
        help_text=_("Stands on the cover. It is also what a screen reader says for the logo."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("SVG or PNG, at most 300 KB. Of an SVG, shapes and their colors are taken over."),
        widget=forms.FileInput(attrs={"accept": ".svg,.png", "class": "input"}),
        error_messages={"empty": _("This file is empty. Choose the file of the logo.")},
    )
    drops_logo = forms.BooleanField(label=_("Without the logo that is there"), required=False)
    main_colour = ColourField(label=_("Main color"), help_text=_("Links, and the band of the cover."))
    accent_colour = ColourField(label=_("Second color"), help_text=_("Codes such as P.1a(3), rules and marks."))
    cover = forms.ChoiceField(label=_("Cover"), choices=list(phrases.COVERS.items()), widget=forms.RadioSelect)
    front_matter_en = forms.CharField(label=_("Front matter in English"), max_length=3000, required=False)
    front_matter_es = forms.CharField(label=_("Front matter in Spanish"), max_length=3000, required=False)
    footer_en = forms.CharField(label=_("Footer in English"), max_length=100, required=False)
    footer_es = forms.CharField(label=_("Footer in Spanish"), max_length=100, required=False)

    def __init__(self, *data: Any, before: DocumentLook | None = None) -> None:
        super().__init__(*data)
        self.initial = _initial(before)
        self._has_logo = before is not None and before.logo_id is not None
        for language in LANGUAGES:
            field = self.fields[f"front_matter_{language}"]
            field.widget = forms.Textarea(attrs={"rows": 6, "lang": language})
            field.help_text = _("Stands on a page after the cover. An empty line begins a new paragraph.")
            self.fields[f"footer_{language}"].widget.attrs["lang"] = language
        if not self._has_logo:
            del self.fields["drops_logo"]

    def clean_logo(self) -> logos.CleanLogo | None:
        """The logo made safe, or a sentence that says what keeps it out."""
        file = self.cleaned_data["logo"]
        if file is None:
            return None
        try:
            return logos.cleaned(file.read(logos.MAX_BYTES + 1))
        except logos.NotALogo as refusal:
            raise forms.ValidationError(phrases.LOGO_FAULTS[refusal.fault] % {"part": refusal.detail}) from refusal

    def clean(self) -> dict[str, Any]:
        """A picture without words says nothing to a screen reader, so a logo needs the organization's name."""
        asked = super().clean() or self.cleaned_data
        has_logo = bool(asked.get("logo")) or (self._has_logo and not asked.get("drops_logo"))
        if has_logo and not asked.get("organization"):
            self.add_error("organization", _("Write the name of the organization: it is what is said for the logo."))
        return asked

    def choices(self) -> Choices:
        """What was chosen, once the form is valid."""
        asked = self.cleaned_data
        return Choices(
            organization=asked["organization"],
            main_colour=asked["main_colour"],
            accent_colour=asked["accent_colour"],
            cover=Cover(asked["cover"]),
            front_matter=_by_language(asked, "front_matter"),
            footer=_by_language(asked, "footer"),
            logo=asked["logo"],
            keeps_logo=not asked.get("drops_logo"),
        )


def _by_language(asked: dict[str, Any], name: str) -> dict[str, str]:
    return {language: text for language in LANGUAGES if (text := asked[f"{name}_{language}"])}


def _initial(before: DocumentLook | None) -> dict[str, Any]:
    if before is None:
        return {"main_colour": MAIN, "accent_colour": ACCENT, "cover": Cover.QUILT}
    texts = {
        f"{name}_{language}": getattr(before, name).get(language, "")
        for name in ("front_matter", "footer")
        for language in LANGUAGES
    }
    return {name: getattr(before, name) for name in ("organization", "main_colour", "accent_colour", "cover")} | texts
