"""The first steps of a community. Each package above tells of its own step through this registry."""

from collections.abc import Callable
from dataclasses import dataclass

from commonweal.accounts.models import User
from commonweal.communities.models import Community


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the person's language: what it is, how it stands, and where it is done.

    ``url`` is empty where the person's role does not allow the step.
    """

    title: str
    text: str
    is_done: bool
    url: str
    action: str


StepMaker = Callable[[Community, User], Step]
_makers: list[tuple[int, StepMaker]] = []


def register(position: int, maker: StepMaker) -> None:
    """Add a step; steps stand in the order of their positions."""
    _makers.append((position, maker))


def first_steps(community: Community, person: User) -> tuple[Step, ...]:
    """The steps as they stand now for a person. A query or two for each."""
    return tuple(maker(community, person) for _, maker in sorted(_makers, key=lambda entry: entry[0]))
