from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.answers.comment_services import Passage
from commonweal.answers.models import (
    LONGEST_COMMENT,
    LONGEST_PASSAGE,
    LONGEST_POSITION,
    LONGEST_QUOTE,
    LONGEST_REPLACEMENT,
)

BASE64 = RegexValidator(r"^[A-Za-z0-9+/]+=*$")


class CommentWords(forms.Form):
    """What is said."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        strip=True,
        error_messages={
            "required": _("Write something first. Nothing was sent."),
            "max_length": ngettext_lazy(
                "A comment holds %(limit_value)d character. Yours is still here: make it shorter.",
                "A comment holds %(limit_value)d characters. Yours is still here: make it shorter.",
                "limit_value",
            ),
        },
    )


class CommentForm(CommentWords):
    """What is said, and about what. A passage that makes no sense is left out: the words count."""

    parent = forms.UUIDField(required=False)
    quote = forms.CharField(required=False)
    start = forms.CharField(required=False, max_length=LONGEST_POSITION, validators=[BASE64])
    end = forms.CharField(required=False, max_length=LONGEST_POSITION, validators=[BASE64])

    def passage(self) -> Passage:
        """The passage, its quote cut to what is kept; places only where both ends and the words are known."""
        said = self.cleaned_data
        quote = " ".join(said.get("quote", "").split())
        if len(quote) > LONGEST_QUOTE:
            quote = f"{quote[: LONGEST_QUOTE - 1]}…"
        start, end = said.get("start", ""), said.get("end", "")
        return Passage(quote, start, end) if quote and start and end else Passage(quote)

    def is_understood(self) -> bool:
        """Whether the words and the comment replied to are fine, whatever the passage is."""
        return self.is_valid() or not {"text", "parent"} & set(self.errors)


class SuggestionForm(forms.Form):
    """Other words for a passage, and why. The passage is kept as it stands: it is looked for when they go in."""

    quote = forms.CharField(
        max_length=LONGEST_PASSAGE,
        strip=False,
        error_messages={
            "required": _("Select the words of one paragraph that should change. Nothing was sent."),
            "max_length": _("A suggestion is for one passage of up to 1,000 characters. Select less."),
        },
    )
    replacement = forms.CharField(max_length=LONGEST_REPLACEMENT, required=False, strip=False)
    text = forms.CharField(max_length=LONGEST_COMMENT, required=False)
    start = forms.CharField(required=False, max_length=LONGEST_POSITION, validators=[BASE64])
    end = forms.CharField(required=False, max_length=LONGEST_POSITION, validators=[BASE64])

    def passage(self) -> Passage:
        """The passage with its places, if both are known."""
        said = self.cleaned_data
        return (
            Passage(said["quote"], said["start"], said["end"])
            if said["start"] and said["end"]
            else Passage(said["quote"])
        )


class AcceptForm(forms.Form):
    """Which of several places is meant, from 0, and whether somebody changed the text by hand."""

    nth = forms.IntegerField(required=False, min_value=0, max_value=100_000)
    by_hand = forms.BooleanField(required=False)
