from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.documents import phrases
from commonweal.documents.methods.booklet import MULTIPLE, OVERALL, WHOLE, BookletOrder, Size, Space
from commonweal.frameworks.methods.document import EditionDocument
from commonweal.frameworks.methods.text import Text

Choices = Sequence[tuple[str, Any]]


class BookletForm(forms.Form):
    """What of an edition is printed, and how. It offers what the edition has."""

    part = forms.ChoiceField(label=_("Which questions"), initial=WHOLE)
    depth = forms.ChoiceField(label=_("How deep"), widget=forms.RadioSelect, initial=MULTIPLE)
    has_guidance = forms.BooleanField(
        label=_("With what a strong answer covers, under each question"), required=False, initial=True
    )
    space = forms.ChoiceField(
        label=_("Room to write"), choices=list(phrases.SPACES.items()), widget=forms.RadioSelect, initial=Space.LINES
    )
    size = forms.ChoiceField(
        label=_("Size of the letters"),
        choices=list(phrases.SIZES.items()),
        widget=forms.RadioSelect,
        initial=Size.ORDINARY,
    )
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)

    def __init__(self, document: EditionDocument, data: dict[str, str] | None = None, *, part: str = "") -> None:
        super().__init__(data, initial={"part": part})
        self._offer("part", _parts(document))
        languages = [(code, name) for code, name in settings.LANGUAGES if code in document.languages]
        self._offer("language", languages)
        self.fields["language"].initial = next(iter(_preferred(languages)))
        if document.depths and document.may_be_redistributed:
            self._offer("depth", [(depth.id, _in_own(depth.name)) for depth in document.depths])
        else:
            del self.fields["depth"], self.fields["has_guidance"]

    def _offer(self, name: str, choices: Choices) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def order(self) -> BookletOrder:
        """What was asked for, once the form is valid."""
        asked = self.cleaned_data
        return BookletOrder(
            part=asked["part"],
            depth=asked.get("depth", OVERALL),
            language=asked["language"],
            size=Size(asked["size"]),
            space=Space(asked["space"]),
            has_guidance=asked.get("has_guidance", False),
        )


def _parts(document: EditionDocument) -> Choices:
    """The whole, then each section as a group with itself and its items."""
    choices: list[tuple[str, Any]] = [(WHOLE, _("The whole edition"))]
    for section in document.sections:
        title = _in_own(section.title)
        items = [(item.ref, f"{item.ref} {_in_own(item.title)}") for item in section.items]
        choices.append((f"{section.ref} {title}", [(section.ref, _("All of %(title)s") % {"title": title}), *items]))
    return choices


def _preferred(languages: Choices) -> list[str]:
    """The codes offered, the reader's own first."""
    own = (get_language() or "en").partition("-")[0]
    return sorted((code for code, _name in languages), key=lambda code: code != own)


def _in_own(text: Text) -> str:
    return text.in_language(get_language() or "en")
