import pytest

from commonweal.accounts.models import User
from commonweal.communities import services
from commonweal.kernel.enums import Visibility
from commonweal.kernel.visibility import Reach, reach_of, visible_nodes

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(now):
    lead = User.objects.create_user("lead@example.org", "Lena Lead")
    return services.found_community(
        slug="a", name="A", lead=lead, languages=["en"], time_zone="America/Chicago", now=now
    )


def test_member_reaches_the_group_level_of_their_community(community, django_assert_num_queries):
    person = community.members.get()
    with django_assert_num_queries(1):
        reach = reach_of(person)
    assert reach.person_id == person.pk
    communities = {scope: level for scope, level in reach.lowest_levels.items() if scope.startswith("community:")}
    assert communities == {community.node.scope: Visibility.GROUP}


def test_stranger_reaches_nothing_of_it(community):
    stranger = User.objects.create_user("stranger@example.org", "Sam")
    assert not visible_nodes(reach_of(stranger)).exists()
    assert reach_of(None) == Reach(None)
