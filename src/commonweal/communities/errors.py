from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class LastLead(DomainError):
    """The act would leave the community without a lead."""

    message = _("A community needs at least one lead. Nothing was changed. Make somebody else lead first.")


class AlreadyMember(DomainError):
    """Somebody with that address is in the community already."""

    message = _("This person is a member already. Change the role in the list of people.")
