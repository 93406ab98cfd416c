"""Who writes what in Prairie Bend County by when, and what its people say about what is written."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from commonweal.accounts.models import User
from commonweal.answers import assignment_services, comment_services, glossary_services, suggestion_services
from commonweal.answers import services as answers
from commonweal.answers.comment_services import Passage
from commonweal.answers.models import Answer
from commonweal.communities.models import Community
from commonweal.communities.selectors import today_in
from commonweal.site.demo.cast import MARISOL, PRIYA, ROSA, TOM, Part

ASSIGNED = (
    ("P.1a(1)", (ROSA,), 12),
    ("P.1a(2)", (ROSA, MARISOL), 12),
    ("P.1a(3)", (PRIYA,), 5),
    ("P.1b(2)", (MARISOL,), 19),
    ("P.2a(1)", (PRIYA, MARISOL), 26),
)
"""Question, people, and in how many days it is due."""


def give_out(community: Community, person: Mapping[Part, User], now: datetime) -> None:
    """Marisol says who writes what by when."""
    for ref, parts, days in ASSIGNED:
        answer = answers.open_answer(community=community, ref=ref, by=person[MARISOL])
        assignment_services.assign(
            answer_id=answer.pk,
            people=[person[part] for part in parts],
            due_on=today_in(community, now) + timedelta(days=days),
            by=person[MARISOL],
            now=now - timedelta(days=3),
        )


def discuss(answer_id: int, person: Mapping[Part, User], now: datetime) -> None:
    """What Rosa, Priya and Tom say about who lives in the county and what they need."""
    answer = Answer.objects.select_related("community", "node").get(pk=answer_id)
    passage = Passage("In Tolliver one home in three speaks Spanish first")
    asked = comment_services.add_comment(
        answer=answer,
        text="True for homes. Among the children at Tolliver Elementary it is closer to half. Should we say both?",
        by=person[ROSA],
        now=now - timedelta(hours=9),
        passage=passage,
    )
    comment_services.add_comment(
        answer=answer,
        text=f"@{person[ROSA].full_name} 46% this fall, by the enrollment count. I can bring it on Thursday.",
        by=person[PRIYA],
        now=now - timedelta(hours=8),
        parent_uid=asked.uid,
    )
    comment_services.add_comment(
        answer=answer,
        text="What commuters need is missing. Our staff survey asks them: child care at shift hours comes first.",
        by=person[TOM],
        now=now - timedelta(hours=3),
    )
    suggestion_services.suggest(
        answer=answer,
        passage=Passage("more than in the state"),
        replacement="a little more than in the state",
        why="The margins nearly touch, so let us not claim more.",
        by=person[TOM],
        now=now - timedelta(hours=2),
    )
    glossary_services.add_term(
        community=answer.community,
        name={"en": "Threshing Days", "es": "Días de la Trilla"},
        meaning={
            "en": "The county fair in the second week of August, when half the county comes to Riverton.",
            "es": "La feria del condado en la segunda semana de agosto, cuando medio condado viene a Riverton.",
        },
        by=person[ROSA],
        now=now - timedelta(hours=2),
    )
