import pytest
from django.db import IntegrityError

from commonweal.communities import services
from commonweal.communities.enums import Role
from commonweal.communities.errors import LastLead
from commonweal.communities.models import Membership
from commonweal.kernel.errors import NotFound, NotPermitted
from commonweal.kernel.models import Event
from tests.factories.people import join, make_person

pytestmark = pytest.mark.django_db


def last_event() -> tuple:
    return Event.objects.values_list("verb", "before", "after").latest("pk")


def test_role_change_is_recorded_with_before_and_after(community, member, now):
    reader = member(Role.READER)
    services.change_role(membership=reader, role=Role.WRITER, by=member(Role.LEAD).user, now=now)
    person = str(reader.user.uid)
    assert last_event() == (
        "member.role_changed",
        {"person": person, "role": "reader"},
        {"person": person, "role": "writer"},
    )


def test_same_role_again_leaves_no_event(community, member, now):
    services.change_role(membership=member(Role.READER), role=Role.READER, by=member(Role.LEAD).user, now=now)
    assert not Event.objects.filter(verb="member.role_changed").exists()


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_last_lead_cannot_be_demoted(community, member, now, role):
    lead = member(Role.LEAD)
    with pytest.raises(LastLead):
        services.change_role(membership=lead, role=role, by=lead.user, now=now)
    assert member(Role.LEAD) == lead


def test_last_lead_cannot_be_removed(community, member, now):
    lead = member(Role.LEAD)
    with pytest.raises(LastLead):
        services.remove_member(membership=lead, by=lead.user, now=now)
    assert member(Role.LEAD) == lead


def test_a_member_whom_another_lead_just_removed_is_not_found(community, member, now):
    lead, reader = member(Role.LEAD), member(Role.READER)
    services.remove_member(membership=Membership.objects.get(pk=reader.pk), by=lead.user, now=now)
    with pytest.raises(NotFound):
        services.remove_member(membership=reader, by=lead.user, now=now)


def test_one_of_two_leads_may_go(community, member, now):
    lead = member(Role.LEAD)
    join(community, make_person("Lou Lead"), Role.LEAD)
    services.remove_member(membership=lead, by=lead.user, now=now)
    assert last_event() == ("member.removed", {"person": str(lead.user.uid), "role": "lead"}, None)
    assert list(community.memberships.filter(role=Role.LEAD).values_list("user__full_name", flat=True)) == ["Lou Lead"]


@pytest.mark.parametrize("role", [Role.WRITER, Role.READER])
def test_only_a_lead_changes_anything(community, member, now, role):
    by, target = member(role).user, member(Role.WRITER)
    before = list(Membership.objects.values_list("pk", "role"))
    acts = (
        lambda: services.change_role(membership=target, role=Role.LEAD, by=by, now=now),
        lambda: services.remove_member(membership=target, by=by, now=now),
        lambda: services.add_member(community=community, user=make_person(), role=Role.LEAD, by=by, now=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert list(Membership.objects.values_list("pk", "role")) == before


def test_membership_is_one_per_person(community, member):
    with pytest.raises(IntegrityError):
        join(community, member(Role.READER).user, Role.WRITER)


def test_membership_has_a_known_role(community):
    with pytest.raises(IntegrityError):
        join(community, make_person(), "king")
