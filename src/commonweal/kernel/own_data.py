"""What the installation keeps of a person, to take away: each package tells its part.

A part is JSON values by name, and holds what the person gave, did and was given, in words where there are words;
never what others wrote, and no primary keys.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from commonweal.kernel.models import Event, Job
from commonweal.kernel.visibility import reach_of, visible_nodes

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
    """What the person did, and on what; the values of events may tell of others and stay here.

    The title of a thing is as it is today, perhaps by others: where the person may not see it any more, it is left out.
    """
    seen = Exists(visible_nodes(reach_of(person)).filter(pk=OuterRef("node_id")))
    acts = Event.objects.filter(by=person).annotate(is_seen=seen).order_by("at", "pk")
    told = ("at", "verb", "node__title", "node__kind", "is_seen")
    return [
        {"at": at.isoformat(), "what": verb, "on": title if is_seen else {}, "kind": kind}
        for at, verb, title, kind, is_seen in acts.values_list(*told).iterator()
    ]


@part("jobs")
def _jobs(person: "User") -> object:
    """The work the person asked for."""
    asked = Job.objects.filter(asked_by=person).order_by("asked_at", "pk")
    return [
        {"at": at.isoformat(), "what": name, "state": state}
        for at, name, state in asked.values_list("asked_at", "name", "state").iterator()
    ]
