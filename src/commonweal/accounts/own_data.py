from datetime import datetime

from commonweal.accounts.models import User
from commonweal.kernel import own_data


@own_data.part("account")
def account(person: User) -> object:
    """Who the person is here, and how they sign in; secrets and keys are left out."""
    return {
        "name": person.full_name,
        "email": person.email,
        "language": person.language,
        "time_zone": person.time_zone,
        "member_since": person.created_at.isoformat(),
        "has_password": person.has_usable_password(),
        "two_step_sign_in": hasattr(person, "two_step"),
        "passkeys": [
            {"name": one.name, "added": one.created_at.isoformat(), "last_used": _said(one.last_used_at)}
            for one in person.passkeys.order_by("pk")
        ],
        "devices": [
            {
                "browser": one.browser,
                "system": one.system,
                "signed_in": one.signed_in_at.isoformat(),
                "last_used": one.seen_at.isoformat(),
            }
            for one in person.devices.order_by("pk")
        ],
    }


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
