"""Letters that tell a person what was done to their account, so that they notice what they did not do."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from commonweal.accounts.models import User
from commonweal.kernel import mail
from commonweal.kernel.time_zones import zone_of


def tell(person: User, what: "Promise | str", *, at: datetime) -> None:
    """Mail one sentence on what happened, in the person's language and by their clock."""
    mail.send(
        to=person.email,
        template="accounts/mail/notice",
        context={
            "name": person.full_name,
            "what": what,
            "when": at.astimezone(zone_of(person.time_zone)),
            "link": settings.SITE_URL + reverse("accounts:account"),
        },
        language=person.language,
        at=at,
    )
