"""The devices on which a person is signed in: noted at sign-in, ended one by one or all but one."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from commonweal.accounts.methods.devices import agent_of
from commonweal.accounts.models import Device, User


def note_sign_in(*, person: User, session_key: str, user_agent: str, now: datetime) -> Device:
    """Note that the person signed in with this session, perhaps again. Of the browser's words two names are kept."""
    agent = agent_of(user_agent)
    seen = {"user": person, "browser": agent.browser, "system": agent.system, "signed_in_at": now, "seen_at": now}
    return Device.objects.update_or_create(session_key=session_key, defaults=seen)[0]


def note_seen(*, session_key: str, now: datetime) -> None:
    """Note that the device was used."""
    Device.objects.filter(session_key=session_key).update(seen_at=now)


def follow(*, former_key: str, session_key: str) -> None:
    """Keep the device of a session that got a new key."""
    Device.objects.filter(session_key=former_key).update(session_key=session_key)


def forget(*, session_key: str) -> None:
    """Forget a device whose person signed out there."""
    Device.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_device(*, device: Device) -> None:
    """Sign the person out on a device. What is open there closes within seconds."""
    Session.objects.filter(session_key=device.session_key).delete()
    device.delete()


@transaction.atomic
def end_other_devices(*, person: User, session_key: str | None) -> int:
    """Sign the person out everywhere but in this session, everywhere without one; return on how many devices."""
    devices = person.devices.exclude(session_key=session_key) if session_key else person.devices.all()
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    Device.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def tidy_sessions(*, now: datetime) -> int:
    """Remove sessions that ran out, and the devices of sessions that are gone; return how many devices went."""
    Session.objects.filter(expire_date__lte=now).delete()
    gone = Device.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return gone.delete()[0]
