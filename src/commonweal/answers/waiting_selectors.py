"""What waits for one person among the answers of a community."""

from django.db.models import QuerySet

from commonweal.accounts.models import User
from commonweal.answers.models import Agreement
from commonweal.communities.models import Community
from commonweal.kernel.prepared import prepared


def refs_to_agree(community: Community, person: User) -> list[str]:
    """The questions whose texts lie before the group and wait for this person, the longest first. One query."""
    return _refs(person.pk, community.pk)


@prepared
def _refs(person_id: int, community_id: int) -> QuerySet[Agreement, str]:
    asked = Agreement.objects.filter(user_id=person_id, agreed_at__isnull=True, review__ended_at__isnull=True)
    mine = asked.filter(review__answer__community_id=community_id).order_by("asked_at", "pk")
    return mine.values_list("review__answer__ref", flat=True)
