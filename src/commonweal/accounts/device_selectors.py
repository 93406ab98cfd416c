from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from commonweal.accounts.models import Device, User
from commonweal.kernel.prepared import prepared


def devices_of(person: User, now: datetime) -> QuerySet[Device]:
    """The devices on which the person is signed in now, the one used last first."""
    return _of(person.pk, now)


def devices_in_use(person: User, now: datetime) -> list[Device]:
    """The same devices, read at once."""
    return _devices(person.pk, now)


def _of(person_id: int, now: datetime) -> QuerySet[Device]:
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return Device.objects.filter(user_id=person_id, session_key__in=live).order_by("-seen_at", "-pk")


@prepared
def _devices(person_id: int, now: datetime) -> QuerySet[Device]:
    return _of(person_id, now)
