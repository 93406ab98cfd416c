"""Reading how answers stand: whose they are, and how far."""

from collections.abc import Iterable
from datetime import datetime

from commonweal.answers.assignment_selectors import assigned_by_answer
from commonweal.answers.models import Answer
from commonweal.answers.review_selectors import review_standings
from commonweal.answers.selectors import Standing
from commonweal.communities.models import Community
from commonweal.communities.selectors import today_in


def standing_of(community: Community, answers: Iterable[Answer], now: datetime) -> Standing:
    """How a community's answers stand now. Two queries, three where texts changed after all agreed."""
    answers = list(answers)
    return Standing(
        today=today_in(community, now),
        assigned=assigned_by_answer(community, [answer.pk for answer in answers]),
        reviews=review_standings(answers),
    )
