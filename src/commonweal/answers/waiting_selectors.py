"""What waits for one person among the answers of a community."""

from commonweal.accounts.models import User
from commonweal.answers.models import Agreement
from commonweal.communities.models import Community


def refs_to_agree(community: Community, person: User) -> list[str]:
    """The questions whose texts lie before the group and wait for this person, the longest first. One query."""
    asked = Agreement.objects.filter(user_id=person.pk, agreed_at=None, review__ended_at=None)
    mine = asked.filter(review__answer__community_id=community.pk).order_by("asked_at", "pk")
    return list(mine.values_list("review__answer__ref", flat=True))


def is_under_way(community: Community) -> bool:
    """Whether somebody has written words into an answer of the community. One query."""
    return community.answers.filter(n_words__gt=0).exists()
