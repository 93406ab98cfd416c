"""The table of roles is the only source: predicates, pages and the reference say what it says."""

import pytest
import rules
from rules.permissions import permissions as known

from commonweal.communities.enums import Role
from commonweal.communities.rules import IN_ARCHIVE, PERMISSIONS, Standing, role_in, standing_in
from commonweal.kernel import nodes
from tests.factories.people import make_community, make_person


@pytest.mark.any_database
def test_each_role_may_do_all_that_the_one_before_may():
    reader, writer, lead = (set(PERMISSIONS[role]) for role in (Role.READER, Role.WRITER, Role.LEAD))
    assert reader < writer < lead


@pytest.mark.any_database
def test_every_listed_permission_is_asked_somewhere():
    assert set(PERMISSIONS[Role.LEAD]) <= set(known)
    assert set(PERMISSIONS[Role.LEAD]) >= IN_ARCHIVE


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None])
def test_predicates_of_the_community_answer_as_the_table_says(community, member, role):
    person = member(role).user if role else make_person()
    listed = PERMISSIONS[role] if role else {}
    names = [name for name in PERMISSIONS[Role.LEAD] if name.startswith("communities.")]
    assert {name for name in names if rules.has_perm(name, person, community)} == {
        name for name in names if name in listed
    }


@pytest.mark.django_db
def test_standing_is_asked_once(community, member, django_assert_num_queries):
    person = member(Role.WRITER).user
    with django_assert_num_queries(1):
        assert standing_in(person, community) == standing_in(person, community) == Standing(Role.WRITER)


@pytest.mark.django_db
def test_in_an_archived_community_everybody_only_reads(community, member, now):
    nodes.archive(community.node, by=None, at=now)
    lead = member(Role.LEAD).user
    assert role_in(lead, community) == Role.READER
    assert {name for name in PERMISSIONS[Role.LEAD] if standing_in(lead, community).grants(name)} == IN_ARCHIVE


@pytest.mark.django_db
def test_one_person_has_another_role_in_another_community(community, member):
    wanda = member(Role.WRITER).user
    other = make_community("juniper-falls", "Juniper Falls", lead=wanda)
    assert [role_in(wanda, one) for one in (community, other)] == [Role.WRITER, Role.LEAD]


@pytest.mark.django_db
def test_operator_has_no_way_into_a_community_by_that(community):
    operator = make_person("Opal Operator", is_superuser=True)
    names = [name for name in known if name.startswith("communities.")]
    assert [name for name in sorted(names) if operator.has_perm(name, community)] == [
        "communities.found",
    ]
