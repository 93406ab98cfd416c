from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from commonweal.accounts.models import User
from commonweal.accounts.phrases import TIME_ZONES_AT_HOME
from commonweal.communities.enums import Role
from commonweal.communities.methods.addresses import Addressee, addressees_in

MOST_AT_ONCE = 50
LONGEST_ADDRESS = 254
"""Characters of an e-mail address; mail servers take no longer ones (RFC 5321)."""
N_NAMED = 5
"""Faulty addresses that are named before the rest is counted."""


def role_choices() -> list[tuple[str, str]]:
    """The roles as a list to choose from, each beginning with a capital letter."""
    return [(role.value, capfirst(str(role.label))) for role in Role]


class RoleForm(forms.Form):
    """A role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InvitationForm(forms.Form):
    """Who is to join, as what, and how they are asked."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One or several, each on its own line, or pasted from a list or a mail program. Up to 50."),
        max_length=20_000,
        error_messages={"required": _("Type at least one e-mail address, for example name@example.org.")},
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial=Role.WRITER)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES, initial=get_language)
    words = forms.CharField(
        label=_("A few words of yours"),
        help_text=_("They stand in the letter, below who invites to what."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_emails(self) -> list[Addressee]:
        """The addresses, each once; what is none is named, so that it is found in a long list."""
        found = addressees_in(self.cleaned_data["emails"])
        faulty = [one.email for one in found if not _is_address(one.email)]
        if faulty:
            named = ", ".join(Truncator(one).chars(60) for one in faulty[:N_NAMED]) + (
                "…" if len(faulty) > N_NAMED else ""
            )
            raise ValidationError(gettext("Not an e-mail address: %(named)s. Nothing was sent yet.") % {"named": named})
        if not found:
            raise ValidationError(self.fields["emails"].error_messages["required"])
        if len(found) > MOST_AT_ONCE:
            raise ValidationError(gettext("That are %(n)s addresses. Up to 50 go at once.") % {"n": len(found)})
        return found


class NewAccountForm(forms.Form):
    """What a person who has no account tells to get one: a name, a language, perhaps a password."""

    full_name = forms.CharField(
        label=_("Your full name"),
        help_text=_("As the others in the community know you."),
        max_length=120,
        error_messages={"required": _("Type your name, so that the others know who you are.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Without one, we mail you a link whenever you sign in."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        self.email = email
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> dict[str, object]:
        """Hold a password against what the site asks of one; name and address do not make a good one."""
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            person = User(email=self.email, full_name=cleaned.get("full_name", ""))
            try:
                validate_password(password, person)
            except ValidationError as fault:
                self.add_error("password", fault)
        return cleaned


class SettingsForm(forms.Form):
    """How a community is called, its languages, and its clock."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As people here say it, for example Prairie Bend County."),
        max_length=120,
        error_messages={"required": _("Type the name of the community.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("In which the community works. Everybody still chooses the language of their own pages."),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Due days end by this clock. New members begin with it."),
        choices=lambda: list(TIME_ZONES_AT_HOME.items()),
    )


class FoundingForm(SettingsForm):
    """What a new community needs, and who leads it first."""

    field_order = ("name", "slug", "languages", "time_zone", "email", "language")
    slug = forms.SlugField(
        label=_("Word in the address"),
        help_text=_("Small letters, digits and hyphens, for example prairie-bend. It stays as it is."),
        max_length=50,
        error_messages={
            "required": _("Type a word for the address, for example prairie-bend."),
            "invalid": _("Only letters, digits and hyphens, for example prairie-bend."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail of its first lead"),
        max_length=LONGEST_ADDRESS,
        help_text=_("They get an invitation. Until they join, nobody is in the community."),
        error_messages={
            "required": _("Type the e-mail address of the first lead, for example name@example.org."),
            "invalid": _("An e-mail address looks like name@example.org."),
        },
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES, initial=get_language)

    def clean_slug(self) -> str:
        """Addresses are written small."""
        return str(self.cleaned_data["slug"]).lower()


class DayForm(forms.Form):
    """A day, today where none is typed."""

    on = forms.DateField(
        label=_("On"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Type a day, for example 2026-07-01.")},
    )


class OrganizationForm(forms.Form):
    """What is known of an organization, and who of the members belongs to it."""

    name = forms.CharField(
        label=_("Name"), max_length=160, error_messages={"required": _("Type the name of the organization.")}
    )
    sector = forms.ChoiceField(label=_("Sector"), help_text=_("The field of community life in which it works most."))
    about = forms.CharField(
        label=_("What it does"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("A website looks like https://example.org.")},
    )
    contact_name = forms.CharField(label=_("Whom to ask"), required=False, max_length=120)
    contact_email = forms.EmailField(
        label=_("E-mail of the contact"),
        required=False,
        max_length=LONGEST_ADDRESS,
        error_messages={"invalid": _("An e-mail address looks like name@example.org.")},
    )
    is_backbone = forms.BooleanField(
        label=_("It is a backbone organization"),
        help_text=_("It supports the excellence group: it calls together, keeps the papers, does the daily work."),
        required=False,
    )
    people = forms.MultipleChoiceField(
        label=_("Members of ours who belong to it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, sectors: Sequence[tuple[str, str]], members: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = sectors  # type: ignore[attr-defined]
        self.fields["people"].choices = members  # type: ignore[attr-defined]


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS:
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
