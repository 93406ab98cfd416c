import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from commonweal.kernel import events, links, nodes, snapshots
from commonweal.kernel.models import Event, Link, Node, Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def node():
    return nodes.create("answer", scope="community:1", title={"en": "Place and identity"})


@pytest.fixture
def other_node():
    return nodes.create("measure", scope="community:1", title={"en": "Adult obesity"})


def test_link_made_twice_is_one_link(node, other_node, now):
    first = links.connect(node, "cites", other_node, by=None, at=now)
    assert links.connect(node, "cites", other_node, by=None, at=now) == first
    assert Link.objects.count() == 1


def test_link_cannot_join_a_node_to_itself(node, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(source=node, verb="cites", target=node, at=now)


def test_link_cannot_dangle(node, other_node, now):
    links.connect(node, "cites", other_node, by=None, at=now)
    with pytest.raises(ProtectedError):
        other_node.delete()


def test_link_taken_out_is_gone(node, other_node, now):
    links.connect(node, "cites", other_node, by=None, at=now)
    links.disconnect(node, "cites", other_node)
    assert not node.links_out.exists()


def test_node_refuses_a_visibility_that_is_no_level(node):
    with pytest.raises(IntegrityError), transaction.atomic():
        Node.objects.filter(pk=node.pk).update(visibility=25)


def test_event_goes_with_the_change_it_tells_of(node, now):
    @transaction.atomic
    def change_and_fail():
        events.record("answer.edited", node, by=None, at=now)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        change_and_fail()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused(node, now):
    with pytest.raises(RuntimeError, match="needs the transaction"):
        events.record("answer.edited", node, by=None, at=now)


def test_snapshot_of_the_same_content_is_one_row():
    first = snapshots.keep("answer", {"b": 1, "a": ["x"]})
    assert snapshots.keep("answer", {"a": ["x"], "b": 1}) == first
    assert Snapshot.objects.count() == 1
    assert snapshots.value_of(first) == {"a": ["x"], "b": 1}


def test_snapshot_of_another_kind_has_another_address():
    assert snapshots.keep("answer", 1).address != snapshots.keep("plan", 1).address
