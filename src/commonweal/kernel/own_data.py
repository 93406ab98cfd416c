"""What the installation keeps of a person, to take away: each package tells its part.

A part is JSON values by name, and holds what the person gave, did and was given, in words where there are words;
never what others wrote, and no primary keys.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from commonweal.kernel.models import Event, Job

if TYPE_CHECKING:
    from commonweal.accounts.models import User

Part = Callable[["User"], object]
_parts: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Register a function ``person -> JSON value`` under the name of its file, in a package's ``own_data.py``."""

    def register(function: Part) -> Part:
        if name in _parts:
            raise ValueError(f"Two parts are called {name}.")
        _parts[name] = function
        return function

    return register


def of(person: "User") -> dict[str, object]:
    """Everything, by the name of the part."""
    return {name: tell(person) for name, tell in sorted(_parts.items())}


@part("history")
def _history(person: "User") -> object:
    """What the person did, and on what; the values of events may tell of others and stay here."""
    acts = Event.objects.filter(by=person).order_by("at", "pk")
    return [
        {"at": at.isoformat(), "what": verb, "on": title, "kind": kind}
        for at, verb, title, kind in acts.values_list("at", "verb", "node__title", "node__kind").iterator()
    ]


@part("jobs")
def _jobs(person: "User") -> object:
    """The work the person asked for."""
    asked = Job.objects.filter(asked_by=person).order_by("asked_at", "pk")
    return [
        {"at": at.isoformat(), "what": name, "state": state}
        for at, name, state in asked.values_list("asked_at", "name", "state").iterator()
    ]
