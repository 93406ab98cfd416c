from django import forms
from django.utils.translation import gettext_lazy as _

ADDRESS_HELP = _("The address your invitation came to")


class LinkForm(forms.Form):
    """Asks for the address a link is mailed to."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=ADDRESS_HELP,
        error_messages={
            "required": _("Type your e-mail address, for example name@example.org."),
            "invalid": _("An e-mail address looks like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class SignInForm(LinkForm):
    """Asks for address and password."""

    field_order = ("email", "password", "next")
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Type your password, or let us send you a link.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class LanguageForm(forms.Form):
    """A language of the interface, and where to go back to."""

    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Español")])
    next = forms.CharField(required=False)


class ThemeForm(forms.Form):
    """Light, dark, or as the device, and where to go back to."""

    theme = forms.ChoiceField(choices=[("light", ""), ("dark", ""), ("system", "")])
    next = forms.CharField(required=False)
