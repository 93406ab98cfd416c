from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError


class DocumentFailed(DomainError):
    """The typesetter refused the document or did not end in time."""

    message = _(
        "The document could not be made. Nothing was changed. Try again; if it happens again, tell the person "
        "who runs this site."
    )


class LookNotShown(DomainError):
    """Nobody could have looked at this version yet."""

    message = _("The first pages of this version are not drawn yet, so it cannot be used. Wait until you see them.")
