from functools import cache
from zoneinfo import available_timezones

from django.utils.functional import Promise

from commonweal.accounts import phrases
from commonweal.accounts.methods import time_zones

Choices = list[tuple["Promise | str", list[tuple[str, "Promise | str"]]]]


@cache
def choices() -> Choices:
    """Every zone a person can live by, in groups: a label, and its zones with theirs. Read from the machine once."""
    at_home: list[tuple[str, Promise | str]] = list(phrases.TIME_ZONES_AT_HOME.items())
    groups: Choices = [(phrases.UNITED_STATES, at_home)]
    for continent, zones in time_zones.elsewhere(available_timezones()):
        groups.append((phrases.CONTINENTS[continent], list(zones)))
    return groups
