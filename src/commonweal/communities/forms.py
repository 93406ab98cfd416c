from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonweal.communities.enums import Role


def role_choices() -> list[tuple[str, str]]:
    """The roles as a list to choose from, each beginning with a capital letter."""
    return [(role.value, capfirst(str(role.label))) for role in Role]


class RoleForm(forms.Form):
    """A role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InvitationForm(forms.Form):
    """Who is to join, and as what."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, error_messages={"required": _("Type the person's full name.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send them a letter with the way to sign in."),
        error_messages={
            "required": _("Type the person's e-mail address, for example name@example.org."),
            "invalid": _("An e-mail address looks like name@example.org."),
        },
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial=Role.WRITER)
