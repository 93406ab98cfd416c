from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from commonweal.accounts.models import Device, User


def devices_of(person: User, now: datetime) -> QuerySet[Device]:
    """The devices on which the person is signed in now, the one used last first."""
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return person.devices.filter(session_key__in=live).order_by("-seen_at", "-pk")
