"""What must hold of people."""

from collections.abc import Iterator
from zoneinfo import available_timezones

from django.conf import settings

from commonweal.accounts.models import User
from commonweal.kernel.soundness import invariant

USUAL_ZONE = "America/Chicago"


def _set_zones() -> None:
    User.objects.exclude(time_zone__in=available_timezones()).update(time_zone=USUAL_ZONE)


@invariant("accounts.time_zones_are_known", "Every person lives by a clock that this machine knows.", mend=_set_zones)
def _zones() -> Iterator[str]:
    for person in User.objects.exclude(time_zone__in=available_timezones()).only("uid", "time_zone"):
        yield f"person {person.uid} ({person.time_zone})"


def _set_languages() -> None:
    User.objects.exclude(language__in=dict(settings.LANGUAGES)).update(language=settings.LANGUAGE_CODE)


@invariant("accounts.languages_are_known", "Every person reads a language of the site.", mend=_set_languages)
def _languages() -> Iterator[str]:
    for person in User.objects.exclude(language__in=dict(settings.LANGUAGES)).only("uid", "language"):
        yield f"person {person.uid} ({person.language})"
