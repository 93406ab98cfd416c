import pytest

from commonweal.communities import selectors
from commonweal.communities.enums import Role
from tests.factories.people import join, make_community, make_person

pytestmark = pytest.mark.django_db


def test_only_ones_own_communities_exist(community, member):
    make_community("juniper-falls", "Juniper Falls", lead=make_person("Juno Lead"))
    person = member(Role.READER).user
    assert list(selectors.communities_visible_to(person)) == [community]
    assert [one.community for one in selectors.memberships_of(person)] == [community]


def test_community_and_role_come_in_one_query(community, member, django_assert_num_queries):
    person = member(Role.WRITER).user
    with django_assert_num_queries(1):
        [found] = [one.community for one in selectors.memberships_of(person)]
        assert person.has_perm("communities.write_answers", found)
        assert not person.has_perm("communities.lead", found)
    assert found == community


def test_leads_come_first_then_names(community):
    join(community, make_person("Abel Reader"), Role.READER)
    names = [one.user.full_name for one in selectors.members_of(community)]
    assert names == ["Lena Lead", "Wanda Writer", "Abel Reader", "Ray Reader"]


def test_home_place_is_none_until_chosen(community):
    assert selectors.home_place(community) is None
