"""What a person changes about their own account."""

from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from commonweal.accounts import passwords, time_zones
from commonweal.accounts.models import User


class TimeZoneSelect(forms.Select):
    """A list with hundreds of entries in groups, and a box to search them where scripts run.

    Django's own list makes a dictionary for each entry. Here they are written once for a language; the chosen one is
    marked each time. A zone that is not among them is not exchanged for another: the person is asked to choose.
    """

    template_name = "accounts/time_zone_select.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The entries, with the chosen one marked."""
        built = self.build_attrs(self.attrs, attrs)
        entries = _with_chosen(_entries(get_language() or "en"), value)
        return {"widget": {"name": name, "entries": entries, "attrs": built, "flat_attrs": flatatt(built)}}

    def use_required_attribute(self, _initial: Any) -> bool:
        """Without looking into the list: there is always an entry, and the form tells of one that is none."""
        return False


def _with_chosen(entries: str, value: Any) -> SafeString:
    entry = format_html('<option value="{}"', value)
    if entry not in entries:
        return format_html('<option value="" selected>{}</option>{}', gettext("Choose a time zone"), mark_safe(entries))  # noqa: S308 -- escaped
    return mark_safe(entries.replace(entry, f"{entry} selected"))  # noqa: S308 -- escaped


@cache
def _entries(_language: str) -> str:
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (group, format_html_join("", '<option value="{}">{}</option>', entries))
            for group, entries in time_zones.choices()
        ),
    )


class PersonForm(forms.Form):
    """How a person is called and spoken to, and whose clock they live by."""

    full_name = forms.CharField(
        label=_("Full name"),
        help_text=_("Others see it beside what you write."),
        max_length=120,
        error_messages={
            "required": _("Type the name by which the others know you."),
            "max_length": _("A name has at most 120 characters here."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of these pages and of letters to you.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones.choices,
        help_text=_("All times are shown by this clock."),
        widget=TimeZoneSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a time zone from the list.")),
    )


def new_password_field(label: Any) -> forms.CharField:
    """A field for a password that is to be set; no blanks are taken off it."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=passwords.LONGEST,
        help_text=_("At least 10 characters. Four or five words without a connection make a good one."),
        error_messages={
            "required": _("Type the new password."),
            "max_length": _("A password has at most 256 characters."),
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SetPasswordForm(forms.Form):
    """A password for somebody who has none, or who showed who they are in another way."""

    new_password = new_password_field(_("New password"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_new_password(self) -> str:
        """Hold the password against what the site asks of one."""
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.person)
        return password


class ChangePasswordForm(SetPasswordForm):
    """A new password for the one the person has. Whether the old one is right is the throttle's to find out."""

    field_order = ("old_password", "new_password")
    old_password = forms.CharField(
        label=_("Password you have now"),
        strip=False,
        max_length=passwords.LONGEST,
        error_messages={"required": _("Type the password you have now.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a change that changes nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("new_password") and cleaned["new_password"] == cleaned.get("old_password"):
            self.add_error("new_password", ValidationError(gettext("That is the password you have already.")))
        return cleaned


class ConfirmForm(forms.Form):
    """A person's password, asked again."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=passwords.LONGEST,
        error_messages={"required": _("Type your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """The code of a phone, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the six digits that your phone shows now.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input code-input",
            }
        ),
    )


class PasskeyNameForm(forms.Form):
    """A name by which a person recognises a passkey."""

    name = forms.CharField(max_length=80)


class AddressForm(forms.Form):
    """Another address for the account."""

    email = forms.EmailField(
        label=_("New address"),
        max_length=254,
        help_text=_("We mail a link there. Your account has the old address until you use it."),
        error_messages={
            "required": _("Type your new e-mail address, for example name@example.org."),
            "invalid": _("An e-mail address looks like name@example.org."),
            "max_length": _("An e-mail address has at most 254 characters."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
