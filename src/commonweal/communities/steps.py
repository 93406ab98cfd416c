"""The first steps of a community. They lead into packages above this one, which therefore tell of them here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commonweal.accounts.models import User
from commonweal.communities.models import Community


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the reader's language: what it is, how it stands, and where it is done.

    ``url`` is empty where the person's role does not allow the step.
    """

    title: str
    text: str
    is_done: bool
    url: str = ""
    action: str = ""


StepsMaker = Callable[[Community, User], Sequence[Step]]
_makers: list[StepsMaker] = []


def register(maker: StepsMaker) -> None:
    """Add the steps that a package knows of, after those registered before."""
    _makers.append(maker)


def first_steps(community: Community, person: User) -> tuple[Step, ...]:
    """The steps as they stand now for a person."""
    return tuple(step for maker in _makers for step in maker(community, person))
