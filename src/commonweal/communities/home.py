"""The page Start once a community is under way. What it shows lives in packages above, which tell of it here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonweal.accounts.models import User
from commonweal.communities.models import Community


@dataclass(frozen=True, slots=True)
class Task:
    """Something to go on with: a line to click, what is known of it, and by when it was promised."""

    title: str
    text: str
    url: str
    icon: str = "edit"
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One public figure of an outcome area, as a sentence, and that of the state beside it. No verdict."""

    area: str
    sentence: str
    beside: str
    url: str
    icon: str = "chart"


@dataclass(frozen=True, slots=True)
class Home:
    """What a person finds on the page, in their language and in the order in which it is shown."""

    needs: tuple[Task, ...]
    begun: tuple[Task, ...]
    n_questions: int
    n_begun: int
    levels: tuple[Level, ...]
    next: Task | None


HomeMaker = Callable[[Community, User, datetime], Home | None]
_makers: list[HomeMaker] = []


def register(maker: HomeMaker) -> None:
    """Let a package make the page. It answers None while the community is not under way."""
    _makers.append(maker)


def home_of(community: Community, person: User, now: datetime) -> Home | None:
    """The page as the first package makes it; None while only the first steps are to be shown."""
    homes: Sequence[Home | None] = [maker(community, person, now) for maker in _makers]
    return next((home for home in homes if home), None)
