"""The end of an account: the row and everything that hangs on it go; elsewhere "a former member" is left."""

from datetime import datetime

from django.contrib.sessions.models import Session

from commonweal.accounts.models import Device, User
from commonweal.kernel.erasure import eraser, namesake


@namesake
def is_anothers_name(person: User) -> bool:
    """Whether somebody else has the same name."""
    return User.objects.filter(full_name__iexact=person.full_name).exclude(pk=person.pk).exists()


@eraser
def forget_account(person: User, _at: datetime) -> None:
    """Sign the person out everywhere and remove the account with its links, codes, keys, devices and roles."""
    keys = Device.objects.filter(user=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    person.delete()
