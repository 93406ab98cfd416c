"""Setting, changing and confirming a password."""

import logging
from datetime import datetime

from django.db import transaction

from commonweal.accounts import device_services, notices, phrases
from commonweal.accounts.models import SignInLink, User

logger = logging.getLogger(__name__)


@transaction.atomic
def set_password(*, person: User, password: str, session_key: str | None, now: datetime) -> None:
    """Give the person this password; every session but the named one ends, mailed links too, and a letter tells of it.

    Whether the person knows the old one is asked by the caller, and so is whether the new one is good enough.
    """
    had_one = person.has_usable_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    SignInLink.objects.filter(user=person, used_at=None).delete()
    device_services.end_other_devices(person=person, session_key=session_key)
    notices.tell(person, phrases.PASSWORD_CHANGED if had_one else phrases.PASSWORD_SET, at=now)
    logger.info("accounts.password_set", extra={"person": str(person.uid)})
